"""Rules that the code base would lose one convenient line at a time."""

import ast
import io
import re
import tokenize

import pytest

from tests.architecture.source import (
    PACKAGE,
    ROOT,
    Function,
    Source,
    decorators,
    is_public,
    package_sources,
    sources_of_tests,
    strings,
)

# Our SQL is in lower case and other people's in capitals; a sentence begins with one capital.
SQL = re.compile(
    r"\s*(?:select\s.*\sfrom\s|insert\s+(?:or\s+\w+\s+)?into\s|update\s+\w+\s+set\s|delete\s+from\s"
    r"|with\s+\w+\s+as\s*\(|(?:create|drop|alter)\s+(?:unique\s+|virtual\s+|temp\s+)?(?:table|index|view|trigger)\s"
    r"|pragma\s+\w+|begin\s+(?:immediate|deferred|exclusive))",
    re.DOTALL,
)
# The last hooks of the two front doors, the border of a job, the thread of the store.
CATCH_ALL = {
    "annotator/cli/main.py",
    "annotator/gui/application.py",
    "annotator/gui/last_hook.py",
    "annotator/gui/job_runner.py",
    "annotator/app/store_thread.py",
}
WIDE = {"Exception", "BaseException"}
# A note being typed is read from its field; an article never is.
FIELDS = {"toPlainText": {"annotator/gui/panels/fields.py"}}
NOT_IN_THE_WINDOW = ("toPlainText", "toHtml", "setExtraSelections", "QUndoStack", "QUndoCommand")
VAGUE = {"util", "utils", "helper", "helpers", "common", "manager", "misc"}
UNFINISHED = re.compile("TO" + "DO|FIX" + "ME|XX" + "X")
# Not errors: a person's wish to stop, and a signal that becomes a Problem in the next call.
NO_ERRORS = {"Cancelled", "NotText"}


def is_sql(text: str) -> bool:
    return bool(
        SQL.match(text) or ((text.isupper() or "SELECT" in text) and SQL.match(text.lower()))
    )


@pytest.mark.parametrize(
    "text",
    ["select 1 from t ", "SELECT id FROM article WHERE x", "insert into t values (1)", "insert or ignore into t ", "\n  update t set x = 1", "delete from t ", "create table t (x)", "create virtual table t ", "pragma user_version", "with a as (select 1)", "begin immediate"],
)  # fmt: skip
def test_sql_is_known_when_seen(text: str) -> None:
    assert is_sql(text)


@pytest.mark.parametrize(
    "text", ["Select some words from the text.", "Update the set now", "begin", "with a view", "Delete from list", "selected"]
)  # fmt: skip
def test_a_sentence_is_no_sql(text: str) -> None:
    assert not is_sql(text)


def test_sql_stands_in_the_store_only() -> None:
    found = [
        f"{source.at(node)}: {node.value!r:.60}"
        for source in package_sources()
        if "store" not in source.path.relative_to(PACKAGE).parts[:1]
        for node in strings(source.tree)
        if is_sql(str(node.value))
    ]
    assert found == []


def test_everything_is_caught_in_the_named_places_only() -> None:
    found = [
        source.at(handler)
        for source in package_sources()
        if source.name not in CATCH_ALL
        for handler in ast.walk(source.tree)
        if isinstance(handler, ast.ExceptHandler) and is_wide(handler) and not raises_again(handler)
    ]
    found += [
        source.at(node)
        for source in package_sources()
        for node in ast.walk(source.tree)
        if isinstance(node, ast.Call)
        and called(node) == "suppress"
        and any(getattr(argument, "id", "") in WIDE for argument in node.args)
    ]
    assert found == []


def is_wide(handler: ast.ExceptHandler) -> bool:
    if handler.type is None:
        return True
    return any(isinstance(n, ast.Name) and n.id in WIDE for n in ast.walk(handler.type))


def raises_again(handler: ast.ExceptHandler) -> bool:
    """Whether the handler tidies up and lets the error go on."""
    last = handler.body[-1]
    return isinstance(last, ast.Raise) and last.exc is None


def called(node: ast.Call) -> str:
    return node.func.attr if isinstance(node.func, ast.Attribute) else getattr(node.func, "id", "")


