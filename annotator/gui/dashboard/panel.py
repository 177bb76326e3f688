"""The Dashboard workspace: choices, cards in a grid, and the spans behind what is opened."""

from dataclasses import replace

from PySide6.QtCore import QEvent, QObject, Qt, Signal, Slot
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QFrame,
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QScrollArea,
    QSplitter,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from annotator.app.dashboard import DashboardQuestion
from annotator.app.present.behind_rows import BehindView
from annotator.app.present.dashboard import DashboardView, Look, Pair, PairOption
from annotator.gui.dashboard.card import ChartCard
from annotator.gui.dashboard.chart_picks import PairPick, UnitPick
from annotator.gui.dashboard.choices import Choices
from annotator.gui.dashboard.overall_card import OverallCard
from annotator.gui.dashboard.spans_list import SpansList
from annotator.gui.panels.empty import EmptyPage
from annotator.gui.theme import Theme

# Below this width of the cards' area there is one column.
_TWO_COLUMNS = 900
_LIST_HEIGHT = 250
# So much stays in sight around the cell that was opened.
_AROUND = 48
_CHARTS = ("pairs", "labels", "confusion", "articles", "boundaries", "parts")


class DashboardPanel(QWidget):
    """Shows a DashboardView and says what the person asks for; it computes nothing."""

    asked_changed = Signal(object)
    look_changed = Signal(object)
    opened = Signal(object)
    save_asked = Signal(str, str)
    figures_asked = Signal()
    methods_asked = Signal()
    compute_asked = Signal()
    only_different_changed = Signal(bool)
    article_asked = Signal(str, int)
    spans_closed = Signal()

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        # It has the keyboard when it is entered, also while there is nothing in it to go to.
        self.setFocusPolicy(Qt.FocusPolicy.ClickFocus)
        self.setAccessibleName(self.tr("Dashboard"))
        self._columns = 0
        self._came_from: QWidget | None = None
        self.choices = Choices(self)
        self._state = QLabel(self)
        self._area = QScrollArea(self)
        # The cards are born where they stay: one that is put elsewhere later is hidden at first.
        self._inside = QWidget(self._area)
        self.overall = OverallCard(theme, self._inside)
        self.cards = {chart_id: ChartCard(theme, self._inside) for chart_id in _CHARTS}
        self.confused = PairPick(self.tr("Pair of the confusion matrix"), self)
        self.bounded = PairPick(self.tr("Pair of the boundary differences"), self)
        self.unit = UnitPick(self)
        self.spans = SpansList(theme, self)
        self.empty = EmptyPage(theme, self)
        self._look = Look()
        self._grid = QGridLayout()
        self._splitter = QSplitter(Qt.Orientation.Vertical, self)
        self._pages = QStackedWidget(self)
        self._furnish()
        self._connect()
        self.show_theme(theme)

    # Showing

    def show_view(self, view: DashboardView, asked: DashboardQuestion, look: Look) -> None:
        """Shows all cards, or why there are none."""
        self._look = look
        self.choices.show_choices(view, asked, look)
        self.choices.setEnabled(True)
        if view.empty is not None:
            self._show_page(view.empty.title, view.empty.words)
            return
        summary = "\n".join(part for part in (view.summary, view.problems) if part)
        self.overall.show_rows(view.overall, summary=summary)
        self._show_pairs(view.pairs, look)
        charts = {chart.id: chart for chart in view.charts}
        for chart_id, card in self.cards.items():
            card.setVisible(chart_id in charts)
            if chart_id in charts:
                card.show_chart(charts[chart_id])
        self._pages.setCurrentWidget(self._splitter)
        self._arrange(is_forced=True)

    def show_empty(self, title: str, words: str, action: str = "") -> None:
        """Says why there is nothing, not even choices; with a button where one can do something."""
        self.choices.setEnabled(False)
        self._show_page(title, words, action)

    def _show_page(self, title: str, words: str, action: str = "") -> None:
        self.close_spans()
        self.empty.show_words(title, words, action)
        self._pages.setCurrentWidget(self.empty)

    def show_computing(self, *, is_computing: bool) -> None:
        """Says that new figures are on their way; those that are shown are the old ones."""
        self._state.setText(self.tr("Computing…") if is_computing else "")
        self._state.setVisible(is_computing)

    def show_spans(self, view: BehindView, *, only_different: bool) -> None:
        """Shows the spans behind what was opened: below, so that no card moves."""
        self.spans.show_spans(view, only_different=only_different)
        if self.spans.isHidden():
            self.spans.setVisible(True)
            height = self._splitter.height()
            self._splitter.setSizes([max(1, height - _LIST_HEIGHT), _LIST_HEIGHT])
        if not self.spans.isAncestorOf(self.focusWidget() or self):
            self._came_from = self.focusWidget()
            self._mark_only(self._came_from)
            self._keep_in_sight(self._came_from)
            self.spans.view.setFocus(Qt.FocusReason.OtherFocusReason)

    @Slot()
    def close_spans(self) -> None:
        """Hides the spans; the focus goes back to where it was."""
        if self.spans.isHidden():
            return
        had_focus = self.spans.isAncestorOf(self.focusWidget() or self)
        self.spans.setVisible(False)
        self._mark_only(None)
        self.spans_closed.emit()
        if had_focus and self._came_from is not None and self._came_from.isVisible():
            self._came_from.setFocus(Qt.FocusReason.OtherFocusReason)

    def show_theme(self, theme: Theme) -> None:
        """Paints everything in another theme."""
        for card in self.cards.values():
            card.show_theme(theme)
        self.overall.show_theme(theme)
        self.spans.show_theme(theme)
        self.empty.show_theme(theme)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """The cards' area has another width: one column or two."""
        if isinstance(event, QResizeEvent) and watched is self._area.viewport():
            self._arrange()
        return super().eventFilter(watched, event)

    # Making

    def _furnish(self) -> None:
        self._state.setProperty("role", "secondary")
        self._state.setVisible(False)
        self.cards["confusion"].add_choice(self.confused)
        self.cards["boundaries"].add_choice(self.unit)
        self.cards["boundaries"].add_choice(self.bounded)
        top = QHBoxLayout()
        top.setContentsMargins(16, 10, 16, 10)
        top.setSpacing(8)
        top.addWidget(self.choices, 1)
        top.addWidget(self._state)
        rule = QFrame(self)
        rule.setProperty("role", "rule")
        self._place_cards()
        self.spans.setVisible(False)
        self._splitter.addWidget(self._area)
        self._splitter.addWidget(self.spans)
        self._splitter.setStretchFactor(0, 1)
        self._splitter.setChildrenCollapsible(False)
        self._splitter.setHandleWidth(1)
        self._pages.addWidget(self.empty)
        self._pages.addWidget(self._splitter)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addLayout(top)
        layout.addWidget(rule)
        layout.addWidget(self._pages, 1)

    def _place_cards(self) -> None:
        outer = QVBoxLayout(self._inside)
        outer.setContentsMargins(16, 16, 16, 16)
        outer.addLayout(self._grid)
        outer.addStretch(1)
        self._grid.setSpacing(12)
        self._area.setWidget(self._inside)
        self._area.setWidgetResizable(True)
        self._area.setFrameShape(QFrame.Shape.NoFrame)
        self._area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._area.viewport().installEventFilter(self)

    def _connect(self) -> None:
        self.choices.asked_changed.connect(self.asked_changed)
        self.choices.look_changed.connect(self.look_changed)
        self.overall.methods.clicked.connect(self.methods_asked)
        self.overall.figures.clicked.connect(self.figures_asked)
        self.empty.action_asked.connect(self.compute_asked)
        self.overall.opened.connect(self.opened)
        for card in self.cards.values():
            card.opened.connect(self.opened)
            card.save_asked.connect(self.save_asked)
        self.confused.pair_chosen.connect(self._on_confused)
        self.bounded.pair_chosen.connect(self._on_bounded)
        self.unit.in_words_chosen.connect(self._on_unit)
        self.spans.article_asked.connect(self.article_asked)
        self.spans.only_different_changed.connect(self.only_different_changed)
        self.spans.close_asked.connect(self.close_spans)

    def _show_pairs(self, pairs: tuple[PairOption, ...], look: Look) -> None:
        self.confused.show_pairs(pairs, look.confused)
        self.bounded.show_pairs(pairs, look.bounded)
        self.unit.show_unit(in_words=look.in_words)

    def _mark_only(self, opened: QWidget | None) -> None:
        """Of all charts only one has a marked cell: that whose spans are listed."""
        for card in self.cards.values():
            if card.table is not opened:
                card.table.clearSelection()

    def _keep_in_sight(self, opened: QWidget | None) -> None:
        """Where the list would cover the cell that was opened, the cards go up."""
        if isinstance(opened, QAbstractItemView) and self._inside.isAncestorOf(opened):
            cell = opened.visualRect(opened.currentIndex())
            place = opened.viewport().mapTo(self._inside, cell.center())
            self._area.ensureVisible(
                self._area.horizontalScrollBar().value(), place.y(), 0, _AROUND
            )

    def _arrange(self, *, is_forced: bool = False) -> None:
        """The cards in one column or two; what is measured over everything is always whole."""
        columns = 2 if self._area.viewport().width() >= _TWO_COLUMNS else 1
        if columns == self._columns and not is_forced:
            return
        self._columns = columns
        shown = [card for card in self.cards.values() if not card.isHidden()]
        for card in (self.overall, *self.cards.values()):
            self._grid.removeWidget(card)
        self._grid.addWidget(self.overall, 0, 0, 1, columns)
        row = column = 0
        for place, card in enumerate(shown):
            if column == 0:
                row += 1
            following = shown[place + 1] if place + 1 < len(shown) else None
            # Nothing is left beside a card that the next one cannot stand beside.
            is_alone = column == 0 and (card.is_wide or following is None or following.is_wide)
            span = columns if is_alone else 1
            self._grid.addWidget(card, row, column, 1, span)
            column = (column + span) % columns
        for column in range(2):
            self._grid.setColumnStretch(column, 1 if column < columns else 0)

    @Slot(object)
    def _on_confused(self, pair: Pair | None) -> None:
        self.look_changed.emit(replace(self._look, confused=pair))

    @Slot(object)
    def _on_bounded(self, pair: Pair | None) -> None:
        self.look_changed.emit(replace(self._look, bounded=pair))

    @Slot(bool)
    def _on_unit(self, in_words: bool) -> None:
        self.look_changed.emit(replace(self._look, in_words=in_words))
