"""The list of all keys, group by group, with a filter."""

from PySide6.QtCore import QModelIndex, QObject, QPersistentModelIndex, QRect, QSize, Qt, Slot
from PySide6.QtGui import QFont, QFontMetrics, QPainter
from PySide6.QtWidgets import (
    QAbstractItemView,
    QDialog,
    QDialogButtonBox,
    QLineEdit,
    QListView,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QVBoxLayout,
    QWidget,
)

from annotator.app.present.keys import KeyLine, key_lines
from annotator.app.present.keys import KeyRow as KeyRow
from annotator.gui.dialogs.sizes import open_at
from annotator.gui.models.rows_model import ROW_ROLE, RowsModel
from annotator.gui.panels.painting import small_font, weighted
from annotator.gui.resources import icon

_KEYS_WIDTH = 190
_ROW, _HEADING = 28, 40


class KeysDialog(QDialog):
    """Stays open beside the work."""

    def __init__(self, rows: tuple[KeyRow, ...], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(self.tr("Keys"))
        open_at(self, 560, 640)
        self._rows = rows
        self._model: RowsModel[KeyLine] = RowsModel(_spoken, parent=self)
        self._search = QLineEdit(self)
        self._search.setProperty("kind", "search")
        self._search.setPlaceholderText(self.tr("Filter keys"))
        self._search.setAccessibleName(self.tr("Filter keys"))
        self._search.setToolTip(self.tr("Show keys whose name or act holds these words"))
        self._search.setClearButtonEnabled(True)
        self._search.addAction(icon("search"), QLineEdit.ActionPosition.LeadingPosition)
        self._search.textChanged.connect(self._on_text_changed)
        self._view = QListView(self)
        self._view.setProperty("kind", "panel")
        self._view.setModel(self._model)
        self._view.setItemDelegate(_KeyDelegate(self))
        self._view.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self._view.setSelectionMode(QAbstractItemView.SelectionMode.NoSelection)
        self._view.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self._view.setAccessibleName(self.tr("Keys"))
        self._view.setToolTip(self.tr("All keys, by menu"))
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close, self)
        buttons.rejected.connect(self.reject)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(16, 16, 16, 12)
        layout.setSpacing(8)
        layout.addWidget(self._search)
        layout.addWidget(self._view, 1)
        layout.addWidget(buttons)
        self._on_text_changed()

    @Slot()
    def _on_text_changed(self) -> None:
        self._model.replace(key_lines(self._rows, text=self._search.text()))


def _spoken(line: KeyLine) -> str:
    return f"{line.title}: {line.keys}" if line.keys else line.title


class _KeyDelegate(QStyledItemDelegate):
    """Paints keys on the left, as text in a frame, and what they do on the right."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)

    def sizeHint(
        self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> QSize:
        line = index.data(ROW_ROLE)
        is_heading = isinstance(line, KeyLine) and not line.keys
        return QSize(200, _HEADING if is_heading else _ROW)

    def paint(
        self,
        painter: QPainter,
        option: QStyleOptionViewItem,
        index: QModelIndex | QPersistentModelIndex,
    ) -> None:
        line = index.data(ROW_ROLE)
        if not isinstance(line, KeyLine):
            return
        painter.save()
        palette, rect = option.palette, option.rect.adjusted(4, 0, -4, 0)
        left = Qt.AlignmentFlag.AlignLeft
        if not line.keys:
            painter.setFont(weighted(option.font, QFont.Weight.DemiBold))
            painter.setPen(palette.text().color())
            flags = int(left | Qt.AlignmentFlag.AlignBottom)
            painter.drawText(rect.adjusted(0, 0, 0, -6), flags, line.title)
            painter.fillRect(rect.left(), rect.bottom(), rect.width(), 1, palette.mid())
            painter.restore()
            return
        middle = Qt.AlignmentFlag.AlignVCenter
        words = QRect(rect.left() + _KEYS_WIDTH, rect.top(), rect.width(), rect.height())
        words.setRight(rect.right())
        painter.setFont(option.font)
        painter.setPen(palette.text().color())
        painter.drawText(words, int(left | middle), line.title)
        self._paint_keys(painter, option, rect, line.keys)
        painter.restore()

    def _paint_keys(
        self, painter: QPainter, option: QStyleOptionViewItem, rect: QRect, keys: str
    ) -> None:
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setFont(small_font(option.font))
        metrics = QFontMetrics(painter.font())
        x = rect.left()
        for key in keys.split(", "):
            width = max(metrics.height() + 4, metrics.horizontalAdvance(key) + 12)
            cap = QRect(x, 0, min(width, _KEYS_WIDTH - 12), metrics.height() + 4)
            cap.moveTop(rect.center().y() - cap.height() // 2)
            painter.setPen(option.palette.dark().color())
            painter.setBrush(option.palette.base())
            painter.drawRoundedRect(cap, 3, 3)
            painter.setPen(option.palette.text().color())
            shown = metrics.elidedText(key, Qt.TextElideMode.ElideRight, cap.width() - 6)
            painter.drawText(cap, Qt.AlignmentFlag.AlignCenter, shown)
            x = cap.right() + 6
