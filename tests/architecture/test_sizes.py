"""Sizes that keep the source readable: files, functions, classes, parameters."""

import ast
from pathlib import Path

from tests.architecture.source import (
    Function,
    Source,
    decorators,
    is_public,
    package_sources,
    sources_of_tests,
)

LINES_OF_A_FILE = 400
LINES_OF_A_FUNCTION = 60
METHODS_OF_A_CLASS = 20
# Two is the rule of the style guide; a text, a start and an end are what many functions take.
POSITIONAL_PARAMETERS = 4
# Click and Qt call these by their own rules.
CALLED_FROM_OUTSIDE = {"command", "group", "Slot"}


def all_sources() -> list[Source]:
    return package_sources() + sources_of_tests()


def test_no_file_is_longer_than_the_wall() -> None:
    long = [
        f"{source.name}: {lines} lines"
        for source in all_sources()
        if (lines := len(source.text.splitlines())) > LINES_OF_A_FILE
    ]
    assert long == []


def test_no_function_is_longer_than_a_screen() -> None:
    long = [
        f"{source.at(function)} {function.name}: {length} lines"
        for source in all_sources()
        for function, _ in source.functions()
        if (length := length_of(function)) > LINES_OF_A_FUNCTION
    ]
    assert long == []


def test_no_class_has_more_public_methods_than_fit_in_a_head() -> None:
    large = [
        f"{source.at(node)} {node.name}: {len(methods)} public methods"
        for source in package_sources()
        for node in source.classes()
        if len(methods := public_methods(node)) > METHODS_OF_A_CLASS
    ]
    assert large == []


def test_no_public_function_takes_many_parameters_by_position() -> None:
    many = [
        f"{source.at(function)} {function.name}({', '.join(names)})"
        for source in package_sources()
        for function, parent in source.functions()
        if is_public(function.name) and not decorators(function) & CALLED_FROM_OUTSIDE
        if len(names := [a.arg for a in positional(function, parent)]) > POSITIONAL_PARAMETERS
    ]
    assert many == []


def test_no_truth_value_is_passed_by_position() -> None:
    found = [
        f"{source.at(function)} {function.name}: {parameter.arg}"
        for source in package_sources()
        for function, parent in source.functions()
        if not decorators(function) & CALLED_FROM_OUTSIDE and not is_override(function)
        for parameter in positional(function, parent)
        if isinstance(parameter.annotation, ast.Name) and parameter.annotation.id == "bool"
    ]
    assert found == []


def length_of(function: Function) -> int:
    return (function.end_lineno or function.lineno) - function.lineno + 1


def is_override(function: Function) -> bool:
    """Whether the name is Qt's: ours are in lower case."""
    return function.name != function.name.lower()


def public_methods(node: ast.ClassDef) -> set[str]:
    return {
        child.name
        for child in node.body
        if isinstance(child, Function) and is_public(child.name) and not is_override(child)
    }


def positional(function: Function, parent: ast.AST) -> list[ast.arg]:
    """The parameters that may be given by position, without the object itself."""
    parameters = [*function.args.posonlyargs, *function.args.args]
    is_bound = isinstance(parent, ast.ClassDef) and "staticmethod" not in decorators(function)
    return parameters[1:] if is_bound else parameters


def test_the_walls_are_seen_from_here() -> None:
    assert len(package_sources()) > 50
    assert Path(__file__) in [source.path for source in all_sources()]
