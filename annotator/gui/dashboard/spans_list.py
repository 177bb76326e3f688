"""The spans behind a cell or bar: who has what, side by side; a row opens the article there."""

from PySide6.QtCore import (
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QRect,
    QSize,
    Qt,
    Signal,
    Slot,
)
from PySide6.QtGui import QFont, QFontMetrics, QKeyEvent, QPainter
from PySide6.QtWidgets import (
    QAbstractItemView,
    QCheckBox,
    QFrame,
    QHBoxLayout,
    QLabel,
    QListView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from annotator.app.present.behind_rows import BehindRow, BehindView, SideRow
from annotator.gui.models.rows_model import ROW_ROLE, RowsModel
from annotator.gui.panels.elided import ElidedLabel
from annotator.gui.panels.painting import (
    draw_focus_ring,
    draw_swatch,
    leading,
    small_font,
    weighted,
)
from annotator.gui.resources import icon
from annotator.gui.theme import Theme

_PAD, _EDGE, _SWATCH, _GAP = 6, 16, 10, 6
_WIDEST_NAME = 160


class SpansList(QFrame):
    """Return or a click on a row opens the article; Escape closes the list."""

    article_asked = Signal(str, int)
    only_different_changed = Signal(bool)
    close_asked = Signal()

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("role", "side")
        self._rows: RowsModel[BehindRow] = RowsModel(_spoken, tip=_spoken, parent=self)
        self._paint = _BehindDelegate(theme, self)
        self._heading = QLabel(self)
        self._heading.setTextFormat(Qt.TextFormat.PlainText)
        self._heading.setFont(weighted(self.font(), QFont.Weight.DemiBold))
        self._count = ElidedLabel(self)
        self._count.setProperty("role", "secondary")
        self.only_different = QCheckBox(self.tr("Only where they differ"), self)
        self.only_different.setAccessibleName(self.tr("Only where they differ"))
        self.only_different.setToolTip(self.tr("Leave out what both have alike"))
        self.only_different.clicked.connect(self.only_different_changed)
        self.close_button = QToolButton(self)
        self.close_button.setIcon(icon("close"))
        self.close_button.setAccessibleName(self.tr("Close the list of spans"))
        self.close_button.setToolTip(self.tr("Close the list of spans (Escape)"))
        self.close_button.clicked.connect(self.close_asked)
        self.view = self._make_view()
        self._place()

    def show_spans(self, view: BehindView, *, only_different: bool) -> None:
        """Shows the rows from the first one on, and whether some are left out."""
        self.only_different.setChecked(only_different)
        self._heading.setText(view.heading)
        self._count.show_words(view.count)
        self.only_different.setVisible(view.has_both)
        self._rows.replace(view.rows)
        self.view.setAccessibleName(f"{view.heading}, {view.count}")
        if view.rows:
            self.view.setCurrentIndex(self._rows.index(0))
            self.view.scrollToTop()

    def show_theme(self, theme: Theme) -> None:
        """Paints in another theme."""
        self._paint.theme = theme
        self.view.viewport().update()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Escape closes."""
        if event.key() == Qt.Key.Key_Escape:
            self.close_asked.emit()
        else:
            super().keyPressEvent(event)

    def _make_view(self) -> QListView:
        view = _RowsView(self)
        view.setModel(self._rows)
        view.setItemDelegate(self._paint)
        view.setProperty("kind", "panel")
        view.setMouseTracking(True)
        view.setFrameShape(QFrame.Shape.NoFrame)
        view.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        view.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        view.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        view.setResizeMode(QListView.ResizeMode.Adjust)
        view.setToolTip(self.tr("Return or a click opens the article at the place"))
        view.clicked.connect(self._on_activated)
        view.row_activated.connect(self._on_activated)
        return view

    def _place(self) -> None:
        head = QHBoxLayout()
        head.setContentsMargins(_EDGE, 4, _EDGE, 0)
        head.setSpacing(16)
        head.addWidget(self._heading)
        head.addWidget(self._count, 1)
        head.addWidget(self.only_different)
        head.addWidget(self.close_button)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addLayout(head)
        layout.addWidget(self.view, 1)

    @Slot(QModelIndex)
    def _on_activated(self, index: QModelIndex) -> None:
        row = self._rows.row(index)
        if row is not None:
            self.article_asked.emit(row.article, row.offset)


class _RowsView(QListView):
    row_activated = Signal(QModelIndex)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space):
            self.row_activated.emit(self.currentIndex())
            event.accept()
        else:
            super().keyPressEvent(event)


def _spoken(row: BehindRow) -> str:
    return row.spoken


class _BehindDelegate(QStyledItemDelegate):
    """The article's title over its first row; beneath, one line for each of the two."""

    def __init__(self, theme: Theme, parent: QObject) -> None:
        super().__init__(parent)
        self.theme = theme

    def sizeHint(
        self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> QSize:
        row = index.data(ROW_ROLE)
        line = QFontMetrics(option.font).lineSpacing()
        title = line + _PAD if isinstance(row, BehindRow) and row.shows_title else 0
        return QSize(200, 2 * line + 2 * _PAD + 2 + title)

    def paint(
        self,
        painter: QPainter,
        option: QStyleOptionViewItem,
        index: QModelIndex | QPersistentModelIndex,
    ) -> None:
        row = index.data(ROW_ROLE)
        if not isinstance(row, BehindRow):
            return
        painter.save()
        painter.setLayoutDirection(Qt.LayoutDirection.LeftToRight)
        theme, rect = self.theme, QRect(option.rect)
        line = QFontMetrics(option.font).lineSpacing()
        if row.shows_title:
            box = QRect(rect.left(), rect.top(), rect.width(), line)
            self._paint_title(painter, option, box, row.title)
            rect.setTop(rect.top() + line + _PAD)
        if option.state & QStyle.StateFlag.State_Selected:
            painter.fillRect(rect, theme.wash(theme.accent, 0.14, on=theme.window))
        elif option.state & QStyle.StateFlag.State_MouseOver:
            painter.fillRect(rect, theme.hover)
        if option.state & QStyle.StateFlag.State_HasFocus:
            draw_focus_ring(painter, rect, theme)
        place = QRect(rect.left() + _EDGE, rect.top() + _PAD, rect.width() - 2 * _EDGE, line)
        people = self._people_width(option, row)
        for side in (row.one, row.other):
            self._paint_side(painter, option, place, side, people=people)
            place.translate(0, line + 2)
        painter.restore()

    def _paint_title(
        self, painter: QPainter, option: QStyleOptionViewItem, box: QRect, title: str
    ) -> None:
        font = small_font(option.font)
        painter.setFont(font)
        painter.setPen(self.theme.secondary)
        inner = box.adjusted(_EDGE, 4, -_EDGE, 4)
        words = QFontMetrics(font).elidedText(title, Qt.TextElideMode.ElideRight, inner.width())
        painter.drawText(_mirrored(option, inner), _side(option), words)

    def _people_width(self, option: QStyleOptionViewItem, row: BehindRow) -> int:
        metrics = QFontMetrics(option.font)
        names = (row.one.person, row.other.person)
        # A little more than their width, or the last letter would give way to dots.
        return min(_WIDEST_NAME, max(metrics.horizontalAdvance(name) for name in names) + 4)

    def _paint_side(
        self,
        painter: QPainter,
        option: QStyleOptionViewItem,
        place: QRect,
        side: SideRow,
        *,
        people: int,
    ) -> None:
        theme, metrics = self.theme, QFontMetrics(option.font)
        painter.setFont(option.font)
        painter.setPen(theme.secondary)
        name = metrics.elidedText(side.person, Qt.TextElideMode.ElideRight, people)
        painter.drawText(_mirrored(option, place), _side(option), name)
        x = place.left() + people + 10
        if side.has_nothing:
            rest = QRect(x, place.top(), place.right() - x, place.height())
            painter.drawText(_mirrored(option, rest), _side(option), side.label)
            return
        swatch = QRect(x, place.center().y() - _SWATCH // 2 + 1, _SWATCH, _SWATCH)
        draw_swatch(painter, _mirrored(option, swatch).toRectF(), theme.label(side.color or 8))
        x += _SWATCH + _GAP
        painter.setPen(theme.text)
        rest = QRect(x, place.top(), place.right() - x, place.height())
        label = metrics.elidedText(side.label, Qt.TextElideMode.ElideRight, rest.width() // 2)
        bold = weighted(option.font, QFont.Weight.DemiBold)
        painter.setFont(bold)
        painter.drawText(_mirrored(option, rest), _side(option), label)
        used = QFontMetrics(bold).horizontalAdvance(label) + _GAP
        painter.setFont(option.font)
        rest.setLeft(rest.left() + used)
        words = metrics.elidedText(side.words, Qt.TextElideMode.ElideRight, rest.width())
        painter.drawText(_mirrored(option, rest), _side(option), words)


def _mirrored(option: QStyleOptionViewItem, place: QRect) -> QRect:
    return QStyle.visualRect(option.direction, option.rect, place)


def _side(option: QStyleOptionViewItem) -> int:
    return int(leading(option.direction) | Qt.AlignmentFlag.AlignVCenter)
