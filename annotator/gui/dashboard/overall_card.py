"""The card with every measure over everything, one a row, and what the chosen one means."""

from typing import Any

from PySide6.QtCore import (
    QAbstractTableModel,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QSize,
    Qt,
    Signal,
    Slot,
)
from PySide6.QtGui import QFocusEvent, QFont, QFontMetrics, QKeyEvent, QPainter, QResizeEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QFrame,
    QHeaderView,
    QLabel,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
    QWidget,
)

from annotator.app.present.dashboard import OverallRow
from annotator.gui.dashboard.card import Card
from annotator.gui.panels.button import Button
from annotator.gui.panels.painting import draw_focus_ring, small_font, weighted
from annotator.gui.theme import Theme

Index = QModelIndex | QPersistentModelIndex
_ROOT = QModelIndex()
_ROW, _PAD = 28, 8
_LINES = 3
_TITLE, _VALUE, _INTERVAL, _SIZE, _NOTE = range(5)
_RIGHT = int(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)


class OverallCard(Card):
    """Return or a double click on a measure opens the spans that it compares."""

    opened = Signal(object)

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.table = _OverallTable(theme, self)
        self.table.row_opened.connect(self._on_opened)
        self.table.selectionModel().currentRowChanged.connect(self._on_current)
        self._about = QLabel(self)
        self._about.setTextFormat(Qt.TextFormat.PlainText)
        self._about.setWordWrap(True)
        self._about.setProperty("role", "secondary")
        self._about.setFont(small_font(self.font()))
        self._about.setAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop)
        # As many lines as the longest needs: nothing jumps while one walks down the rows.
        self._about.setMinimumHeight(_LINES * QFontMetrics(self._about.font()).lineSpacing())
        self._about.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.figures = self._button(
            self.tr("Save all figures…"),
            self.tr("Save every figure with its interval and counts as CSV"),
        )
        self.methods = self._button(
            self.tr("Copy methods paragraph"),
            self.tr("Copy a paragraph for a paper's methods section, with the numbers filled in"),
        )
        self.body.addWidget(self.table)
        self.body.addSpacing(4)
        self.body.addWidget(self._about)

    def show_rows(self, rows: tuple[OverallRow, ...], *, summary: str) -> None:
        """Shows the figures; the measure that was looked at stays chosen."""
        self.show_words(self.tr("All annotators, articles and labels"), summary)
        self.table.show_rows(rows)
        self._on_current(self.table.currentIndex())

    def show_theme(self, theme: Theme) -> None:
        """Paints in another theme."""
        self.table.show_theme(theme)

    def _button(self, words: str, tip: str) -> Button:
        button = Button(words, self)
        button.setAccessibleName(words)
        button.setToolTip(tip)
        self.head.addWidget(button)
        return button

    @Slot(QModelIndex)
    def _on_current(self, index: QModelIndex) -> None:
        row = self.table.row(index)
        words = self.tr("Choose a measure to read what it is.")
        self._about.setText(row.explanation if row else words)

    @Slot(QModelIndex)
    def _on_opened(self, index: QModelIndex) -> None:
        row = self.table.row(index)
        if row is not None and row.opens is not None:
            self.opened.emit(row.opens)


class _OverallModel(QAbstractTableModel):
    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self.rows: tuple[OverallRow, ...] = ()
        self._titles = (
            self.tr("Measure"),
            self.tr("Value"),
            self.tr("95 % interval"),
            self.tr("Counted from"),
            self.tr("Note"),
        )

    def show_rows(self, rows: tuple[OverallRow, ...]) -> None:
        """Shows other figures; of the same measures only what they say changes."""
        is_same = [row.id for row in rows] == [row.id for row in self.rows]
        if is_same and rows:
            self.rows = rows
            self.dataChanged.emit(self.index(0, 0), self.index(len(rows) - 1, _NOTE))
            return
        self.beginResetModel()
        self.rows = rows
        self.endResetModel()

    def rowCount(self, parent: Index = _ROOT) -> int:
        return 0 if parent.isValid() else len(self.rows)

    def columnCount(self, parent: Index = _ROOT) -> int:
        return 0 if parent.isValid() else len(self._titles)

    def data(self, index: Index, role: int = int(Qt.ItemDataRole.DisplayRole)) -> Any:
        if not 0 <= index.row() < len(self.rows):
            return None
        row = self.rows[index.row()]
        if role == Qt.ItemDataRole.DisplayRole:
            return (row.title, row.value, row.interval, row.size, row.note)[index.column()]
        if role == Qt.ItemDataRole.ToolTipRole:
            return "\n".join(part for part in (row.note, row.explanation) if part)
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return row.spoken
        if role == Qt.ItemDataRole.TextAlignmentRole and index.column() in (_VALUE, _INTERVAL):
            return _RIGHT
        return None

    def headerData(
        self,
        section: int,
        orientation: Qt.Orientation,
        role: int = int(Qt.ItemDataRole.DisplayRole),
    ) -> Any:
        if orientation != Qt.Orientation.Horizontal:
            return None
        if role == Qt.ItemDataRole.DisplayRole:
            return self._titles[section]
        if role == Qt.ItemDataRole.TextAlignmentRole:
            left = int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
            return _RIGHT if section in (_VALUE, _INTERVAL) else left
        return None


