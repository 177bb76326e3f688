"""A list that pops up at the caret: type to filter, Return takes a row, Escape closes."""

from PySide6.QtCore import QEvent, QModelIndex, QObject, QRect, QSize, Qt, Signal, Slot
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import (
    QAbstractItemView,
    QApplication,
    QLabel,
    QLineEdit,
    QListView,
    QVBoxLayout,
    QWidget,
)

from annotator.app.present.palette import PaletteModel, PaletteRow
from annotator.gui.models.rows_model import RowsModel
from annotator.gui.panels.painting import small_font
from annotator.gui.panels.palette_delegate import PaletteDelegate
from annotator.gui.text.accessible import announce
from annotator.gui.theme import Theme

_MARGIN = 8
_SPACING = 6
# Rows seen at once; more are scrolled to.
_MOST_ROWS = 10
_BESIDE = 4
_LEAST = QSize(240, 120)
_CHOOSES = (Qt.Key.Key_Return, Qt.Key.Key_Enter)


class Palette(QWidget):
    """Shows a PaletteModel; says what is typed, and which row was chosen.

    The parent answers `filter_changed` with `show_rows`. It is made once and shown again and again.
    """

    chosen = Signal(str)
    filter_changed = Signal(str)

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent, Qt.WindowType.Popup | Qt.WindowType.FramelessWindowHint)
        self._window = parent
        self._theme = theme
        self._takes_numbers = False
        self._shrinks, self._tallest = False, 0
        self._is_passing_on = False
        self._rows: RowsModel[PaletteRow] = RowsModel(self._spoken, tip=_tip, parent=self)
        self._delegate = PaletteDelegate(theme, self)
        self._heading = QLabel(self)
        self._heading.setProperty("role", "secondary")
        self._heading.setFont(small_font(self.font()))
        self._heading.setTextFormat(Qt.TextFormat.PlainText)
        self._search = self._make_search()
        self._list = self._make_list()
        self._none = QLabel(self.tr("Nothing matches"), self._list)
        self._none.setProperty("role", "secondary")
        self._none.setContentsMargins(8, 6, 8, 6)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(_MARGIN, _MARGIN - 2, _MARGIN, _MARGIN)
        layout.setSpacing(_SPACING)
        layout.addWidget(self._heading)
        layout.addWidget(self._search)
        layout.addWidget(self._list, 1)
        self.setFocusProxy(self._search)

    def show_model(self, model: PaletteModel, theme: Theme) -> None:
        """Shows another choice, nothing typed yet."""
        self._theme = theme
        self._delegate.show_theme(theme)
        self._takes_numbers = model.takes_numbers
        self._heading.setText(model.heading)
        self.setAccessibleName(model.heading)
        self._search.clear()
        self._search.setPlaceholderText(model.hint)
        self._search.setAccessibleName(f"{model.heading}: {model.hint}")
        self._search.setToolTip(model.hint)
        self._delegate.fit(model.rows, self.font())
        self.show_rows(model.rows, current=model.current)

    def show_rows(self, rows: tuple[PaletteRow, ...], *, current: str = "") -> None:
        """Shows the rows that passed the filter; the first, or the one named, is current."""
        self._rows.replace(rows)
        self._none.setVisible(not rows)
        index = self._rows.index_of(current) if current else self._rows.index(0)
        self._go(index if index.isValid() else self._rows.index(0))
        if not current:
            self._list.scrollToTop()
        if self._shrinks and self.isVisible():
            self.resize(self.width(), min(self._tallest, self._height_wanted()))

    def open_beside(self, line: QRect, area: QRect, *, width: int) -> None:
        """Pops up below a line, or above it, within an area; all on the screen, in pixels."""
        place = beside(line, QSize(width, self._height_wanted()), area)
        # Above a line the field would move.
        self._shrinks, self._tallest = place.top() > line.bottom(), place.height()
        self.setGeometry(place)
        self.show()
        self._search.setFocus(Qt.FocusReason.PopupFocusReason)
        self._say_current()

    def event(self, event: QEvent) -> bool:
        """Keys that come to the palette itself are the field's."""
        if event.type() == QEvent.Type.WindowActivate and not self.isVisible():
            # Some platforms say late that a popup is active, when it has closed again: the keys
            # would go nowhere.
            self._window.activateWindow()
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            if self._key(event):
                return True
            if not self._is_passing_on:
                self._is_passing_on = True
                QApplication.sendEvent(self._search, event)
                self._is_passing_on = False
                return True
        return super().event(event)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """The keys that move and choose act on the list while the field has the focus."""
        is_press = watched is self._search and event.type() == QEvent.Type.KeyPress
        if is_press and isinstance(event, QKeyEvent) and self._key(event):
            return True
        return super().eventFilter(watched, event)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paints page and frame."""
        painter = QPainter(self)
        painter.setPen(QPen(self._theme.edge, 1))
        painter.setBrush(self._theme.page)
        painter.drawRect(self.rect().adjusted(0, 0, -1, -1))

    def _key(self, event: QKeyEvent) -> bool:
        """Whether a key moved, chose or closed."""
        key, plain = Qt.Key(event.key()), event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        if plain & (Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.AltModifier):
            return False
        step = self._steps().get(key, 0)
        if step:
            self._move(step)
        elif key in _CHOOSES:
            self._choose(self._list.currentIndex())
        elif key == Qt.Key.Key_Escape:
            self.hide()
        elif self._takes_numbers and not self._search.text() and event.text().isdecimal():
            numbered = [r for r in range(self._rows.rowCount()) if self._has_key(r, event.text())]
            if not numbered:
                return False
            self._choose(self._rows.index(numbered[0]))
        else:
            return False
        event.accept()
        return True

    def _steps(self) -> dict[Qt.Key, int]:
        page = max(1, self._list.viewport().height() // self._delegate.row_height(self.font()) - 1)
        keys = Qt.Key
        return {
            keys.Key_Down: 1,
            keys.Key_Up: -1,
            keys.Key_Tab: 1,
            keys.Key_Backtab: -1,
            keys.Key_PageDown: page,
            keys.Key_PageUp: -page,
        }

    def _has_key(self, place: int, key: str) -> bool:
        row = self._rows.row(self._rows.index(place))
        return row is not None and row.key == key

    def _move(self, step: int) -> None:
        last = self._rows.rowCount() - 1
        if last >= 0:
            self._go(self._rows.index(min(last, max(0, self._list.currentIndex().row() + step))))
            self._say_current()

    def _go(self, index: QModelIndex) -> None:
        self._list.setCurrentIndex(index)
        self._list.scrollTo(index)

    def _say_current(self) -> None:
        row = self._rows.row(self._list.currentIndex())
        announce(self._search, self._spoken(row) if row is not None else self._none.text())

    @Slot(QModelIndex)
    def _choose(self, index: QModelIndex) -> None:
        row = self._rows.row(index)
        if row is not None:
            # First, so that what is done finds the window as it was.
            self.hide()
            self.chosen.emit(row.id)

    @Slot(str)
    def _on_edited(self, text: str) -> None:
        self.filter_changed.emit(text)
        self._say_current()

    def _spoken(self, row: PaletteRow) -> str:
        key = self.tr("key {key}").format(key=row.key) if row.key else ""
        present = self.tr("chosen") if row.is_present else ""
        return ", ".join(part for part in (row.title, present, key, row.detail) if part)

    def _height_wanted(self) -> int:
        rows = min(max(self._rows.rowCount(), 1), _MOST_ROWS)
        around = 2 * _MARGIN - 2 + 2 * _SPACING
        around += self._heading.sizeHint().height() + self._search.sizeHint().height()
        return rows * self._delegate.row_height(self.font()) + around

    def _make_search(self) -> QLineEdit:
        search = QLineEdit(self)
        search.textEdited.connect(self._on_edited)
        search.installEventFilter(self)
        return search

    def _make_list(self) -> QListView:
        view = QListView(self)
        view.setModel(self._rows)
        view.setItemDelegate(self._delegate)
        view.setUniformItemSizes(True)
        view.setMouseTracking(True)
        view.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        view.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        view.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        view.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        view.setAccessibleName(self.tr("Choices"))
        view.setToolTip(self.tr("Return or a click takes a row"))
        view.clicked.connect(self._choose)
        return view


def beside(line: QRect, size: QSize, area: QRect) -> QRect:
    """Where a list of that size stands: below the line if it has room there, else above it.

    It never covers the line and never leaves the area; where it is too high for both sides it
    takes the larger one and is lower.
    """
    below = area.bottom() - line.bottom() - _BESIDE
    above = line.top() - area.top() - _BESIDE
    height = min(size.height(), max(below, above, _LEAST.height()))
    is_below = below >= height or below >= above
    top = line.bottom() + 1 + _BESIDE if is_below else line.top() - _BESIDE - height
    top = max(area.top(), min(top, area.bottom() + 1 - height))
    width = min(size.width(), area.width())
    left = max(area.left(), min(line.left(), area.right() + 1 - width))
    return QRect(left, top, width, height)


def _tip(row: PaletteRow) -> str:
    return f"{row.title}\n{row.detail}" if row.detail else row.title
