"""A list of articles with a filter above it, by keys: what annotating and reviewing share."""

from collections.abc import Sequence
from typing import Generic, TypeVar

from PySide6.QtCore import QEvent, QModelIndex, QObject, Qt, Signal, Slot
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QLabel,
    QLineEdit,
    QListView,
    QStackedWidget,
    QWidget,
)

from annotator.gui.models.rows_model import Row, RowsModel
from annotator.gui.panels.empty import EmptyPage
from annotator.gui.panels.open_row_delegate import OpenRowDelegate
from annotator.gui.resources import icon
from annotator.gui.theme import Theme

R = TypeVar("R", bound=Row)

_MOVES = (Qt.Key.Key_Down, Qt.Key.Key_Up, Qt.Key.Key_PageDown, Qt.Key.Key_PageUp)
_CHOOSES = (Qt.Key.Key_Return, Qt.Key.Key_Enter)


class FilteredList(QWidget, Generic[R]):
    """Rows, of which one is open, below a field for words; says which article was chosen.

    Up and Down move through the rows, Return or a click chooses. Subclasses lay it out, say what
    a row's words are, and what follows from the filter.
    """

    article_chosen = Signal(str)

    def __init__(
        self, delegate: OpenRowDelegate, *, name: str, theme: Theme, parent: QWidget | None
    ) -> None:
        super().__init__(parent)
        self._open_id = ""
        self._model: RowsModel[R] = RowsModel(self._spoken, tip=self._tip, parent=self)
        self._delegate = delegate
        delegate.setParent(self)
        self._search = self._make_search()
        self._count = QLabel(self)
        self._count.setProperty("role", "secondary")
        self._view = self._make_view(name)
        self._empty = EmptyPage(theme, self)
        self._empty.setAutoFillBackground(False)
        self._empty.action_asked.connect(self._on_empty_action)
        self._pages = QStackedWidget(self)
        self._pages.addWidget(self._view)
        self._pages.addWidget(self._empty)

    def show_open(self, article_id: str | None) -> None:
        """Marks the row of the article that is open and brings it into view."""
        self._open_id = article_id or ""
        self._delegate.show_open(self._open_id)
        self._show_current(self._open_id)
        self._view.viewport().update()

    def show_theme(self, theme: Theme) -> None:
        """Paints in another theme."""
        self._delegate.show_theme(theme)
        self._empty.show_theme(theme)
        self._view.viewport().update()

    def focus_list(self) -> None:
        """Puts the keyboard into the list. No focus proxy: Tab would pass the filter by."""
        self._view.setFocus(Qt.FocusReason.OtherFocusReason)

    def focus_filter(self) -> None:
        """Puts the keyboard into the filter, its text selected."""
        self._search.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self._search.selectAll()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Lets the arrow keys and Return of the filter act on the list."""
        if watched is self._search and isinstance(event, QKeyEvent):
            if event.type() == QEvent.Type.KeyPress and self._search_key(event):
                return True
            if event.type() == QEvent.Type.ShortcutOverride and self._clears(event):
                # Else the window's own Escape would come first.
                event.accept()
                return True
        elif watched is self._view and isinstance(event, QKeyEvent):
            is_press = event.type() == QEvent.Type.KeyPress
            if is_press and Qt.Key(event.key()) in _CHOOSES:
                self._on_activated(self._view.currentIndex())
                return True
        return super().eventFilter(watched, event)

    def _show_rows(self, rows: Sequence[R], *, text: str, count: str) -> None:
        """Shows what passed the filter; the open and the current row stay so."""
        current = self._model.row(self._view.currentIndex())
        self._model.replace(rows)
        self._show_current(current.id if current else self._open_id)
        self._count.setText(count)
        self._pages.setCurrentWidget(self._view if rows else self._empty)
        if self._search.text() != text:
            self._search.setText(text)

    def _search_key(self, event: QKeyEvent) -> bool:
        key = Qt.Key(event.key())
        if key in _MOVES:
            self._view.setFocus(Qt.FocusReason.OtherFocusReason)
            if not self._view.currentIndex().isValid():
                self._view.setCurrentIndex(self._model.index(0))
            return True
        if key in _CHOOSES:
            current = self._view.currentIndex()
            self._on_activated(current if current.isValid() else self._model.index(0))
            return True
        if self._clears(event):
            self._search.clear()
            self._on_filter_edited()
            return True
        return False

    def _clears(self, event: QKeyEvent) -> bool:
        return event.key() == Qt.Key.Key_Escape and bool(self._search.text())

    def _make_search(self) -> QLineEdit:
        search = QLineEdit(self)
        search.setProperty("kind", "search")
        search.setPlaceholderText(self.tr("Filter articles"))
        search.setAccessibleName(self.tr("Filter articles"))
        search.setToolTip(self.tr("Show articles whose title, outlet or date holds these words"))
        search.addAction(icon("search"), QLineEdit.ActionPosition.LeadingPosition)
        search.setClearButtonEnabled(True)
        search.textEdited.connect(self._on_filter_edited)
        search.installEventFilter(self)
        return search

    def _make_view(self, name: str) -> QListView:
        view = QListView(self)
        view.setModel(self._model)
        view.setItemDelegate(self._delegate)
        view.setProperty("kind", "panel")
        view.setUniformItemSizes(True)
        view.setMouseTracking(True)
        view.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        view.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        view.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        view.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        view.setAccessibleName(name)
        view.setToolTip(self.tr("Return or a click opens the article"))
        view.clicked.connect(self._on_activated)
        view.installEventFilter(self)
        return view

    def _show_current(self, article_id: str) -> None:
        index = self._model.index_of(article_id)
        if index.isValid() and index != self._view.currentIndex():
            self._view.setCurrentIndex(index)

    @Slot(QModelIndex)
    def _on_activated(self, index: QModelIndex) -> None:
        row = self._model.row(index)
        if row is not None:
            self.article_chosen.emit(row.id)

    # What subclasses say

    def _spoken(self, row: R) -> str:
        raise NotImplementedError

    def _tip(self, row: R) -> str:
        raise NotImplementedError

    @Slot()
    def _on_filter_edited(self) -> None:
        raise NotImplementedError

    @Slot()
    def _on_empty_action(self) -> None:
        raise NotImplementedError