class _OverallTable(QTableView):
    row_opened = Signal(QModelIndex)

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self._rows = _OverallModel(self)
        self._paint = _RowDelegate(theme, self)
        self.setModel(self._rows)
        self.setItemDelegate(self._paint)
        self.setProperty("kind", "chart")
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.setTabKeyNavigation(False)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.verticalHeader().setVisible(False)
        height = max(_ROW, QFontMetrics(self.font()).height() + 10)
        self.verticalHeader().setDefaultSectionSize(height)
        header = self.horizontalHeader()
        header.setHighlightSections(False)
        header.setSectionsClickable(False)
        header.setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
        header.setStretchLastSection(True)
        self.setAccessibleName(self.tr("Measures of agreement"))
        self.setToolTip(self.tr("Return or a double click opens the spans that are compared"))
        self.doubleClicked.connect(self.row_opened)

    def show_rows(self, rows: tuple[OverallRow, ...]) -> None:
        """Shows these rows at their full height."""
        self._rows.show_rows(rows)
        self._fit()
        if rows and not self.currentIndex().isValid():
            self.setCurrentIndex(self._rows.index(0, 0))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Where it has become too narrow there is room for its scroll bar."""
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        header = self.horizontalHeader()
        rows = self._rows.rowCount() * self.verticalHeader().defaultSectionSize()
        is_wide = header.length() > self.viewport().width()
        bar = self.horizontalScrollBar().sizeHint().height() if is_wide else 0
        height = rows + header.sizeHint().height() + bar + 4
        if height != self.height():
            self.setFixedHeight(height)

    def row(self, index: Index) -> OverallRow | None:
        """The row at an index, None where there is none."""
        place = index.row()
        return self._rows.rows[place] if 0 <= place < len(self._rows.rows) else None

    def show_theme(self, theme: Theme) -> None:
        """Paints in another theme."""
        self._paint.theme = theme
        self.viewport().update()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space):
            self.row_opened.emit(self.currentIndex())
            event.accept()
        else:
            super().keyPressEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self.viewport().update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.viewport().update()


class _RowDelegate(QStyledItemDelegate):
    """Values stand out, what is undefined does not; the row with the focus has one ring."""

    def __init__(self, theme: Theme, parent: "_OverallTable") -> None:
        super().__init__(parent)
        self._table = parent
        self.theme = theme

    def sizeHint(
        self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> QSize:
        """As wide as the words as they are painted."""
        bold = weighted(option.font, QFont.Weight.DemiBold)
        metrics = QFontMetrics(bold if index.column() == _VALUE else option.font)
        words = str(index.data() or "")
        return QSize(metrics.horizontalAdvance(words) + 2 * _PAD + 2, _ROW)

    def paint(
        self,
        painter: QPainter,
        option: QStyleOptionViewItem,
        index: QModelIndex | QPersistentModelIndex,
    ) -> None:
        theme, rect, column = self.theme, option.rect, index.column()
        painter.save()
        is_current = bool(option.state & QStyle.StateFlag.State_Selected)
        if is_current:
            painter.fillRect(rect, theme.wash(theme.accent, 0.14))
        words = str(index.data() or "")
        is_quiet = column in (_INTERVAL, _SIZE, _NOTE) or (
            column == _VALUE and self._is_undefined(index)
        )
        painter.setPen(theme.secondary if is_quiet and not is_current else theme.text)
        font = option.font
        is_bold = column == _VALUE and not self._is_undefined(index)
        painter.setFont(weighted(font, QFont.Weight.DemiBold) if is_bold else font)
        inner = rect.adjusted(_PAD, 0, -_PAD, 0)
        metrics = QFontMetrics(painter.font())
        shown = metrics.elidedText(words, Qt.TextElideMode.ElideRight, inner.width())
        flags = index.data(Qt.ItemDataRole.TextAlignmentRole)
        left = int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        painter.drawText(inner, flags or left, shown)
        if is_current and (self._table.hasFocus() or theme.is_contrast):
            self._ring(painter, option)
        painter.restore()

    def _is_undefined(self, index: Index) -> bool:
        row = self._table.row(index)
        return row is not None and row.is_undefined

    def _ring(self, painter: QPainter, option: QStyleOptionViewItem) -> None:
        """Each cell paints its part of the row's ring."""
        whole = option.rect
        header = self._table.horizontalHeader()
        offset = header.sectionViewportPosition(0)
        row = whole.adjusted(0, 0, 0, 0)
        row.setLeft(offset)
        row.setRight(offset + header.length() - 1)
        painter.setClipRect(whole)
        draw_focus_ring(painter, row, self.theme)
