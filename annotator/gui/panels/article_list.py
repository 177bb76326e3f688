"""The list of articles on the left, with its filter."""

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import (
    QGridLayout,
    QVBoxLayout,
    QWidget,
)

from annotator.app.present.articles import ArticleListing, ArticleListRow, StateFilter
from annotator.gui.panels.article_delegate import ArticleDelegate
from annotator.gui.panels.filtered_list import FilteredList
from annotator.gui.panels.state_picker import StatePicker
from annotator.gui.theme import Theme


class ArticleList(FilteredList[ArticleListRow]):
    """Shows a listing; says which article was chosen and what the filter asks for.

    `filter_changed` carries the text and a StateFilter's value; the parent answers it with
    `show_listing`. Up and Down move through the rows, Return or a click chooses.
    """

    filter_changed = Signal(str, str)
    import_asked = Signal()

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(
            ArticleDelegate(theme), name=self.tr("Articles"), theme=theme, parent=parent
        )
        self._listing = ArticleListing()
        self._states = self._make_states()
        self._lay_out()
        self.show_listing(self._listing)

    def show_listing(self, listing: ArticleListing) -> None:
        """Shows the articles that passed the filter; the open and the current row stay so."""
        self._listing = listing
        self._show_rows(listing.rows, text=listing.text, count=listing.count_words)
        self._show_empty(listing)
        place = self._states.findData(listing.state.value)
        if place != self._states.currentIndex():
            self._states.setCurrentIndex(place)

    def _make_states(self) -> StatePicker:
        states = StatePicker(self)
        states.setAccessibleName(self.tr("State"))
        states.setToolTip(self.tr("Show articles in this state only"))
        for state, title in (
            (StateFilter.ALL, self.tr("All")),
            (StateFilter.TO_DO, self.tr("To do")),
            (StateFilter.NEW, self.tr("New")),
            (StateFilter.IN_PROGRESS, self.tr("In progress")),
            (StateFilter.FINISHED, self.tr("Finished")),
            (StateFilter.RETURNED, self.tr("Returned")),
        ):
            states.addItem(title, state.value)
        states.activated.connect(self._on_filter_edited)
        return states

    def _lay_out(self) -> None:
        filters = QGridLayout()
        filters.setContentsMargins(12, 12, 12, 4)
        filters.setVerticalSpacing(4)
        filters.addWidget(self._search, 0, 0, 1, 2)
        filters.addWidget(self._count, 1, 0)
        filters.addWidget(self._states, 1, 1)
        filters.setColumnStretch(0, 1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addLayout(filters)
        layout.addWidget(self._pages, 1)
        QWidget.setTabOrder(self._search, self._states)
        QWidget.setTabOrder(self._states, self._view)

    def _show_empty(self, listing: ArticleListing) -> None:
        if listing.total == 0:
            self._empty.show_words(
                self.tr("Nothing here yet"),
                self.tr("Drop articles here: text files, folders or JSONL."),
                self.tr("Import articles"),
            )
        elif listing.text:
            self._empty.show_words(
                self.tr("No article matches"),
                self.tr("None of {total} articles holds “{text}”.").format(
                    total=f"{listing.total:,}", text=listing.text
                ),
                self.tr("Clear the filter"),
            )
        else:
            self._empty.show_words(
                self.tr("No article in this state"),
                self.tr("The other articles are there, in other states."),
                self.tr("Show all"),
            )

    def _spoken(self, row: ArticleListRow) -> str:
        spans = self.tr("{count} spans").format(count=f"{row.spans:,}")
        return ", ".join(part for part in (row.title, row.state_words, row.detail, spans) if part)

    def _tip(self, row: ArticleListRow) -> str:
        return f"{row.title}\n{row.detail}\n{row.state_words}"

    @Slot()
    def _on_filter_edited(self) -> None:
        self.filter_changed.emit(self._search.text(), self._states.currentData())

    @Slot()
    def _on_empty_action(self) -> None:
        if self._listing.total == 0:
            self.import_asked.emit()
            return
        self.filter_changed.emit("", StateFilter.ALL.value)
        self._search.setFocus(Qt.FocusReason.OtherFocusReason)
