"""The slim bar beside the scroll bar: where marks, hits and disputes lie in the whole article.

It is for the mouse; by keys one goes to the same places with Tab and F3.
"""

from collections.abc import Collection, Mapping, Sequence

from PySide6.QtCore import QEvent, QRectF, Qt, QTimer, Slot
from PySide6.QtGui import QColor, QHelpEvent, QMouseEvent, QPainter, QPaintEvent, QPixmap
from PySide6.QtWidgets import QScrollBar, QToolTip, QWidget

from annotator.app.present.highlights import Mark
from annotator.app.present.overview import place_words
from annotator.app.present.status import Paragraphs
from annotator.core.spans import Span
from annotator.gui.text.density import Density
from annotator.gui.text.folding import FoldingLayout
from annotator.gui.theme import Theme, light

WIDTH_PX = 12
_MARKS_PX = (2.0, 7.0)
_TICKS_PX = (8.0, 11.5)
_LEAST_TICK_PX = 3
_REACH_PX = 3
_LATER_MS = 120


class Overview(QWidget):
    """Paints what the article view's layout holds; a press or a drag scrolls there."""

    def __init__(self, page: FoldingLayout, bar: QScrollBar, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._page = page
        self._bar = bar
        self._theme = light()
        self._paragraphs = Paragraphs("")
        self._density = Density(0)
        self._waiting: tuple[Mark, ...] = ()
        self._ticks: dict[str, Sequence[Span]] = {}
        self._caret = 0
        self._picture: QPixmap | None = None
        self._later = QTimer(self)
        self._later.setSingleShot(True)
        self._later.setInterval(_LATER_MS)
        self._later.timeout.connect(self._on_due)
        self.setFixedWidth(WIDTH_PX)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setAccessibleName(self.tr("Overview of the article"))
        page.heights_changed.connect(self._on_changed)
        page.documentSizeChanged.connect(self._on_changed)
        bar.valueChanged.connect(self.update)
        bar.rangeChanged.connect(self._on_changed)

    def show_article(self, length: int, paragraphs: Paragraphs) -> None:
        """Is about another article, of so many characters, with nothing in it."""
        self._density = Density(length)
        self._paragraphs = paragraphs
        self._waiting, self._ticks, self._caret = (), {}, 0
        self._on_changed()

    def show_marks(self, marks: tuple[Mark, ...]) -> None:
        """Replaces all marks. They are counted when the hands rest, not while a page opens."""
        self._density = Density(len(self._page.shown.text))
        self._waiting = marks
        self._on_changed()

    def change_marks(self, *, gone: Collection[str] = (), put: Collection[Mark] = ()) -> None:
        """Takes away the marks with the ids in `gone`, and adds or replaces those in `put`."""
        self._count_waiting()
        self._density.change(gone=gone, put=put)
        self._on_changed()

    def show_ticks(self, kind: str, spans: Sequence[Span]) -> None:
        """Shows where places of a kind lie: "hits" or "disputes"."""
        self._ticks[kind] = spans
        self._on_changed()

    def show_caret(self, offset: int) -> None:
        """Shows the line the caret is on."""
        self._caret = offset
        self.update()

    def show_theme(self, theme: Theme) -> None:
        """Paints in another theme."""
        self._theme = theme
        self._picture = None
        self.update()

    # Painting

    @Slot()
    def _on_changed(self) -> None:
        # Begun anew each time: while one scrolls through unseen text, heights change all the time.
        self._later.start()

    @Slot()
    def _on_due(self) -> None:
        self._count_waiting()
        self._picture = None
        self.update()

    def _count_waiting(self) -> None:
        self._density.change(put=self._waiting)
        self._waiting = ()

    def _scale(self) -> float:
        """Pixels of this bar for one of the article; a short article is as it stands beside it."""
        whole = self._page.documentSize().height()
        return self.height() / max(1.0, whole, self._bar.pageStep())

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paints the picture of the article, and over it what is in sight and the caret."""
        ratio = self.devicePixelRatioF()
        if self._picture is None or self._picture.deviceIndependentSize() != self.size().toSizeF():
            self._picture = self._painted(ratio)
        scale, theme = self._scale(), self._theme
        painter = QPainter(self)
        painter.drawPixmap(0, 0, self._picture)
        top, height = self._bar.value() * scale, self._bar.pageStep() * scale
        if self._bar.maximum() > 0:
            edge = theme.text if theme.name == "contrast" else _faint(theme.text, 0.35)
            painter.setPen(edge)
            painter.setBrush(_faint(theme.text, 0.09))
            painter.drawRect(QRectF(0.5, round(top) + 0.5, WIDTH_PX - 1, max(6, round(height)) - 1))
        y = round(self._page.y_of(min(self._caret, len(self._page.shown.text))) * scale)
        painter.fillRect(QRectF(0, y, WIDTH_PX, 1), theme.text)
        painter.end()

    def _painted(self, ratio: float) -> QPixmap:
        """The whole article in small. Costs what 2,000 buckets and this bar's height cost."""
        picture = QPixmap(self.size() * ratio)
        picture.setDevicePixelRatio(ratio)
        picture.fill(self._theme.window)
        painter = QPainter(picture)
        self._paint_marks(painter)
        for kind, color in (("hits", self._theme.warning), ("disputes", self._theme.error)):
            left, right = _TICKS_PX
            buckets = list(self._density.buckets(self._ticks.get(kind, ())))
            for y, to in self._rows(buckets):
                painter.fillRect(QRectF(left, y, right - left, to - y), color)
        painter.end()
        return picture

    def _paint_marks(self, painter: QPainter) -> None:
        rows: dict[int, set[int]] = {}
        found = self._density.colors()
        spread = self._rows([bucket for bucket, _ in found])
        for (_, colors), (y, to) in zip(found, spread, strict=True):
            for row in range(y, to):
                rows.setdefault(row, set()).update(colors)
        left, right = _MARKS_PX
        for (top, bottom), seen in _runs(rows):
            width = (right - left) / len(seen)
            for rank, color in enumerate(sorted(seen)):
                box = QRectF(left + rank * width, top, width, bottom - top)
                painter.fillRect(box, self._theme.label(color))

    def _rows(self, buckets: Sequence[int]) -> list[tuple[int, int]]:
        """The rows of pixels, from and to, that buckets take; each is high enough to be seen."""
        scale, size = self._scale(), self._density.size
        length = len(self._page.shown.text)
        rows = []
        for bucket in buckets:
            top = round(self._page.y_of(min(bucket * size, length)) * scale)
            bottom = round(self._page.y_of(min((bucket + 1) * size, length)) * scale)
            rows.append((top, max(top + _LEAST_TICK_PX, bottom)))
        return rows

    # The mouse

    def event(self, event: QEvent) -> bool:
        """Says on a tool tip what lies under the mouse."""
        if isinstance(event, QHelpEvent) and event.type() == QEvent.Type.ToolTip:
            QToolTip.showText(event.globalPos(), self.words_at(event.pos().y()), self)
            return True
        return super().event(event)

    def words_at(self, y: float) -> str:
        """What lies at a height of this bar, in words."""
        scale, page = self._scale(), self._page
        start = page.offset_near((y - _REACH_PX) / scale)
        end = page.offset_near((y + _REACH_PX) / scale)
        first, _ = page.shown.paragraph_span(page.shown.paragraph_of(start))
        _, last = page.shown.paragraph_span(page.shown.paragraph_of(end))
        span = Span(first, max(last, first + 1))
        ticks = [
            (noun, sum(one.overlaps(span) for one in self._ticks.get(kind, ())))
            for kind, noun in (("hits", "hit"), ("disputes", "dispute"))
        ]
        return place_words(
            self._paragraphs, span, page.marks.between(span.start, span.end), ticks=ticks
        )

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Scrolls such that what was pressed is in the middle."""
        if event.button() == Qt.MouseButton.LeftButton:
            self._scroll_to(event.position().y())

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Scrolls along with a drag."""
        if event.buttons() & Qt.MouseButton.LeftButton:
            self._scroll_to(event.position().y())

    def _scroll_to(self, y: float) -> None:
        self._bar.setValue(round(y / self._scale() - self._bar.pageStep() / 2))


def _runs(rows: Mapping[int, set[int]]) -> list[tuple[tuple[int, int], set[int]]]:
    """Rows that follow one another and hold the same colours as one."""
    runs: list[tuple[tuple[int, int], set[int]]] = []
    for row in sorted(rows):
        if runs and runs[-1][0][1] == row and runs[-1][1] == rows[row]:
            runs[-1] = ((runs[-1][0][0], row + 1), rows[row])
        else:
            runs.append(((row, row + 1), rows[row]))
    return runs


def _faint(color: QColor, strength: float) -> QColor:
    faint = QColor(color)
    faint.setAlphaF(strength)
    return faint
