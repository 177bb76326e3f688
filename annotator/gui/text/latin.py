"""Acts by the place of a key, where the keyboard writes other letters than Latin ones.

Qt finds the Latin letter of a key itself where the desktop has a Latin layout beside the other.
This is for desktops that have none, and for what lies on other keys there, as the full stop.
"""

import sys
import unicodedata

from PySide6.QtCore import QKeyCombination, Qt
from PySide6.QtGui import QAction, QKeyEvent, QKeySequence
from PySide6.QtWidgets import QWidget

_FIRST_SPECIAL = 0x01000000
_KEYPAD = Qt.KeyboardModifier.KeypadModifier
_SHIFT = Qt.KeyboardModifier.ShiftModifier

# Letters and signs of the usual Latin layout, by the codes that systems give their keys: of X11
# and Wayland by place, of macOS by place, of Windows by the key's name, which stays Latin.
_BY_PLACE_ON_X11 = {
    first + n: sign
    for first, signs in ((20, "-="), (24, "QWERTYUIOP"), (38, "ASDFGHJKL"), (52, "ZXCVBNM,."))
    for n, sign in enumerate(signs)
}
_BY_PLACE_ON_MACOS = dict(enumerate("ASDFHGZXCV")) | {
    11: "B", 12: "Q", 13: "W", 14: "E", 15: "R", 16: "Y", 17: "T", 24: "=", 27: "-", 31: "O",
    32: "U", 34: "I", 35: "P", 37: "L", 38: "J", 40: "K", 43: ",", 45: "N", 46: "M", 47: ".",
}  # fmt: skip
_BY_NAME_ON_WINDOWS = {ord(letter): letter for letter in "ABCDEFGHIJKLMNOPQRSTUVWXYZ"} | {
    0xBB: "=",
    0xBC: ",",
    0xBD: "-",
    0xBE: ".",
}


class KeyPlaces:
    """Remembers whether the keyboard writes Latin letters, and finds acts by the place of a key."""

    def __init__(self, platform: str = sys.platform) -> None:
        self._platform = platform
        self._writes_latin = True

    def watch(self, event: QKeyEvent) -> None:
        """Takes in a key press, whoever uses it."""
        character = _character(event)
        if character.isalpha():
            self._writes_latin = _is_latin(character)

    def action(self, event: QKeyEvent, widget: QWidget) -> QAction | None:
        """The act, of a widget or its window, on the key that Latin writers have at this place.

        None where the keyboard writes Latin letters: there a key says what it means.
        """
        character = _character(event)
        if not character or self._writes_latin or (character.isalpha() and _is_latin(character)):
            return None
        sequence = self._sequence(event)
        for holder in (widget, widget.window()):
            for action in holder.actions():
                if action.isEnabled() and sequence in action.shortcuts():
                    return action
        return None

    def _sequence(self, event: QKeyEvent) -> QKeySequence:
        sign = self._sign(event)
        modifiers = event.modifiers() & ~_KEYPAD
        if sign == "=" and modifiers & _SHIFT:
            sign, modifiers = "+", modifiers & ~_SHIFT
        if not sign:
            return QKeySequence()
        return QKeySequence(QKeyCombination(modifiers, Qt.Key(ord(sign))))

    def _sign(self, event: QKeyEvent) -> str:
        if self._platform == "win32":
            return _BY_NAME_ON_WINDOWS.get(event.nativeVirtualKey(), "")
        if self._platform == "darwin":
            return _BY_PLACE_ON_MACOS.get(event.nativeVirtualKey(), "")
        return _BY_PLACE_ON_X11.get(event.nativeScanCode(), "")


def _character(event: QKeyEvent) -> str:
    """What the key writes; empty for keys that write nothing."""
    key = int(event.key())
    return chr(key) if 0x20 < key < _FIRST_SPECIAL and key <= sys.maxunicode else ""


def _is_latin(character: str) -> bool:
    return unicodedata.name(character, "LATIN").startswith("LATIN")
