"""Letters that no font has: found among few fonts, told once, and not again when asked so."""

import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from annotator.app.present.glyphs import NOTICE
from annotator.app.settings import Settings
from annotator.gui.missing_glyphs import MissingGlyphs
from annotator.gui.text.view import ArticleView
from tests.stories.driving import Driver

CHECKOUT = Path(__file__).resolve().parents[2]
DEJAVU = Path("/usr/share/fonts/truetype/dejavu")
ONLY_DEJAVU = f"""<?xml version="1.0"?><!DOCTYPE fontconfig SYSTEM "fonts.dtd">
<fontconfig><dir>{DEJAVU}</dir><cachedir>{{cache}}</cachedir></fontconfig>
"""
SEEN = """
import sys
from PySide6.QtWidgets import QApplication
from annotator.gui.missing_glyphs import MissingGlyphs
from annotator.gui.text.view import ArticleView
application = QApplication([])
view = ArticleView()
view.resize(900, 400)
view.show()
for text in ("Plain, żółw, Москва, שלום", "Bangkok: ไทย", "हिंदी", "a\\u200db \\U0001f1e9 \\u65e5 \\n" * 400):
    view.show_article(text)
    print(ascii("".join(sorted(view.letters_without_glyph()))))
view.show_article("x\\n" * 400 + "\\u0e01")
print(len(view.letters_without_glyph()))
view.verticalScrollBar().setValue(view.verticalScrollBar().maximum())
print(ascii("".join(view.letters_without_glyph())))
"""


@pytest.fixture
def few_fonts(tmp_path: Path) -> dict[str, str]:
    if not DEJAVU.is_dir():
        pytest.skip("needs DejaVu alone")
    config = tmp_path / "fonts.conf"
    config.write_text(ONLY_DEJAVU.format(cache=tmp_path / "cache"))
    return {**os.environ, "FONTCONFIG_FILE": str(config), "QT_QPA_PLATFORM": "offscreen"}


def test_letters_in_sight_without_a_glyph_are_found(few_fonts: dict[str, str]) -> None:
    done = subprocess.run(
        [sys.executable, "-c", SEEN], cwd=CHECKOUT, env=few_fonts, capture_output=True, text=True
    )
    assert done.returncode == 0, done.stderr
    assert done.stdout.split("\n")[:6] == [
        "''",
        r"'\u0e17\u0e22\u0e44'",
        r"'\u0902\u0926\u0939\u093f\u0940'",
        r"'\u65e5\U0001f1e9'",
        "0",
        r"'\u0e01'",
    ]


class Boxes:
    """The fonts of a system, as far as they lack letters."""

    def __init__(self) -> None:
        self.letters = ""

    def __call__(self, _view: ArticleView) -> frozenset[str]:
        return frozenset(self.letters)


@pytest.fixture
def boxes(monkeypatch: pytest.MonkeyPatch) -> Boxes:
    lacking = Boxes()
    monkeypatch.setattr(ArticleView, "letters_without_glyph", lambda view: lacking(view))
    return lacking


@pytest.fixture
def driver(qtbot: QtBot, tmp_path: Path, boxes: Boxes) -> Iterator[Driver]:
    with Driver.started(qtbot, tmp_path) as started:
        started.open_sample(tmp_path / "sample.anno")
        yield started


def told(driver: Driver) -> str:
    return " ".join(n.text for n in driver.window.notices.notices if n.id == NOTICE)


def test_a_script_is_told_once_and_another_joins_it(
    driver: Driver, boxes: Boxes, qtbot: QtBot
) -> None:
    boxes.letters = "\u0e01\u0e02"
    driver.open_article("sample-9")
    qtbot.waitUntil(lambda: "(Thai)" in told(driver))
    boxes.letters = "\u0e01\u65e5"
    driver.open_article("sample-3")
    qtbot.waitUntil(lambda: "(Chinese characters, Thai)" in told(driver))
    driver.window.notices.clear(NOTICE)
    driver.open_article("sample-9")
    driver.program.bench.findChild(MissingGlyphs).look()
    assert told(driver) == ""


def test_nobody_is_told_who_does_not_want_to_be(
    driver: Driver, boxes: Boxes, qtbot: QtBot, tmp_path: Path
) -> None:
    boxes.letters = "\u0e01"
    driver.open_article("sample-9")
    qtbot.waitUntil(lambda: told(driver) != "")
    driver.window.notices.action_chosen.emit(NOTICE, "glyphs_told")
    assert told(driver) == ""
    assert Settings(tmp_path / "settings.toml").names("told_scripts") == ("Thai",)
    driver.close()
    driver.start_again(tmp_path / "sample.anno")
    qtbot.waitUntil(lambda: driver.program.files.is_open)
    driver.open_article("sample-9")
    driver.program.bench.findChild(MissingGlyphs).look()
    assert told(driver) == ""
