"""The article view with its relations drawn as arcs, and with what is selected standing out."""

from collections.abc import Collection
from html import escape

from PySide6.QtCore import QPoint, QRectF, QTimer, Signal, Slot
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from annotator.app.present.arcs import Arc, ArcsShown, first_words
from annotator.app.present.highlights import Mark
from annotator.core.spans import Span
from annotator.gui.text.arc_pills import Drawn, drawn
from annotator.gui.text.arc_sight import sight_of
from annotator.gui.text.arc_ways import ways_of
from annotator.gui.text.arcs import ArcIndex, arcs_in_sight
from annotator.gui.text.arcs_painter import ArcPainter
from annotator.gui.text.hits_view import HitsView

_TIP_CHARACTERS = 80
# A selection that has stood so long is being looked at. Milliseconds.
_REST_MS = 350


class ArcsView(HitsView):
    """A view that draws arcs between marks; they change no height and cover no word.

    `arc_clicked` gives the mark at which an arc's pill points.
    """

    arc_clicked = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        self._arcs = ArcIndex()
        self._arcs_shown = ArcsShown.SELECTED
        self._arcs_version = 0
        self._drawn: list[Drawn] = []
        self._drawn_for: tuple[object, ...] = ()
        self._arc_under: str | None = None
        self._has_painted_arcs = False
        self._arc_painter: ArcPainter | None = None
        super().__init__(parent)
        self._rest_timer = QTimer(self)
        self._rest_timer.setSingleShot(True)
        self._rest_timer.setInterval(_REST_MS)
        self._rest_timer.timeout.connect(self._on_rest)

    def show_arcs(self, arcs: Collection[Arc]) -> None:
        """Replaces all arcs."""
        self._arcs = ArcIndex(arcs)
        self._refresh_arcs()

    def change_arcs(self, *, gone: Collection[str] = (), put: Collection[Arc] = ()) -> None:
        """Takes away the arcs with the ids in `gone`, and adds or replaces those in `put`."""
        if gone or put:
            self._arcs.change(gone=gone, put=put)
            self._refresh_arcs()

    def set_arcs_shown(self, shown: ArcsShown) -> None:
        """Draws the arcs of the selected mark, all, or none."""
        if shown is not self._arcs_shown:
            self._arcs_shown = shown
            self._refresh_arcs()

    def _refresh_arcs(self, *, repaints_all: bool = True) -> None:
        """Finds arcs and partners anew at the next painting.

        What is not selected steps back when the selection has rested: while somebody marks one
        word after the other, the page stays as it is. Between selections it stays back.
        """
        self._arcs_version += 1
        self._arc_under = None
        look = self._painter
        before = (look.steps_back, look.partners)
        is_mark = look.selected is not None and self._page.marks.get(look.selected) is not None
        look.partners = self._arcs.partners(look.selected)
        look.steps_back = bool(look.group) or (look.steps_back and is_mark)
        if not is_mark:
            self._rest_timer.stop()
        elif not look.steps_back:
            self._rest_timer.start()
        has_changed = before != (look.steps_back, look.partners)
        if repaints_all or has_changed or self._has_painted_arcs or self._arcs_there():
            self.viewport().update()

    @Slot()
    def _on_rest(self) -> None:
        self._painter.steps_back = True
        self.viewport().update()

    # What changes the marks changes the arcs between them.

    def show_article(
        self, text: str, *, dimmed: tuple[Span, ...] = (), headlines: tuple[Span, ...] = ()
    ) -> None:
        """Shows a text without marks and arcs, from its beginning."""
        self._arcs = ArcIndex()
        super().show_article(text, dimmed=dimmed, headlines=headlines)
        self._refresh_arcs()

    def show_marks(self, marks: tuple[Mark, ...]) -> None:
        """Replaces all marks."""
        super().show_marks(marks)
        self._refresh_arcs()

    def change_marks(self, *, gone: Collection[str] = (), put: Collection[Mark] = ()) -> None:
        """Takes away the marks with the ids in `gone`, and adds or replaces those in `put`."""
        super().change_marks(gone=gone, put=put)
        self._arcs_version += 1
        if self._arcs_there():
            self.viewport().update()

    def select_mark(self, mark_id: str | None, *, reveal: bool = True) -> None:
        """Lets one mark and the partners of its arcs stand out; all else steps back."""
        before = self._painter.selected
        super().select_mark(mark_id, reveal=reveal)
        if before != mark_id:
            self._refresh_arcs(repaints_all=False)

    def _restyle(self) -> None:
        self._arc_painter = None
        super()._restyle()

    def scrollContentsBy(self, dx: int, dy: int) -> None:
        """Scrolls. Qt moves what is painted; but arcs end at the view's edges, which stay."""
        super().scrollContentsBy(dx, dy)
        if dy and (self._has_painted_arcs or self._arcs_there()):
            self.viewport().update()

    # Painting

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paints the arcs beneath the words, and their pills in the room between."""
        arcs = self._arcs_there()
        self._has_painted_arcs = bool(arcs)
        if not arcs:
            super().paintEvent(event)
            return
        look, value = self._arc_look(), self.verticalScrollBar().value()
        clip = QRectF(event.rect().translated(0, value))
        steps_back = self._painter.steps_back
        painter = self._on_page(value)
        look.draw_lines(painter, arcs, clip, hovered=self._arc_under, steps_back=steps_back)
        painter.end()
        super().paintEvent(event)
        painter = self._on_page(value)
        look.draw_pills(painter, arcs, clip, hovered=self._arc_under)
        painter.end()

    def _on_page(self, value: int) -> QPainter:
        painter = QPainter(self.viewport())
        painter.translate(0, -value)
        return painter

    def _arc_look(self) -> ArcPainter:
        if self._arc_painter is None:
            self._arc_painter = ArcPainter(self._theme, self._measures)
        return self._arc_painter

    def _arcs_there(self) -> list[Drawn]:
        """The arcs in sight as they are painted, found anew only where something has changed."""
        selected, shown = self._painter.selected, self._arcs_shown
        is_all = shown is ArcsShown.ALL
        is_some = is_all or (shown is ArcsShown.SELECTED and selected is not None)
        if not is_some or not self._arcs or (not is_all and not self._arcs.of(selected or "")):
            return []
        top, height = self.verticalScrollBar().value(), self.viewport().height()
        state = (top, height, selected, self._arcs_version, self._page.generation)
        if state != self._drawn_for:
            sight = sight_of(self._page, top, top + height)
            arcs = arcs_in_sight(self._arcs, sight.ends, selected=selected, is_all=is_all)
            self._drawn = drawn(
                ways_of(arcs, sight, begins=self._begin_of),
                sight,
                selected=selected,
                letters=self._arc_look().letters,
                words=self._words_of_mark,
            )
            self._drawn_for = state
        return self._drawn

    def _begin_of(self, mark_id: str) -> int | None:
        mark = self._page.marks.get(mark_id)
        return mark.spans[0].start if mark else None

    def _words_of_mark(self, mark_id: str, *, longest: int = 24) -> str:
        mark = self._page.marks.get(mark_id)
        return first_words(self._shown.text, mark.spans, longest=longest) if mark else ""

    # The mouse

    def _arc_at(self, at: QPoint) -> Drawn | None:
        """The arc whose pill is at a point of the viewport."""
        x, y = at.x(), at.y() + self.verticalScrollBar().value()
        arcs = self._arcs_there()
        return next((arc for arc in arcs if arc.pill and arc.pill.box.holds(x, y)), None)

    def _hover_arc(self, arc: Drawn | None) -> None:
        under = arc.way.arc.id if arc else None
        if under != self._arc_under:
            self._arc_under = under
            self.viewport().update()

    def _arc_tip(self, arc: Drawn) -> str:
        """Both ends of an arc in words, as a tool tip."""
        tie = arc.way.arc
        ends = (self._words_of_mark(m, longest=_TIP_CHARACTERS) for m in (tie.source, tie.target))
        source, target = (f"<bdi>{escape(words)}</bdi>" for words in ends)
        return f"<p>{source}<br>→ <b>{escape(tie.title)}</b> → {target}</p>"
