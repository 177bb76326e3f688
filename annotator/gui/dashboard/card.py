"""A card: a title, one sentence, what it shows, and what can be done with it."""

from PySide6.QtCore import QPoint, Qt, Signal, Slot
from PySide6.QtGui import QAction, QFont
from PySide6.QtWidgets import (
    QComboBox,
    QFrame,
    QHBoxLayout,
    QLabel,
    QMenu,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from annotator.app.present.charts import MOST_NARROW, Chart, Matrix
from annotator.gui.dashboard.chart_table import ChartTable
from annotator.gui.panels.button import Button
from annotator.gui.panels.elided import ElidedLabel
from annotator.gui.panels.painting import small_font, weighted
from annotator.gui.theme import Theme

_FORMATS = ("PNG", "SVG", "CSV")


class Card(QFrame):
    """The frame of a card. What it shows goes into `body`."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("role", "card")
        self.title = ElidedLabel(self)
        self.title.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        self.sentence = _wrapped(self)
        self.below = _wrapped(self)
        self.below.setProperty("role", "secondary")
        self.head = QHBoxLayout()
        self.head.setSpacing(8)
        self.head.addWidget(self.title, 1)
        self.body = QVBoxLayout()
        self.body.setSpacing(4)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(16, 12, 16, 12)
        layout.setSpacing(8)
        layout.addLayout(self.head)
        layout.addWidget(self.sentence)
        layout.addLayout(self.body)
        layout.addStretch(1)
        layout.addWidget(self.below)
        self._set_fonts()

    def show_words(self, title: str, sentence: str, below: str = "") -> None:
        """Says what the card is about."""
        self.title.show_words(title)
        self.setAccessibleName(title)
        self.sentence.setText(sentence)
        self.sentence.setVisible(bool(sentence))
        self.below.setText(below)
        self.below.setVisible(bool(below))

    def _set_fonts(self) -> None:
        self.title.setFont(weighted(self.font(), QFont.Weight.DemiBold))
        self.below.setFont(small_font(self.font()))


class ChartCard(Card):
    """A card with one chart, and a menu to save it."""

    opened = Signal(object)
    save_asked = Signal(str, str)

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._chart_id = ""
        self.is_wide = False
        self.table = ChartTable(theme, self)
        self.table.cell_opened.connect(self.opened)
        self._empty = _wrapped(self)
        self._empty.setProperty("role", "secondary")
        self.save = Button(self.tr("Save…"), self)
        self._save_menu = QMenu(self.save)
        self._fill_save()
        self.head.addWidget(self.save)
        self.body.addWidget(self._empty)
        self.body.addWidget(self.table)

    def add_choice(self, box: QComboBox) -> None:
        """Puts a choice beside the title."""
        self.head.insertWidget(1, box)

    def show_chart(self, chart: Chart) -> None:
        """Shows a chart, or why there is none."""
        self._chart_id = chart.id
        self.is_wide = isinstance(chart, Matrix) and len(chart.columns) > MOST_NARROW
        axes = ""
        if isinstance(chart, Matrix) and chart.row_axis != chart.column_axis:
            axes = self.tr("Rows: {rows}; columns: {columns}.").format(
                rows=chart.row_axis, columns=chart.column_axis
            )
        below = " ".join(part for part in (axes, chart.legend, chart.note) if part)
        has_chart = not chart.why_empty
        self.show_words(
            chart.title, chart.sentence if has_chart else "", below if has_chart else ""
        )
        self._empty.setText(chart.why_empty)
        self._empty.setVisible(not has_chart)
        self.table.setVisible(has_chart)
        self.save.setVisible(has_chart)
        words = self.tr("Save “{title}”").format(title=chart.title)
        self.save.setAccessibleName(words)
        self.table.setToolTip(self.tr("Return or a click opens the spans behind a cell"))
        if has_chart:
            self.table.show_chart(chart)

    def show_theme(self, theme: Theme) -> None:
        """Paints in another theme."""
        self.table.show_theme(theme)

    def _fill_save(self) -> None:
        self.save.setProperty("kind", "plain")
        self.save.setToolTip(self.tr("Save the chart as PNG, SVG or CSV"))
        self.save.clicked.connect(self._on_save_clicked)
        for name in _FORMATS:
            action = QAction(self.tr("Save as {format}…").format(format=name), self._save_menu)
            action.setData(name.lower())
            action.triggered.connect(self._on_save)
            self._save_menu.addAction(action)

    @Slot()
    def _on_save_clicked(self) -> None:
        self._save_menu.popup(self.save.mapToGlobal(QPoint(0, self.save.height() + 2)))
        self._save_menu.setActiveAction(self._save_menu.actions()[0])

    @Slot()
    def _on_save(self) -> None:
        action = self.sender()
        if isinstance(action, QAction):
            self.save_asked.emit(self._chart_id, action.data())


def _wrapped(parent: QWidget) -> QLabel:
    label = QLabel(parent)
    label.setTextFormat(Qt.TextFormat.PlainText)
    label.setWordWrap(True)
    label.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Minimum)
    return label