@pytest.mark.parametrize("name", NOT_IN_THE_WINDOW)
def test_the_window_uses_none_of_what_failed_in_the_prototypes(name: str) -> None:
    found = [
        source.at(node)
        for source in package_sources("gui")
        if source.name not in FIELDS.get(name, set())
        for node in ast.walk(source.tree)
        if (isinstance(node, ast.Attribute) and node.attr == name)
        or (isinstance(node, ast.Name) and node.id == name)
    ]
    assert found == []


def test_nothing_is_left_unfinished_in_a_comment() -> None:
    found = []
    for source in [*package_sources(), *sources_of_tests()]:
        for token in tokenize.generate_tokens(io.StringIO(source.text).readline):
            if token.type == tokenize.COMMENT and UNFINISHED.search(token.string):
                found.append(f"{source.name}:{token.start[0]}")
    assert found == []


def test_every_module_class_and_function_that_others_may_use_says_what_it_gives() -> None:
    found = [place for source in package_sources() for place in undocumented(source)]
    assert found == []


def undocumented(source: Source) -> list[str]:
    found = [] if ast.get_docstring(source.tree) else [source.name]
    owners: list[ast.Module | ast.ClassDef] = [source.tree]
    while owners:
        for child in owners.pop().body:
            if not isinstance(child, Function | ast.ClassDef) or not is_public(child.name):
                continue
            if isinstance(child, ast.ClassDef):
                owners.append(child)
            elif is_qts(child) or decorators(child) & {"overload", "setter"}:
                continue
            if not ast.get_docstring(child):
                found.append(f"{source.at(child)} {child.name}")
    return found


def is_qts(function: Function) -> bool:
    """Whether the function overrides one of Qt's, which has Qt's own documentation."""
    return function.name != function.name.lower() or function.name in QTS_SHORT_NAMES


QTS_SHORT_NAMES = {"paint", "event", "data", "clone", "pixmap", "run", "translate", "draw"}


def test_every_module_has_a_name_that_says_its_duty() -> None:
    found = [
        str(path.relative_to(ROOT))
        for folder in (PACKAGE, ROOT / "tests")
        for path in folder.rglob("*")
        if (path.suffix == ".py" or path.is_dir()) and set(path.stem.split("_")) & VAGUE
    ]
    assert found == []


def test_every_error_is_one_of_ours() -> None:
    bases: dict[str, list[str]] = {}
    for source in package_sources():
        if source.is_started_before_set_up:
            continue
        for node in source.classes():
            bases[node.name] = [
                getattr(base, "id", getattr(base, "attr", "")) for base in node.bases
            ]

    def ancestors(name: str) -> set[str]:
        return {name}.union(*(ancestors(base) for base in bases.get(name, [])))

    errors = {name for name in bases if any(is_builtin_error(a) for a in ancestors(name))}
    assert "StaleEdit" in errors
    strangers = {
        name
        for name in errors - NO_ERRORS
        if is_public(name) and "AnnotatorError" not in ancestors(name)
    }
    assert strangers == set()


def is_builtin_error(name: str) -> bool:
    import builtins

    found = getattr(builtins, name, None)
    return isinstance(found, type) and issubclass(found, BaseException)


def test_no_module_keeps_what_changes() -> None:
    """No list, dictionary or set made empty at the top of a module, to be filled later.

    A name in capitals is a constant: an empty one says "none".
    """
    found = [
        f"{source.at(node)}"
        for source in package_sources()
        for node in source.tree.body
        if isinstance(node, ast.Assign | ast.AnnAssign)
        and is_empty_collection(node.value)
        and not ast.unparse(node).split("=")[0].split(":")[0].isupper()
    ]
    found += [
        source.at(node)
        for source in package_sources()
        for node in ast.walk(source.tree)
        if isinstance(node, ast.Global)
    ]
    assert found == []


def is_empty_collection(value: ast.expr | None) -> bool:
    if isinstance(value, ast.Call):
        return (
            called(value) in {"list", "dict", "set", "defaultdict", "deque", "Counter"}
            and not value.args
        )
    return isinstance(value, ast.List | ast.Dict | ast.Set) and not ast.unparse(value).strip(
        "[]{} "
    )
