"""The list of articles to review on the left, with filter, stage and order."""

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import (
    QGridLayout,
    QVBoxLayout,
    QWidget,
)

from annotator.app.present.review_list import ReviewListing, ReviewOrder, ReviewRow, StageFilter
from annotator.gui.panels.filtered_list import FilteredList
from annotator.gui.panels.state_picker import StatePicker
from annotator.gui.review.review_delegate import ReviewDelegate
from annotator.gui.theme import Theme


class ReviewList(FilteredList[ReviewRow]):
    """Shows a listing; says which article was chosen and what the filter asks for.

    `filter_changed` carries the text, a StageFilter's and a ReviewOrder's value; the parent
    answers it with `show_listing`. Up and Down move through the rows, Return or a click chooses.
    """

    filter_changed = Signal(str, str, str)

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(
            ReviewDelegate(theme), name=self.tr("Articles to review"), theme=theme, parent=parent
        )
        self._listing = ReviewListing()
        self._stages = self._make_stages()
        self._orders = self._make_orders()
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
        self._listing = listing
        self._show_rows(listing.rows, text=listing.text, count=listing.count_words)
        self._show_empty(listing)
        for box, value in ((self._stages, listing.stage), (self._orders, listing.order)):
            place = box.findData(value.value)
            if place != box.currentIndex():
                box.setCurrentIndex(place)

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

    def _show_empty(self, listing: ReviewListing) -> None:
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

    def _spoken(self, row: ReviewRow) -> str:
        parts = (
            row.title,
            row.stage_words,
            row.detail,
            row.badge,
            row.open_words,
            row.progress_words,
        )
        return ", ".join(part for part in parts if part)

    def _tip(self, row: ReviewRow) -> str:
        parts = (
            row.title,
            row.detail,
            row.badge,
            row.stage_words,
            row.open_words,
            row.progress_words,
        )
        return "\n".join(part for part in parts if part)

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
