"""An annotator's own work against gold: a table of articles, and which labels are confused."""

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QFont
from PySide6.QtWidgets import QLabel, QTreeWidgetItem, QVBoxLayout, QWidget

from annotator.app.present.personal import PersonalSummary
from annotator.gui.panels.empty import EmptyPage
from annotator.gui.panels.painting import weighted
from annotator.gui.review.table import Table
from annotator.gui.theme import Theme


class SummaryPage(QWidget):
    """Shows a PersonalSummary. Return or a double click on a row opens its article."""

    article_chosen = Signal(str)

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._title, self._words = QLabel(self), QLabel(self)
        bold = weighted(self.font(), QFont.Weight.DemiBold)
        self._title.setFont(bold)
        self._words.setProperty("role", "secondary")
        self._words.setWordWrap(True)
        columns = (
            self.tr("Article"),
            self.tr("Agreed"),
            self.tr("Missed"),
            self.tr("Spurious"),
            self.tr("Label"),
            self.tr("Boundary"),
            self.tr("Attributes"),
        )
        tips = (
            self.tr("Articles that are adjudicated"),
            self.tr("As in gold"),
            self.tr("In gold, and not marked"),
            self.tr("Marked, and not in gold"),
            self.tr("Marked with another label than in gold"),
            self.tr("Marked with other boundaries than in gold"),
            self.tr("Marked with other attributes than in gold"),
        )
        self._articles = Table(columns, name=self.tr("Articles against gold"), parent=self)
        for column, tip in enumerate(tips):
            self._articles.headerItem().setToolTip(column, tip)
        self._articles.setToolTip(self.tr("Return or a double click opens the article"))
        self._articles.itemActivated.connect(self._on_activated)
        self._confused = QLabel(self.tr("Labels confused"), self)
        self._confused.setFont(bold)
        self._pairs = Table(
            (self.tr("Labels"), self.tr("Times")), name=self.tr("Labels confused"), parent=self
        )
        self._pairs.setHeaderHidden(True)
        self._pairs.setToolTip(self.tr("Return or a double click opens an article with it"))
        self._pairs.itemActivated.connect(self._on_activated)
        self._empty = EmptyPage(theme, self)
        self._empty.setAutoFillBackground(False)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(16, 16, 16, 16)
        layout.setSpacing(4)
        layout.addWidget(self._title)
        layout.addWidget(self._words)
        layout.addSpacing(8)
        layout.addWidget(self._articles, 3)
        layout.addSpacing(8)
        layout.addWidget(self._confused)
        layout.addWidget(self._pairs, 1)
        layout.addWidget(self._empty, 1)
        self.show_summary(PersonalSummary(""))

    def show_summary(self, summary: PersonalSummary) -> None:
        """Shows the numbers of all articles, the sum of them first."""
        has_rows = bool(summary.rows)
        for widget in (self._title, self._words, self._articles):
            widget.setVisible(has_rows)
        self._empty.setVisible(not has_rows)
        self._empty.show_words(self.tr("Nothing to compare yet"), summary.words)
        title = self.tr("{name} against gold").format(name=summary.annotator)
        self._title.setText(title)
        self._words.setText(summary.words)
        self._articles.clear()
        if len(summary.rows) > 1:
            total = self._articles.add_row(
                (self.tr("All articles"), *_numbers(summary.counts.counts))
            )
            bold = weighted(self.font(), QFont.Weight.DemiBold)
            for column in range(self._articles.columnCount()):
                total.setFont(column, bold)
        for row in summary.rows:
            cells = (row.title, *_numbers(row.counts.counts))
            self._articles.add_row(cells, row_id=row.id)
        self._pairs.clear()
        has_pairs = bool(summary.confusions)
        self._confused.setVisible(has_pairs)
        self._pairs.setVisible(has_pairs)
        words = self.tr("Marked {marked}, gold has {gold}")
        for pair in summary.confusions:
            said = words.format(marked=pair.marked, gold=pair.gold)
            self._pairs.add_row((said, f"{pair.count:,}"), row_id=pair.article)

    def show_theme(self, theme: Theme) -> None:
        """Paints in another theme."""
        self._empty.show_theme(theme)

    def focus_list(self) -> None:
        """Puts the keyboard into the table."""
        self._articles.setFocus(Qt.FocusReason.OtherFocusReason)

    @Slot(QTreeWidgetItem, int)
    def _on_activated(self, item: QTreeWidgetItem, column: int) -> None:
        article = self._articles.row_id_of(item)
        if article:
            self.article_chosen.emit(article)


def _numbers(counts: tuple[int, ...]) -> tuple[str, ...]:
    return tuple(f"{count:,}" if count else "–" for count in counts)
