"""The list of articles to review on the left, with filter, stage and order."""

from PySide6.QtCore import QEvent, QModelIndex, QObject, Qt, Signal, Slot
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QGridLayout,
    QLabel,
    QLineEdit,
    QListView,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from annotator.app.present.review_list import ReviewListing, ReviewOrder, ReviewRow, StageFilter
from annotator.gui.models.rows_model import RowsModel
from annotator.gui.panels.empty import EmptyPage
from annotator.gui.panels.state_picker import StatePicker
from annotator.gui.resources import icon
from annotator.gui.review.review_delegate import ReviewDelegate
from annotator.gui.theme import Theme

_MOVES = (Qt.Key.Key_Down, Qt.Key.Key_Up, Qt.Key.Key_PageDown, Qt.Key.Key_PageUp)
_CHOOSES = (Qt.Key.Key_Return, Qt.Key.Key_Enter)


class ReviewList(QWidget):
    """Shows a listing; says which article was chosen and what the filter asks for.

    `filter_changed` carries the text, a StageFilter's and a ReviewOrder's value; the parent
    answers it with `show_listing`. Up and Down move through the rows, Return or a click chooses.
    """

    article_chosen = Signal(str)
    filter_changed = Signal(str, str, str)

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._listing = ReviewListing()
        self._open_id = ""
        self._model: RowsModel[ReviewRow] = RowsModel(_spoken, tip=_tip, parent=self)
        self._delegate = ReviewDelegate(theme, self)
        self._search = self._make_search()
        self._stages = self._make_stages()
        self._orders = self._make_orders()
        self._count = QLabel(self)
        self._count.setProperty("role", "secondary")
        self._view = self._make_view()
        self._empty = EmptyPage(theme, self)
        self._empty.setAutoFillBackground(False)
        self._empty.action_asked.connect(self._on_empty_action)
        self._pages = QStackedWidget(self)
        self._pages.addWidget(self._view)
        self._pages.addWidget(self._empty)
        self._lay_out()
        self.show_waiting()

    def show_waiting(self) -> None:
        """Says that the articles are being compared; the next listing takes its place."""
        self._count.setText("")
        self._pages.setCurrentWidget(self._empty)
        self._empty.show_words(
            self.tr("Comparing the annotators"),
            self.tr("Articles with two finished sets or more will stand here."),
        )

    def show_listing(self, listing: ReviewListing) -> None:
        """Shows the articles that passed the filter; the open and the current row stay so."""
        current = self._model.row(self._view.currentIndex())
        self._listing = listing
        self._model.replace(listing.rows)
        self._show_current(current.id if current else self._open_id)
        self._count.setText(listing.count_words)
        self._show_empty(listing)
        if self._search.text() != listing.text:
            self._search.setText(listing.text)
        for box, value in ((self._stages, listing.stage), (self._orders, listing.order)):
            place = box.findData(value.value)
            if place != box.currentIndex():
                box.setCurrentIndex(place)

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

    def _make_stages(self) -> StatePicker:
        stages = StatePicker(self)
        stages.setAccessibleName(self.tr("Stage"))
        stages.setToolTip(self.tr("Show articles in this stage only"))
        for stage, title in (
            (StageFilter.TO_REVIEW, self.tr("To review")),
            (StageFilter.READY, self.tr("Ready")),
            (StageFilter.IN_ADJUDICATION, self.tr("In adjudication")),
            (StageFilter.ADJUDICATED, self.tr("Adjudicated")),
            (StageFilter.ALL, self.tr("All")),
        ):
            stages.addItem(title, stage.value)
        stages.activated.connect(self._on_filter_edited)
        return stages

    def _make_orders(self) -> StatePicker:
        orders = StatePicker(self)
        orders.setAccessibleName(self.tr("Order"))
        orders.setToolTip(self.tr("The order of the articles"))
        for order, title in (
            (ReviewOrder.PROJECT, self.tr("Project order")),
            (ReviewOrder.MOST_DISAGREEMENT, self.tr("Most disagreement first")),
            (ReviewOrder.MOST_OPEN, self.tr("Most open first")),
            (ReviewOrder.FEWEST_OPEN, self.tr("Fewest open first")),
        ):
            orders.addItem(title, order.value)
        orders.activated.connect(self._on_filter_edited)
        return orders

    def _make_view(self) -> QListView:
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
        view.setAccessibleName(self.tr("Articles to review"))
        view.setToolTip(self.tr("Return or a click opens the article"))
        view.clicked.connect(self._on_activated)
        view.installEventFilter(self)
        return view

    def _lay_out(self) -> None:
        filters = QGridLayout()
        filters.setContentsMargins(12, 12, 12, 4)
        filters.setVerticalSpacing(2)
        filters.addWidget(self._search, 0, 0, 1, 2)
        filters.addWidget(self._count, 1, 0)
        filters.addWidget(self._stages, 1, 1, Qt.AlignmentFlag.AlignRight)
        filters.addWidget(self._orders, 2, 0, 1, 2, Qt.AlignmentFlag.AlignRight)
        filters.setColumnStretch(0, 1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addLayout(filters)
        layout.addWidget(self._pages, 1)
        QWidget.setTabOrder(self._search, self._stages)
        QWidget.setTabOrder(self._stages, self._orders)
        QWidget.setTabOrder(self._orders, self._view)

    def _show_current(self, article_id: str) -> None:
        index = self._model.index_of(article_id)
        if index.isValid() and index != self._view.currentIndex():
            self._view.setCurrentIndex(index)

    def _show_empty(self, listing: ReviewListing) -> None:
        self._pages.setCurrentWidget(self._view if listing.rows else self._empty)
        if listing.comparable == 0:
            self._empty.show_words(
                self.tr("Nothing to review yet"),
                self.tr(
                    "An article is ready when two annotators have finished it. "
                    "Join a colleague's project file, or finish your own articles."
                ),
            )
        elif listing.text:
            self._empty.show_words(
                self.tr("No article matches"),
                self.tr("None of these articles holds “{text}”.").format(text=listing.text),
                self.tr("Clear the filter"),
            )
        elif listing.stage is StageFilter.TO_REVIEW:
            self._empty.show_words(
                self.tr("All reviewed"),
                self.tr("No article waits for a review."),
                self.tr("Show all"),
            )
        else:
            self._empty.show_words(
                self.tr("No article in this stage"),
                self.tr("The other articles are there, in other stages."),
                self.tr("Show all"),
            )

    @Slot(QModelIndex)
    def _on_activated(self, index: QModelIndex) -> None:
        row = self._model.row(index)
        if row is not None:
            self.article_chosen.emit(row.id)

    @Slot()
    def _on_filter_edited(self) -> None:
        self.filter_changed.emit(
            self._search.text(), self._stages.currentData(), self._orders.currentData()
        )

    @Slot()
    def _on_empty_action(self) -> None:
        stage = self._stages.currentData() if self._listing.text else StageFilter.ALL.value
        self.filter_changed.emit("", stage, self._orders.currentData())
        self._search.setFocus(Qt.FocusReason.OtherFocusReason)


def _spoken(row: ReviewRow) -> str:
    parts = (row.title, row.stage_words, row.detail, row.badge, row.open_words, row.progress_words)
    return ", ".join(part for part in parts if part)


def _tip(row: ReviewRow) -> str:
    parts = (row.title, row.detail, row.badge, row.stage_words, row.open_words, row.progress_words)
    return "\n".join(part for part in parts if part)
