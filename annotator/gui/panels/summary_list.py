"""The list "In this article": labels that open to their annotations."""

from PySide6.QtCore import (
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QPointF,
    QRect,
    QRectF,
    QSize,
    Qt,
    Signal,
    Slot,
)
from PySide6.QtGui import QFontMetrics, QKeyEvent, QPainter, QPen
from PySide6.QtWidgets import (
    QAbstractItemView,
    QListView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)

from annotator.app.present.summary import SummaryGroup, SummaryLine
from annotator.gui.models.rows_model import ROW_ROLE
from annotator.gui.models.summary_model import SummaryModel
from annotator.gui.panels.painting import draw_focus_ring, draw_swatch, leading, trailing
from annotator.gui.theme import Theme

_EDGE = 12
_INDENT = 34
_SWATCH = 10


class SummaryList(QListView):
    """Shows groups of annotations. Return, Space or a click opens a group or chooses."""

    annotation_chosen = Signal(str)

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._groups: tuple[SummaryGroup, ...] = ()
        self._open: frozenset[str] = frozenset()
        self._rows = SummaryModel(self._spoken, self)
        self._paint = _SummaryDelegate(theme, self)
        self.setModel(self._rows)
        self.setItemDelegate(self._paint)
        self.setProperty("kind", "panel")
        self.setUniformItemSizes(True)
        self.setMouseTracking(True)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setAccessibleName(self.tr("Annotations in this article"))
        self.setToolTip(self.tr("Return or a click goes to the annotation"))
        self.clicked.connect(self._on_activated)

    def show_groups(self, groups: tuple[SummaryGroup, ...]) -> None:
        """Shows the labels in use; those that are open stay open."""
        self._groups = groups
        self._rows.show_groups(groups, self._open)

    def show_selected(self, annotation_id: str) -> None:
        """Marks the selected annotation's row, if its label is open."""
        self._paint.selected = annotation_id
        index = self._rows.index_of(annotation_id)
        if index.isValid() and not self.hasFocus():
            self.scrollTo(index)
        self.viewport().update()

    def show_theme(self, theme: Theme) -> None:
        """Paints in another theme."""
        self._paint.theme = theme
        self.viewport().update()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Return and Space act; Right opens a label and Left closes it, as in a tree."""
        index = self.currentIndex()
        line = self._rows.line(index)
        key = event.key()
        if key in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space):
            self._on_activated(index)
        elif line is not None and key == Qt.Key.Key_Right and not line.annotation:
            self._set_open(line.group, is_open=True)
        elif line is not None and key == Qt.Key.Key_Left:
            self._set_open(line.group, is_open=False)
            self.setCurrentIndex(self._rows.index_of(f"label/{line.group}"))
        else:
            super().keyPressEvent(event)

    def _set_open(self, group_id: str, *, is_open: bool) -> None:
        self._open = self._open | {group_id} if is_open else self._open - {group_id}
        self._rows.show_groups(self._groups, self._open)

    @Slot(QModelIndex)
    def _on_activated(self, index: QModelIndex) -> None:
        line = self._rows.line(index)
        if line is None:
            return
        if line.annotation is None:
            self._set_open(line.group, is_open=not line.is_open)
        else:
            self.annotation_chosen.emit(line.annotation.id)

    def _spoken(self, line: SummaryLine) -> str:
        if line.annotation is None:
            state = self.tr("open") if line.is_open else self.tr("closed")
            return f"{line.title}, {line.count:,}, {state}"
        return line.annotation.quote


class _SummaryDelegate(QStyledItemDelegate):
    def __init__(self, theme: Theme, parent: QObject) -> None:
        super().__init__(parent)
        self.theme = theme
        self.selected = ""

    def sizeHint(
        self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> QSize:
        return QSize(80, max(28, QFontMetrics(option.font).lineSpacing() + 10))

    def paint(
        self,
        painter: QPainter,
        option: QStyleOptionViewItem,
        index: QModelIndex | QPersistentModelIndex,
    ) -> None:
        line = index.data(ROW_ROLE)
        if not isinstance(line, SummaryLine):
            return
        painter.save()
        theme, rect = self.theme, option.rect
        hovered = option.state & QStyle.StateFlag.State_MouseOver
        if line.annotation is not None and line.annotation.id == self.selected:
            painter.fillRect(rect, theme.wash(theme.accent, 0.14, on=theme.window))
        elif hovered:
            painter.fillRect(rect, theme.hover)
        if option.state & QStyle.StateFlag.State_HasFocus:
            draw_focus_ring(painter, rect.adjusted(3, 0, -3, 0), theme)
        painter.setFont(option.font)
        painter.setLayoutDirection(Qt.LayoutDirection.LeftToRight)
        inner = rect.adjusted(_EDGE, 0, -_EDGE, 0)
        if line.annotation is None:
            self._paint_heading(painter, option, inner, line)
        else:
            self._paint_annotation(painter, option, inner, line)
        painter.restore()

    def _paint_heading(
        self, painter: QPainter, option: QStyleOptionViewItem, inner: QRect, line: SummaryLine
    ) -> None:
        theme, direction = self.theme, option.direction
        middle = inner.center().y()
        chevron = QRect(inner.left(), middle - 4, 9, 9)
        self._paint_chevron(painter, _mirrored(option, chevron), is_open=line.is_open)
        swatch = QRect(inner.left() + 16, middle - _SWATCH // 2, _SWATCH, _SWATCH)
        draw_swatch(painter, QRectF(_mirrored(option, swatch)), theme.label(line.color))
        count = f"{line.count:,}"
        width = QFontMetrics(option.font).horizontalAdvance(count)
        painter.setPen(theme.secondary)
        flags = trailing(direction) | Qt.AlignmentFlag.AlignVCenter
        painter.drawText(inner, int(flags), count)
        painter.setPen(theme.text)
        self._paint_words(painter, option, inner.adjusted(_INDENT, 0, -width - 8, 0), line.title)

    def _paint_annotation(
        self, painter: QPainter, option: QStyleOptionViewItem, inner: QRect, line: SummaryLine
    ) -> None:
        theme, row = self.theme, line.annotation
        assert row is not None
        signs = ("? " if row.is_unsure else "") + ("! " if row.is_missing else "")
        place = inner.adjusted(_INDENT, 0, -12 if row.has_comment else 0, 0)
        if signs:
            painter.setPen(theme.warning)
            self._paint_words(painter, option, place, signs)
            place.setLeft(place.left() + QFontMetrics(option.font).horizontalAdvance(signs))
        painter.setPen(theme.text)
        self._paint_words(painter, option, place, row.quote)
        if row.has_comment:
            dot = QRect(inner.right() - 5, inner.center().y() - 2, 5, 5)
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(theme.secondary)
            painter.drawEllipse(_mirrored(option, dot))

    def _paint_words(
        self, painter: QPainter, option: QStyleOptionViewItem, place: QRect, words: str
    ) -> None:
        metrics = QFontMetrics(painter.font())
        shown = metrics.elidedText(words, Qt.TextElideMode.ElideRight, place.width())
        flags = leading(option.direction) | Qt.AlignmentFlag.AlignVCenter
        painter.drawText(_mirrored(option, place), int(flags), shown)

    def _paint_chevron(self, painter: QPainter, box: QRect, *, is_open: bool) -> None:
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(self.theme.secondary, 1.5))
        middle = QRectF(box).center()
        x, y = middle.x(), middle.y()
        if is_open:
            points = [QPointF(x - 4, y - 2), QPointF(x, y + 2), QPointF(x + 4, y - 2)]
        else:
            points = [QPointF(x - 2, y - 4), QPointF(x + 2, y), QPointF(x - 2, y + 4)]
        painter.drawPolyline(points)
        painter.restore()


def _mirrored(option: QStyleOptionViewItem, place: QRect) -> QRect:
    return QStyle.visualRect(option.direction, option.rect, place)
