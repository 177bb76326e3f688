"""A read-only editor that shows an article with its marks and keeps the reader's place."""

from collections.abc import Collection

from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import (
    QColor,
    QFont,
    QPaintEvent,
    QPalette,
    QTextBlock,
    QTextBlockFormat,
    QTextCursor,
)
from PySide6.QtWidgets import QFrame, QWidget

from annotator.app.present.highlights import Mark
from annotator.core.spans import Span
from annotator.gui.text.geometry import Hit, hit
from annotator.gui.text.glyphs import GlyphFinder
from annotator.gui.text.hits import Hits
from annotator.gui.text.keeping import PlaceKeeper
from annotator.gui.text.marks import MarkIndex, reach_of
from annotator.gui.text.measures import TOP_PX, USUAL_MARGIN_PX
from annotator.gui.text.painter import CARET_PX
from annotator.gui.text.seams import LONGEST
from annotator.gui.text.shown import ShownText
from annotator.gui.theme import Theme

_SELECTION_STRENGTH = 0.28
# In more places than these all is painted at once that lies between the first and the last.
_MOST_PLACES = 4


class ReadingView(PlaceKeeper):
    """Shows text and marks. Offsets count code points; Qt's own positions stay inside.

    A paragraph longer than `longest_paragraph` is laid out in pieces.
    """

    longest_paragraph = LONGEST

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._glyphs = GlyphFinder()
        self._set_up()

    def _set_up(self) -> None:
        self.setReadOnly(True)
        self.setTextInteractionFlags(
            Qt.TextInteractionFlag.TextSelectableByMouse
            | Qt.TextInteractionFlag.TextSelectableByKeyboard
        )
        self.setCursorWidth(CARET_PX)
        self.setTabChangesFocus(False)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        # A bar that comes and goes would move the column.
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOn)
        self.viewport().setMouseTracking(True)
        self.set_theme(self._theme)

    # The article and its marks.

    def show_article(
        self, text: str, *, dimmed: tuple[Span, ...] = (), headlines: tuple[Span, ...] = ()
    ) -> None:
        """Shows a text without marks, from its beginning."""
        shown = ShownText(text, longest=self.longest_paragraph)
        self._painter.selected = self._painter.hovered = self._painter.preview = None
        self._painter.hits = Hits(shown)
        self._page.show_text(shown, dimmed=dimmed, headlines=headlines)
        self.setPlainText(shown.display())
        for seam in shown.seams:
            run_as_before(self.document().findBlock(shown.position(seam)))
        # What Qt had laid out on its way there is of neither text.
        self._page.estimate()
        self.verticalScrollBar().setValue(0)
        # Where every guess was right, nothing later says that the text is shorter now.
        self._tell_size()
        self._settle(0, TOP_PX)
        self.viewport().update()

    def clear_article(self) -> None:
        """Shows nothing."""
        self.show_article("")

    def show_marks(self, marks: tuple[Mark, ...]) -> None:
        """Replaces all marks."""
        with self._place_kept():
            self._page.show_marks(MarkIndex(marks))
        self.viewport().update()

    def change_marks(self, *, gone: Collection[str] = (), put: Collection[Mark] = ()) -> None:
        """Takes away the marks with the ids in `gone`, and adds or replaces those in `put`.

        Costs what the paragraphs of these marks cost, whatever else the article holds.
        """
        with self._place_kept():
            self._page.redress(self._page.marks.change(gone=gone, put=put))

    def select_mark(self, mark_id: str | None, *, reveal: bool = True) -> None:
        """Lets one mark stand out; scrolls to it if no part of its first line is in sight."""
        before, self._painter.selected = self._painter.selected, mark_id
        if before != mark_id:
            self._repaint_marks(before, mark_id)
        mark = self._page.marks.get(mark_id) if mark_id else None
        if reveal and mark is not None:
            self._reveal(self._shown.position(mark.spans[0].start))

    def marks_at(self, offset: int) -> tuple[str, ...]:
        """The ids of the marks over the character at an offset, outer first."""
        return tuple(mark.id for mark in self._page.marks.at(offset))

    def letters_without_glyph(self) -> frozenset[str]:
        """The characters in sight that no installed font can draw."""
        top = self.verticalScrollBar().value()
        return self._glyphs.missing(self._page, top, top + self.viewport().height())

    # Caret and selection.

    def caret(self) -> int:
        """The offset of the caret."""
        return self._shown.offset(self.textCursor().position())

    def set_caret(self, offset: int, *, reveal: bool = True) -> None:
        """Puts the caret before the character at an offset and selects nothing."""
        self._select_positions(offset, offset)
        if reveal:
            self._reveal(self._shown.position(offset))

    def make_ready(self, offset: int) -> None:
        """Lays out ahead what going to an offset will show: then nobody waits for it."""
        self._make_ready(self._shown.position(offset))

    def selection(self) -> Span | None:
        """What is selected; None if nothing is."""
        cursor = self.textCursor()
        if not cursor.hasSelection():
            return None
        start = self._shown.offset(cursor.selectionStart())
        end = self._shown.offset(cursor.selectionEnd())
        return Span(start, end) if start < end else None

    def select(self, span: Span) -> None:
        """Selects exactly a span, the caret at its end."""
        self._select_positions(span.start, span.end)
        self._reveal(self._shown.position(span.end))

    def clear_selection(self) -> None:
        """Selects nothing; the caret stays."""
        caret = self.caret()
        self._select_positions(caret, caret)

    # Looks.

    def set_theme(self, theme: Theme) -> None:
        """Takes other colours."""
        self._theme = theme
        palette = QPalette(self.palette())
        soft = _mixed(theme.accent, theme.page, share=_SELECTION_STRENGTH)
        for role, color in (
            (QPalette.ColorRole.Base, theme.page),
            (QPalette.ColorRole.Text, theme.text),
            (QPalette.ColorRole.Highlight, theme.accent if theme.is_contrast else soft),
            (
                QPalette.ColorRole.HighlightedText,
                theme.on_accent if theme.is_contrast else theme.text,
            ),
        ):
            palette.setColor(role, color)
        self.setPalette(palette)
        # Under a style sheet the viewport keeps the palette it was born with.
        self.viewport().setPalette(palette)
        self._restyle()

    def set_reading(
        self,
        font: QFont,
        *,
        line_spacing: float = 1.5,
        column_characters: int = 70,
        margin_px: int = USUAL_MARGIN_PX,
    ) -> None:
        """Takes another font, spacing of lines, width of the column and least margin beside it."""
        self._line_spacing = line_spacing
        self._column_characters = column_characters
        self._margin_px = margin_px
        self.setFont(font)
        self._restyle()

    # Painting.

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paints the places that have changed, not all that lies between them."""
        rects = list(event.region())  # type: ignore[call-overload]
        if not 1 < len(rects) <= _MOST_PLACES:
            super().paintEvent(event)
            return
        for rect in rects:
            super().paintEvent(QPaintEvent(rect))

    # Within.

    def _select_positions(self, anchor: int, caret: int) -> None:
        """Selects between two offsets; the text stays where it is."""
        cursor = self.textCursor()
        cursor.setPosition(self._shown.position(anchor))
        cursor.setPosition(self._shown.position(caret), QTextCursor.MoveMode.KeepAnchor)
        value = self.verticalScrollBar().value()
        with self._settling():
            self.setTextCursor(cursor)
            self.verticalScrollBar().setValue(value)

    def _hit_at(self, point: QPoint) -> Hit:
        """The chip or bar at a point of the viewport."""
        at = self._document_point(point)
        number = self._page.find(at.y())
        paragraph = self._page.paragraph(number)
        x, y = at.x() - self._measures.left, at.y() - self._page.top(number)
        look = self._painter
        front = look.group | {look.selected} if look.selected else look.group
        return hit(paragraph, x, y, self._measures, front=front)

    def _marks_under(self, point: QPoint) -> tuple[str, ...]:
        """The marks whose chip, bar or words are at a point, the outer ones first."""
        found = self._hit_at(point)
        if found.mark_ids:
            return found.mark_ids
        position = self._page.character_at(self._document_point(point))
        return self.marks_at(self._shown.offset(position)) if position >= 0 else ()

    def _repaint_marks(self, *mark_ids: str | None) -> None:
        value = self.verticalScrollBar().value()
        first = self._page.find(value)
        last = self._page.find(value + self.viewport().height())
        marks = (self._page.marks.get(mark_id) for mark_id in mark_ids if mark_id)
        for place in {reach_of(mark) for mark in marks if mark}:
            for number in self._page.laid_between(place):
                if first <= number <= last:
                    self._page.repaint_between(number, place)


def run_as_before(block: QTextBlock) -> None:
    """Gives a piece of a paragraph the direction of the piece before, whatever it begins with."""
    direction = block.previous().textDirection()
    if block.textDirection() != direction:
        block_format = QTextBlockFormat()
        block_format.setLayoutDirection(direction)
        QTextCursor(block).setBlockFormat(block_format)


def _mixed(color: QColor, ground: QColor, *, share: float) -> QColor:
    """So much of a colour on a ground, as one opaque colour."""
    rest = 1 - share
    return QColor.fromRgbF(
        share * color.redF() + rest * ground.redF(),
        share * color.greenF() + rest * ground.greenF(),
        share * color.blueF() + rest * ground.blueF(),
    )
