"""The first page: begin a project, open one, or try the sample."""

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
from PySide6.QtGui import QFont, QFontMetrics, QKeyEvent, QPainter, QPalette
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHBoxLayout,
    QLabel,
    QListView,
    QPushButton,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QVBoxLayout,
    QWidget,
)

from annotator.app.present.keys import NamedKeys, with_key
from annotator.app.present.welcome import RecentRow
from annotator.gui.models.rows_model import ROW_ROLE, RowsModel
from annotator.gui.panels.button import Button
from annotator.gui.panels.painting import draw_focus_ring, small_font, weighted
from annotator.gui.resources import application_icon, icon
from annotator.gui.theme import Theme

_WIDTH = 560
_ROW = 48
_MOST_ROWS = 6


class Welcome(QWidget):
    """Shows what one can begin with; the first sensible button has the focus."""

    new_asked = Signal()
    open_asked = Signal()
    sample_asked = Signal()
    recent_chosen = Signal(str)

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self.setAutoFillBackground(True)
        self._new = self._button(self.tr("New project"), "new")
        self._new.setProperty("kind", "primary")
        self._open = self._button(self.tr("Open…"), "open")
        self._sample = self._button(self.tr("Open the sample"), "sample")
        self._sample.setToolTip(self.tr("A small project to try everything on"))
        self._new.clicked.connect(self.new_asked)
        self._open.clicked.connect(self.open_asked)
        self._sample.clicked.connect(self.sample_asked)
        self._recent_title = QLabel(self.tr("Recent projects"), self)
        self._recent_title.setFont(weighted(self.font(), QFont.Weight.DemiBold))
        self._recent = _RecentList(theme, self)
        self._recent.chosen.connect(self.recent_chosen)
        self._hint = QLabel(self.tr("Or drop a project or articles anywhere in this window."), self)
        self._hint.setProperty("role", "secondary")
        self._lay_out()
        self.show_theme(theme)
        self.show_recent(())
        self.show_keys(NamedKeys())

    def show_recent(self, rows: tuple[RecentRow, ...]) -> None:
        """Shows projects opened lately, the newest first."""
        self._recent.show_rows(rows)
        self._recent_title.setVisible(bool(rows))
        self._recent.setVisible(bool(rows))

    def show_keys(self, keys: NamedKeys) -> None:
        """Names these keys in the tool tips."""
        self._new.setToolTip(with_key(self.tr("Make an empty project file"), keys.new_project))
        words = self.tr("Open a project file, or articles")
        self._open.setToolTip(with_key(words, keys.open_project))

    def show_theme(self, theme: Theme) -> None:
        """Stands on the page's ground, in another theme."""
        self._theme = theme
        palette = self.palette()
        palette.setColor(QPalette.ColorRole.Window, theme.page)
        self.setPalette(palette)
        self._new.setIcon(icon("new", theme.on_accent))
        self._recent.show_theme(theme)

    def focus_first(self) -> None:
        """Puts the keyboard on the last project where there is one, else on "New project"."""
        target = self._recent if self._recent.isVisibleTo(self) else self._new
        target.setFocus(Qt.FocusReason.OtherFocusReason)

    def _button(self, title: str, icon_name: str) -> QPushButton:
        button = Button(title, self)
        button.setIcon(icon(icon_name))
        button.setIconSize(QSize(20, 20))
        button.setProperty("extent", "large")
        button.setAccessibleName(title)
        return button

    def _lay_out(self) -> None:
        column = QWidget(self)
        column.setMaximumWidth(_WIDTH)
        layout = QVBoxLayout(column)
        layout.setContentsMargins(24, 24, 24, 24)
        layout.setSpacing(0)
        layout.addLayout(self._head())
        layout.addSpacing(24)
        buttons = QHBoxLayout()
        buttons.setSpacing(8)
        for button in (self._new, self._open, self._sample):
            buttons.addWidget(button)
        buttons.addStretch(1)
        layout.addLayout(buttons)
        layout.addSpacing(32)
        layout.addWidget(self._recent_title)
        layout.addSpacing(4)
        layout.addWidget(self._recent)
        layout.addSpacing(16)
        layout.addWidget(self._hint)
        across = QHBoxLayout()
        across.addStretch(1)
        across.addWidget(column, 4)
        across.addStretch(1)
        outer = QVBoxLayout(self)
        outer.addStretch(2)
        outer.addLayout(across)
        outer.addStretch(3)

    def _head(self) -> QHBoxLayout:
        picture = QLabel(self)
        picture.setPixmap(application_icon().pixmap(QSize(56, 56), self.devicePixelRatioF()))
        name = QLabel(self.tr("Annotator"), self)
        font = weighted(self.font(), QFont.Weight.DemiBold)
        font.setPointSizeF(max(1.0, font.pointSizeF()) * 2)
        name.setFont(font)
        sentence = QLabel(
            self.tr("Mark up news articles, compare annotators, publish the data."), self
        )
        sentence.setProperty("role", "secondary")
        sentence.setWordWrap(True)
        words = QVBoxLayout()
        words.setSpacing(0)
        words.addWidget(name)
        words.addWidget(sentence)
        head = QHBoxLayout()
        head.setSpacing(16)
        head.addWidget(picture)
        head.addLayout(words, 1)
        return head


