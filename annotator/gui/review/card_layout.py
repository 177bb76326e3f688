"""An answer's card laid out for a width: where each part stands. Painting only draws it."""

from dataclasses import dataclass

from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QFont, QFontMetrics

from annotator.app.present.review_answers import Answer, Entry, ValueRow
from annotator.gui.panels.painting import key_cap_width, small_font, weighted
from annotator.gui.review.words_layout import Paragraph, set_off, words_paragraph
from annotator.gui.theme import Theme

PAD = 8
_GAP = 6
_LINE_GAP = 4
_SWATCH = 10
_HAND = (24, 6)
_CHECK = 14
_BETWEEN = 12
_TO = "→"


@dataclass(frozen=True, slots=True)
class Text:
    """One line, elided to its place."""

    place: QRect
    words: str
    font: QFont
    is_quiet: bool = False
    is_trailing: bool = False
    is_underlined: bool = False


@dataclass(frozen=True, slots=True)
class Cap:
    """A key."""

    place: QRect
    key: str


@dataclass(frozen=True, slots=True)
class Hand:
    """An annotator's colour and pattern."""

    place: QRect
    number: int


@dataclass(frozen=True, slots=True)
class Swatch:
    """A label's colour."""

    place: QRect
    color: int


@dataclass(frozen=True, slots=True)
class Lines:
    """Text in several lines."""

    place: QRect
    paragraph: Paragraph


@dataclass(frozen=True, slots=True)
class Check:
    """The sign that it was taken."""

    place: QRect


Part = Text | Cap | Hand | Swatch | Lines | Check


class CardLayout:
    """The parts of an answer's card, all from left to right, and its height.

    `nothing` are the words for an answer that there is nothing. Without `has_keys` no key stands
    before a name.
    """

    def __init__(
        self, answer: Answer, width: int, *, font: QFont, theme: Theme, nothing: str, has_keys: bool
    ) -> None:
        self.parts: list[Part] = []
        self._font, self._small, self._theme = font, small_font(font), theme
        self._bold = weighted(font, QFont.Weight.DemiBold)
        self._left, self._right = PAD, width - PAD
        self._y = PAD
        self._nothing, self._has_keys = nothing, has_keys
        self._line = max(QFontMetrics(self._bold).height(), key_cap_width(self._small, "a"))
        self._lay_head(answer)
        for place, entry in enumerate(answer.entries):
            self._y += _LINE_GAP if place == 0 else 2 * _LINE_GAP
            self._lay_entry(entry)
        self.height = self._y + PAD

    @property
    def _width(self) -> int:
        return self._right - self._left

    def _lay_head(self, answer: Answer) -> None:
        """Who says so, each with key and pattern; how many, and whether it was taken."""
        right = self._right
        if answer.is_taken:
            top = self._y + (self._line - _CHECK) // 2
            self.parts.append(Check(QRect(right - _CHECK + 1, top, _CHECK, _CHECK)))
            right -= _CHECK + _GAP
        votes = QFontMetrics(self._small).horizontalAdvance(answer.votes)
        place = QRect(right - votes, self._y, votes + 1, self._line)
        self.parts.append(Text(place, answer.votes, self._small, is_quiet=True, is_trailing=True))
        right -= votes + _GAP
        x = self._left
        for number, name in zip(answer.hands, answer.names, strict=True):
            width = self._hand_width(number, name)
            if x > self._left and x + width > right:
                x, right = self._left, self._right
                self._y += self._line + _LINE_GAP
            self._lay_hand(x, min(right, x + width), number, name)
            x += width + _BETWEEN
        if answer.is_nothing:
            words = self._nothing
            width = QFontMetrics(self._font).horizontalAdvance(words)
            if x + width > right:
                x, right = self._left, self._right
                self._y += self._line + _LINE_GAP
            place = QRect(x, self._y, right - x, self._line)
            self.parts.append(Text(place, words, self._font, is_quiet=True))
        self._y += self._line

    def _hand_width(self, number: int, name: str) -> int:
        width = QFontMetrics(self._bold).horizontalAdvance(name) + _GAP + _HAND[0]
        if self._has_keys and 1 <= number <= 9:
            width += key_cap_width(self._small, str(number)) + _GAP
        return min(width, self._width)

    def _lay_hand(self, x: int, right: int, number: int, name: str) -> None:
        if self._has_keys and 1 <= number <= 9:
            cap = QRect(
                x, self._y, key_cap_width(self._small, "1"), key_cap_width(self._small, "a")
            )
            cap.moveTop(self._y + (self._line - cap.height()) // 2)
            self.parts.append(Cap(cap, str(number)))
            x = cap.right() + 1 + _GAP
        words = QRect(x, self._y, right - x - _HAND[0] - _GAP + 1, self._line)
        self.parts.append(Text(words, name, self._bold))
        top = self._y + (self._line - _HAND[1]) // 2 + 1
        self.parts.append(Hand(QRect(right - _HAND[0], top, *_HAND), number))

    def _lay_entry(self, entry: Entry) -> None:
        theme = self._theme
        color = theme.label(entry.color) if entry.color else theme.secondary
        title = self._bold if entry.label_differs else self._font
        x = self._left
        if entry.color:
            top = self._y + (self._line - _SWATCH) // 2
            self.parts.append(Swatch(QRect(x, top, _SWATCH, _SWATCH), entry.color))
            x += _SWATCH + _GAP
        place = QRect(x, self._y, self._right - x, self._line)
        is_set_off = entry.label_differs
        self.parts.append(Text(place, entry.label, title, is_underlined=is_set_off))
        self._y += self._line
        if entry.words:
            self._add(
                words_paragraph(entry.words, self._font, self._width, color=color, theme=theme)
            )
        if entry.target:
            width = QFontMetrics(self._font).horizontalAdvance(_TO) + _GAP
            place = QRect(self._left, self._y, width, QFontMetrics(self._font).height())
            self.parts.append(Text(place, _TO, self._font, is_quiet=True))
            words = words_paragraph(
                entry.target, self._font, self._width - width, color=color, theme=theme
            )
            self._add(words, indent=width)
        if entry.values or entry.notes:
            self._y += 2
        self._lay_values(entry.values)
        if entry.notes:
            notes = " · ".join(entry.notes)
            self._add(Paragraph(notes, self._small, self._width, color=theme.secondary))

    def _lay_values(self, values: tuple[ValueRow, ...]) -> None:
        """What differs in rows of its own, so that cards compare; all else in one quiet line."""
        theme = self._theme
        for row in values:
            if row.differs:
                title = f"{row.title}  "
                formats = [(len(title), len(row.value), set_off(theme.text, theme=theme))]
                if not row.value.strip("—"):
                    formats = []
                self._add(
                    Paragraph(
                        title + row.value,
                        self._font,
                        self._width,
                        color=theme.secondary,
                        formats=formats,
                        direction=Qt.LayoutDirection.LeftToRight,
                    )
                )
        alike = [f"{row.title.lower()} {row.value}" for row in values if not row.differs]
        if alike:
            words = " · ".join(alike)
            self._add(Paragraph(words, self._small, self._width, color=theme.secondary))

    def _add(self, paragraph: Paragraph, *, indent: int = 0) -> None:
        place = QRect(self._left + indent, self._y, self._width - indent, paragraph.height)
        self.parts.append(Lines(place, paragraph))
        self._y += paragraph.height
