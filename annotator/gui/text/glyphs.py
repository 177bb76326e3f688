"""Which characters of the paragraphs in sight no installed font can draw."""

from PySide6.QtGui import QFont, QTextLayout, QTextLine

from annotator.gui.text.layout import ArticleLayout

_NO_GLYPH = 0


class GlyphFinder:
    """Looks for boxes where letters should be; remembers what it has looked at in one font."""

    def __init__(self) -> None:
        self._font = QFont()
        self._known: dict[str, bool] = {}

    def missing(self, page: ArticleLayout, top: float, bottom: float) -> frozenset[str]:
        """The characters between two heights that show as boxes.

        Qt's own glyphs of the paragraphs are asked: only where one is a box, each character is.
        """
        font = page.document().defaultFont()
        if font != self._font:
            self._font, self._known = font, {}
        found: set[str] = set()
        for number in range(page.find(top), page.find(bottom) + 1):
            # The layout of a block says nothing of its glyphs as a whole.
            if any(_has_box(line.qt) for line in page.paragraph(number).lines):
                start, end = page.shown.paragraph_span(number)
                found.update(c for c in set(page.shown.text[start:end]) if self._is_missing(c))
        return frozenset(found)

    def _is_missing(self, character: str) -> bool:
        if character not in self._known:
            layout = QTextLayout(character, self._font)
            layout.beginLayout()
            line = layout.createLine()
            layout.endLayout()
            self._known[character] = _has_box(line)
        return self._known[character]


def _has_box(line: QTextLine) -> bool:
    # Where no font has a script's rules, Qt draws boxes by what is no font and has no size. Asking
    # that for its family ends the program (6.11).
    return any(
        _NO_GLYPH in run.glyphIndexes() or run.rawFont().pixelSize() < 0 for run in line.glyphRuns()
    )
