"""Every file in `resources/` is used, and every one that is asked for is there."""

import re
from pathlib import Path

import pytest

from tests.architecture.source import PACKAGE, RESOURCES, package_sources, strings

ICONS = sorted((RESOURCES / "icons").glob("*.svg"))
PAGES = sorted((RESOURCES / "help").glob("*.md"))
# Read by people in the repository, not by the program.
FOR_READERS = {"README.md", ".gitkeep"}
LINK = re.compile(r"\]\((?!\w+:)([^)#]+)")


@pytest.fixture(scope="module")
def literals() -> set[str]:
    return {str(node.value) for source in package_sources() for node in strings(source.tree)}


@pytest.fixture(scope="module")
def icons_named(literals: set[str]) -> set[str]:
    """Names of icons in the source: whole strings, and `icons:name.svg` in style sheets.

    A `$word` in a style sheet's name stands for any word; alone it says nothing.
    """
    named = {text for text in literals if re.fullmatch(r"[a-z0-9-]+", text)}
    for text in literals:
        for name in re.findall(r"icons:([\w-][\w$-]+)\.svg", text):
            pattern = re.sub(r"\\?\$\w+", "[a-z-]+", re.escape(name))
            named |= {icon.stem for icon in ICONS if re.fullmatch(pattern, icon.stem)} or {name}
    return named


def linked_from(page: Path) -> set[Path]:
    return {(page.parent / link).resolve() for link in LINK.findall(page.read_text("utf-8"))}


def test_every_icon_is_used(icons_named: set[str]) -> None:
    assert [icon.name for icon in ICONS if icon.stem not in icons_named] == []


def test_every_icon_of_a_style_sheet_is_there(literals: set[str]) -> None:
    named = {n for text in literals for n in re.findall(r"icons:([\w-]+)\.svg", text)}
    assert named - {icon.stem for icon in ICONS} == set()


def test_every_page_of_the_help_is_opened_by_the_program_or_by_a_page(literals: set[str]) -> None:
    linked = {target for page in PAGES for target in linked_from(page)}
    lost = [
        page.name for page in PAGES if page.name not in literals and page.resolve() not in linked
    ]
    assert lost == []


def test_every_link_of_the_help_leads_somewhere() -> None:
    dead = [
        f"{page.name} -> {target.name}"
        for page in PAGES
        for target in linked_from(page)
        if not target.exists()
    ]
    assert dead == []


def test_every_other_resource_is_named_in_the_source(literals: set[str]) -> None:
    others = [
        path
        for path in RESOURCES.rglob("*")
        if path.is_file()
        and path not in ICONS
        and path not in PAGES
        and path.name not in FOR_READERS
    ]
    used = [p for p in others if p.name in literals or is_picture_of_a_page(p)]
    assert [str(p.relative_to(RESOURCES)) for p in others if p not in used] == []


def is_picture_of_a_page(path: Path) -> bool:
    readers = [*PAGES, *RESOURCES.rglob("README.md"), PACKAGE.parent / "README.md"]
    return any(path.resolve() in linked_from(page) for page in readers if page.exists())


def test_every_icon_takes_one_colour_that_the_theme_can_replace() -> None:
    strange = [
        icon.name
        for icon in ICONS
        if "<image" in (text := icon.read_text("utf-8"))
        or "<script" in text
        or "http:" in text.replace("http://www.w3.org", "")
    ]
    assert strange == []