class _RecentList(QListView):
    chosen = Signal(str)

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self._rows: RowsModel[RecentRow] = RowsModel(_spoken, tip=_tip, parent=self)
        self._delegate = _RecentDelegate(theme, self)
        self.setModel(self._rows)
        self.setItemDelegate(self._delegate)
        self.setMouseTracking(True)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setAccessibleName(self.tr("Recent projects"))
        self.setToolTip(self.tr("Return or a click opens the project"))
        self.clicked.connect(self._on_activated)

    def show_rows(self, rows: tuple[RecentRow, ...]) -> None:
        self._rows.replace(rows)
        self.setFixedHeight(_ROW * min(len(rows), _MOST_ROWS) + 2)
        if rows and not self.currentIndex().isValid():
            self.setCurrentIndex(self._rows.index(0))

    def show_theme(self, theme: Theme) -> None:
        self._delegate.theme = theme
        self.viewport().update()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._on_activated(self.currentIndex())
        else:
            super().keyPressEvent(event)

    @Slot(QModelIndex)
    def _on_activated(self, index: QModelIndex) -> None:
        row = self._rows.row(index)
        if row is not None:
            self.chosen.emit(row.id)


class _RecentDelegate(QStyledItemDelegate):
    def __init__(self, theme: Theme, parent: QObject) -> None:
        super().__init__(parent)
        self.theme = theme

    def sizeHint(
        self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> QSize:
        return QSize(80, _ROW)

    def paint(
        self,
        painter: QPainter,
        option: QStyleOptionViewItem,
        index: QModelIndex | QPersistentModelIndex,
    ) -> None:
        row = index.data(ROW_ROLE)
        if not isinstance(row, RecentRow):
            return
        painter.save()
        theme, rect = self.theme, option.rect
        if option.state & QStyle.StateFlag.State_MouseOver:
            painter.fillRect(rect, theme.hover)
        if option.state & QStyle.StateFlag.State_HasFocus:
            draw_focus_ring(painter, rect.adjusted(0, 1, 0, -1), theme)
        inner = rect.adjusted(12, 6, -12, -6)
        small = small_font(option.font)
        used = QFontMetrics(small).horizontalAdvance(row.used)
        half = inner.height() // 2
        top = QRect(inner.left(), inner.top(), inner.width() - used - 12, half)
        below = QRect(inner.left(), inner.top() + half, inner.width(), half)
        middle = Qt.AlignmentFlag.AlignVCenter
        painter.setFont(small)
        painter.setPen(theme.secondary)
        right = QRect(inner.left(), inner.top(), inner.width(), half)
        painter.drawText(right, int(middle | Qt.AlignmentFlag.AlignRight), row.used)
        folder = QFontMetrics(small).elidedText(
            row.folder, Qt.TextElideMode.ElideMiddle, below.width()
        )
        painter.drawText(below, int(middle | Qt.AlignmentFlag.AlignLeft), folder)
        painter.setFont(weighted(option.font, QFont.Weight.DemiBold))
        painter.setPen(theme.text)
        name = QFontMetrics(painter.font()).elidedText(
            row.name, Qt.TextElideMode.ElideRight, top.width()
        )
        painter.drawText(top, int(middle | Qt.AlignmentFlag.AlignLeft), name)
        painter.restore()


def _spoken(row: RecentRow) -> str:
    return ", ".join(part for part in (row.name, row.folder, row.used) if part)


def _tip(row: RecentRow) -> str:
    return row.id
