"""What an import did, file by file."""

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QSize, Qt, Slot
from PySide6.QtGui import QColor, QFont, QFontMetrics, QGuiApplication, QPainter, QPalette, QPen
from PySide6.QtWidgets import (
    QAbstractItemView,
    QCheckBox,
    QDialog,
    QDialogButtonBox,
    QLabel,
    QListView,
    QPlainTextEdit,
    QPushButton,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QVBoxLayout,
    QWidget,
)

from annotator.app.present.import_report import ImportRow, ImportView, with_problems
from annotator.gui.dialogs.sizes import open_at
from annotator.gui.models.rows_model import ROW_ROLE, RowsModel
from annotator.gui.panels.painting import small_font, weighted

_ROW = 48


class ImportReportDialog(QDialog):
    """A sentence over all, the files, and everything about the one that is selected."""

    def __init__(self, report: ImportView, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(self.tr("Import report"))
        open_at(self, 680, 560)
        self._report = report
        self._model: RowsModel[ImportRow] = RowsModel(_spoken, parent=self)
        words = QLabel(report.words, self)
        words.setWordWrap(True)
        words.setFont(weighted(self.font(), QFont.Weight.DemiBold))
        self._only = QCheckBox(self.tr("Only files with problems"), self)
        self._only.setAccessibleName(self.tr("Only files with problems"))
        self._only.setToolTip(self.tr("Hide the files that were read without a problem"))
        self._only.setVisible(0 < len(with_problems(report)) < len(report.rows))
        self._only.toggled.connect(self._on_filter)
        self._view = self._make_view()
        self._details = QPlainTextEdit(self)
        self._details.setReadOnly(True)
        self._details.setProperty("kind", "field")
        self._details.setTabChangesFocus(True)
        self._details.setFixedHeight(6 * self.fontMetrics().lineSpacing() + 12)
        self._details.setAccessibleName(self.tr("About the selected file"))
        self._details.setToolTip(self.tr("Everything about the selected file"))
        layout = QVBoxLayout(self)
        layout.setContentsMargins(16, 16, 16, 12)
        layout.setSpacing(8)
        for widget in (words, self._only):
            layout.addWidget(widget)
        layout.addWidget(self._view, 1)
        layout.addWidget(self._details)
        layout.addWidget(self._buttons())
        self._on_filter()
        self._view.setFocus(Qt.FocusReason.OtherFocusReason)

    def _make_view(self) -> QListView:
        view = QListView(self)
        view.setModel(self._model)
        view.setItemDelegate(_FileDelegate(view))
        view.setUniformItemSizes(True)
        view.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        view.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        view.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        view.setAccessibleName(self.tr("Files"))
        view.setToolTip(self.tr("The files, those with problems first"))
        view.selectionModel().currentChanged.connect(self._on_current)
        return view

    def _buttons(self) -> QDialogButtonBox:
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close, self)
        copy = QPushButton(self.tr("Copy the report"), self)
        copy.setAccessibleName(self.tr("Copy the report"))
        copy.setToolTip(self.tr("Copy the whole report as text"))
        copy.clicked.connect(self._on_copy)
        copy.setAutoDefault(False)
        buttons.button(QDialogButtonBox.StandardButton.Close).setDefault(True)
        buttons.addButton(copy, QDialogButtonBox.ButtonRole.ActionRole)
        buttons.rejected.connect(self.reject)
        return buttons

    @Slot()
    def _on_filter(self) -> None:
        is_only = self._only.isChecked()
        self._model.replace(with_problems(self._report) if is_only else self._report.rows)
        if not self._view.currentIndex().isValid():
            self._view.setCurrentIndex(self._model.index(0))

    @Slot(QModelIndex)
    def _on_current(self, index: QModelIndex) -> None:
        row = self._model.row(index)
        self._details.setPlainText(row.details if row else "")

    @Slot()
    def _on_copy(self) -> None:
        QGuiApplication.clipboard().setText(self._report.text)


def _spoken(row: ImportRow) -> str:
    return row.details


class _FileDelegate(QStyledItemDelegate):
    """Paints a file's name and number of articles, and beneath what matters most."""

    def sizeHint(
        self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> QSize:
        return QSize(200, _ROW)

    def paint(
        self,
        painter: QPainter,
        option: QStyleOptionViewItem,
        index: QModelIndex | QPersistentModelIndex,
    ) -> None:
        row = index.data(ROW_ROLE)
        if not isinstance(row, ImportRow):
            return
        painter.save()
        # The style sheet thins the option's colours out; the program's are as the theme says.
        palette = QGuiApplication.palette()
        error = palette.color(QPalette.ColorRole.BrightText)
        secondary = palette.color(QPalette.ColorRole.PlaceholderText)
        if option.state & QStyle.StateFlag.State_Selected:
            tint = QColor(palette.color(QPalette.ColorRole.Highlight))
            tint.setAlphaF(0.14)
            painter.fillRect(option.rect, tint)
        if option.state & QStyle.StateFlag.State_HasFocus:
            painter.setPen(QPen(palette.color(QPalette.ColorRole.Highlight), 2))
            painter.drawRect(option.rect.adjusted(1, 1, -1, -1))
        inner = option.rect.adjusted(12, 6, -12, -6)
        half = inner.height() // 2
        above = QRect(inner.left(), inner.top(), inner.width(), half)
        below = QRect(inner.left(), inner.top() + half, inner.width(), half)
        middle = Qt.AlignmentFlag.AlignVCenter
        small = small_font(option.font)
        painter.setFont(small)
        painter.setPen(error if row.is_refused else secondary)
        right = int(middle | Qt.AlignmentFlag.AlignRight)
        painter.drawText(above, right, row.articles_words)
        used = QFontMetrics(small).horizontalAdvance(row.articles_words)
        left = int(middle | Qt.AlignmentFlag.AlignLeft)
        painter.setPen(error if row.problems else secondary)
        remark = QFontMetrics(small).elidedText(
            row.remark, Qt.TextElideMode.ElideRight, below.width()
        )
        painter.drawText(below, left, remark)
        painter.setFont(option.font)
        painter.setPen(palette.color(QPalette.ColorRole.Text))
        name = above.adjusted(0, 0, -used - 12, 0)
        words = QFontMetrics(option.font).elidedText(
            row.name, Qt.TextElideMode.ElideMiddle, name.width()
        )
        painter.drawText(name, left, words)
        painter.restore()
