"""Keyboards that write other letters, and input methods."""

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QAction, QKeyEvent, QKeySequence
from PySide6.QtWidgets import QApplication

from annotator.gui.text.latin import KeyPlaces
from annotator.gui.text.view import ArticleView
from tests.gui.text.pages import ALT, CTRL, NONE, SHIFT

# Codes of the keys that write a, q, f, comma and full stop on a Latin keyboard.
CODES = {
    "linux": {"a": 38, "q": 24, "f": 41, ",": 59, ".": 60, "z": 52, "=": 21},
    "darwin": {"a": 0, "q": 12, "f": 3, ",": 43, ".": 47, "z": 6, "=": 24},
    "win32": {"a": 0x41, "q": 0x51, "f": 0x46, ",": 0xBC, ".": 0xBE, "z": 0x5A, "=": 0xBB},
}
# What the same keys write elsewhere.
LAYOUTS = {
    "Russian": {"a": "ф", "q": "й", "f": "а", ",": "б", ".": "ю", "z": "я"},
    "Greek": {"a": "α", "f": "φ", "q": ";", "z": "ζ"},
    "Hebrew": {"a": "ש", "q": "/", "f": "כ", ",": "ת", ".": "ץ", "z": "ז"},
    "Thai": {"a": "ฟ", "q": "ๆ", "f": "ด", ",": "ม", ".": "ใ", "z": "ผ", "=": "ช"},
}


class Keyboard:
    """Presses keys on a view as a system does, and remembers which acts they began."""

    def __init__(self, view: ArticleView, platform: str) -> None:
        self._view, self._codes = view, CODES[platform]
        view._places = KeyPlaces(platform)
        self.done: list[str] = []

    def press(self, place: str, writes: str, keys: object = NONE) -> list[str]:
        """The acts that a key at a Latin letter's place begins where it writes something else."""
        self.done.clear()
        for kind in (QEvent.Type.ShortcutOverride, QEvent.Type.KeyPress):
            code = self._codes[place]
            key = ord(writes.upper()) if len(writes.upper()) == 1 else ord(writes)
            event = QKeyEvent(kind, key, keys, code, code, 0, writes)
            QApplication.sendEvent(self._view, event)
        return list(self.done)


@pytest.fixture(params=CODES)
def keyboard(request: pytest.FixtureRequest, view: ArticleView) -> Keyboard:
    view.show_article("The minister said no.")
    made = Keyboard(view, request.param)
    for key in ("A", "Q", "F", ",", ".", "Ctrl+Z", "Shift+A", "+"):
        action = QAction(key, view)
        action.setShortcut(QKeySequence(key))
        action.triggered.connect(lambda _=False, key=key: made.done.append(key))
        view.addAction(action)
    return made


@pytest.mark.parametrize("layout", LAYOUTS)
def test_keys_that_write_no_latin_letters_act_by_their_place(
    keyboard: Keyboard, layout: str
) -> None:
    for place, writes in LAYOUTS[layout].items():
        if place in "aqf,.":
            assert keyboard.press(place, writes) == [place.upper()]
    assert keyboard.press("a", LAYOUTS[layout]["a"], SHIFT) == ["Shift+A"]
    assert keyboard.press("z", LAYOUTS[layout]["z"], CTRL) == ["Ctrl+Z"]


def test_a_plus_is_where_latin_writers_have_it(keyboard: Keyboard) -> None:
    keyboard.press("a", "ฟ")
    assert keyboard.press("=", "๙", SHIFT) == ["+"]


@pytest.mark.parametrize("writes", ["o", "ö", "ı", "'", ";", "ß"])
def test_a_key_of_a_latin_keyboard_says_what_it_means(keyboard: Keyboard, writes: str) -> None:
    keyboard.press("f", "u")
    assert keyboard.press("q", writes) == []


def test_back_on_a_latin_keyboard_signs_are_signs_again(keyboard: Keyboard) -> None:
    keyboard.press("a", "ש")
    assert keyboard.press("q", "/") == ["Q"]
    keyboard.press("f", "u")
    assert keyboard.press("q", "/") == []


def test_a_disabled_act_and_other_modifiers_are_left_alone(
    keyboard: Keyboard, view: ArticleView
) -> None:
    assert keyboard.press("a", "ф", ALT) == []
    for action in view.actions():
        action.setEnabled(False)
    assert keyboard.press("a", "ф") == []


def test_an_input_method_leaves_the_article_alone(view: ArticleView) -> None:
    view.show_article("日本")
    assert view.inputMethodQuery(Qt.InputMethodQuery.ImEnabled) is False
    for widget in (view, view.viewport()):
        assert not widget.testAttribute(Qt.WidgetAttribute.WA_InputMethodEnabled)
