"""The source of the project, read once and parsed, for the tests of this folder."""

import ast
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache, cached_property
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
PACKAGE = ROOT / "annotator"
RESOURCES = ROOT / "resources"

Function = ast.FunctionDef | ast.AsyncFunctionDef
Named = Function | ast.ClassDef


@dataclass(frozen=True)
class Source:
    """One file: where it is, seen from the checkout, and what is in it."""

    path: Path

    @property
    def name(self) -> str:
        return self.path.relative_to(ROOT).as_posix()

    @cached_property
    def text(self) -> str:
        return self.path.read_text("utf-8")

    @cached_property
    def tree(self) -> ast.Module:
        return ast.parse(self.text)

    @property
    def is_started_before_set_up(self) -> bool:
        """Whether it runs before anything is installed, outside the layers."""
        return self.path.parent == PACKAGE

    def functions(self) -> Iterator[tuple[Function, ast.AST]]:
        """Every function with what it stands in."""
        for parent in ast.walk(self.tree):
            for child in ast.iter_child_nodes(parent):
                if isinstance(child, Function):
                    yield child, parent

    def classes(self) -> Iterator[ast.ClassDef]:
        return (node for node in ast.walk(self.tree) if isinstance(node, ast.ClassDef))

    def at(self, node: ast.stmt | ast.expr | ast.excepthandler) -> str:
        """File and line, as an editor opens it."""
        return f"{self.name}:{node.lineno}"


@cache
def source_of(path: Path) -> Source:
    """A file, read and parsed once for all tests."""
    return Source(path)


def package_sources(*folders: str) -> list[Source]:
    """The files of the package, or of some of its folders."""
    roots = [PACKAGE / folder for folder in folders] or [PACKAGE]
    return [source_of(path) for root in roots for path in sorted(root.rglob("*.py"))]


def sources_of_tests() -> list[Source]:
    """The files of the tests."""
    return [source_of(path) for path in sorted((ROOT / "tests").rglob("*.py"))]


def is_public(name: str) -> bool:
    return not name.startswith("_")


def decorators(node: Named) -> set[str]:
    """The last names of a definition's decorators: `override`, `setter`, `Slot`."""
    found = set()
    for decorator in node.decorator_list:
        inner = decorator.func if isinstance(decorator, ast.Call) else decorator
        found.add(inner.attr if isinstance(inner, ast.Attribute) else getattr(inner, "id", ""))
    return found


def strings(tree: ast.AST) -> Iterator[ast.Constant]:
    """The string literals of a tree that are no docstrings."""
    docs = set()
    for node in ast.walk(tree):
        body = getattr(node, "body", None)
        if isinstance(body, list) and body and isinstance(body[0], ast.Expr):
            docs.add(id(body[0].value))
    for node in ast.walk(tree):
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in docs:
            yield node
