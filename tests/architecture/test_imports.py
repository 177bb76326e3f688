"""Who may import whom: the contracts of pyproject.toml, kept."""

import ast
import subprocess
import sys
import tomllib
from typing import Any

import pytest

from tests.architecture.source import ROOT, package_sources

RUN = "from importlinter.cli import lint_imports_command; lint_imports_command()"


def contracts() -> list[dict[str, Any]]:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))
    return list(project["tool"]["importlinter"]["contracts"])


def test_the_contracts_hold() -> None:
    command = [sys.executable, "-c", RUN, "--no-cache", "--no-logo"]
    ran = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, encoding="utf-8")
    assert ran.returncode == 0, ran.stdout + ran.stderr


def test_there_is_a_contract_for_each_border() -> None:
    assert {contract["name"] for contract in contracts()} >= {
        "Layers",
        "Qt only in the window",
        "Databases only in the store",
        "The front doors reach stores and formats through app",
        "Formats do not know one another",
    }


def test_every_format_is_among_those_that_do_not_know_one_another() -> None:
    (contract,) = [c for c in contracts() if c["type"] == "independence"]
    formats = {
        f"annotator.formats.{source.path.stem}"
        for source in package_sources("formats")
        for node in source.tree.body
        if isinstance(node, ast.Assign | ast.AnnAssign)
        and isinstance(node.value, ast.Call)
        and getattr(node.value.func, "id", "") == "Format"
    }
    assert formats == set(contract["modules"])


@pytest.mark.parametrize("package", ["core", "adjudicate"])
def test_values_and_rules_import_nothing_but_the_standard_library(package: str) -> None:
    allowed = sys.stdlib_module_names | {"annotator"}
    found = [
        f"{source.at(node)}: {name}"
        for source in package_sources(package)
        for node in ast.walk(source.tree)
        if isinstance(node, ast.Import | ast.ImportFrom)
        for name in (
            [a.name for a in node.names] if isinstance(node, ast.Import) else [node.module or ""]
        )
        if name.split(".")[0] not in allowed
    ]
    assert found == []
