"""The dashboard's top row: whose annotations, which labels, how they are compared."""

from dataclasses import replace

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QCheckBox, QComboBox, QWidget

from annotator.app.dashboard import SUBCORPORA, DashboardQuestion
from annotator.app.present.dashboard import DashboardView, Look, Option
from annotator.core.ids import LabelId, PersonId
from annotator.gui.dashboard.tick_menu import TickMenu
from annotator.gui.panels.flow import FlowLayout

_SAMPLES = (0, 200, 1_000, 5_000)


class Choices(QWidget):
    """Says anew what is asked, or how it is looked at, whenever something is chosen."""

    asked_changed = Signal(object)
    look_changed = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._asked = DashboardQuestion()
        self._look = Look()
        self._annotators: tuple[Option, ...] = ()
        self._labels: tuple[Option, ...] = ()
        self.annotators = TickMenu(
            self.tr("Annotators"), self.tr("Whose finished articles are compared"), self
        )
        self.labels = TickMenu(self.tr("Labels"), self.tr("Which labels are compared"), self)
        self.measure = self._combo(self.tr("Measure"), self.tr("What the charts show"))
        self.parts = self._combo(
            self.tr("Parts of the corpus"), self.tr("Adds a chart with a bar for each part")
        )
        self.samples = self._combo(
            self.tr("Intervals"),
            self.tr("How often the articles are drawn anew for the 95 % intervals"),
        )
        self.attributes = self._check(
            self.tr("With attributes"),
            self.tr("Labels are the same only if all their attributes are"),
        )
        self.accepted = self._check(
            self.tr("Without accepted suggestions"),
            self.tr(
                "Leaves out what a machine suggested and an annotator accepted: agreement through "
                "the same machine is not independent"
            ),
        )
        self._fill()
        self.measure.setVisible(False)
        layout = FlowLayout(self, gap_px=8)
        for widget in self._widgets():
            layout.addWidget(widget)
        self._connect()

    def show_choices(self, view: DashboardView, asked: DashboardQuestion, look: Look) -> None:
        """Shows what can be chosen and what is chosen."""
        self._asked, self._look = asked, look
        self._annotators, self._labels = view.annotators, view.labels
        self.annotators.show_options(view.annotators)
        self.labels.show_options(view.labels)
        # What is connected are signals of a person's hand only: nothing comes back from here.
        self._show_measures(view.measures)
        self.parts.setCurrentIndex(max(0, self.parts.findData(asked.subcorpus)))
        if self.samples.findData(asked.samples) < 0:
            self._add_samples(asked.samples)
        self.samples.setCurrentIndex(self.samples.findData(asked.samples))
        self.attributes.setChecked(asked.with_attributes)
        self.accepted.setChecked(asked.without_accepted)

    def _show_measures(self, measures: tuple[Option, ...]) -> None:
        told = [(option.title, option.id) for option in measures]
        box = self.measure
        here = [(box.itemText(i), box.itemData(i)) for i in range(box.count())]
        if told != here:
            box.clear()
            for title, measure in told:
                box.addItem(title, measure)
        box.setCurrentIndex(next((i for i, o in enumerate(measures) if o.is_on), -1))
        box.setVisible(bool(measures))

    def _widgets(self) -> tuple[QWidget, ...]:
        return (
            self.annotators,
            self.labels,
            self.measure,
            self.parts,
            self.samples,
            self.attributes,
            self.accepted,
        )

    def _combo(self, name: str, tip: str) -> QComboBox:
        box = QComboBox(self)
        box.setAccessibleName(name)
        box.setToolTip(tip)
        box.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToContents)
        return box

    def _check(self, words: str, tip: str) -> QCheckBox:
        box = QCheckBox(words, self)
        box.setAccessibleName(words)
        box.setToolTip(tip)
        return box

    def _fill(self) -> None:
        self.parts.addItem(self.tr("Whole corpus"), "")
        titles = (self.tr("By outlet"), self.tr("By agency"), self.tr("By language"))
        for title, key in zip(titles, SUBCORPORA, strict=True):
            self.parts.addItem(title, key)
        for number in _SAMPLES:
            self._add_samples(number)

    def _add_samples(self, number: int) -> None:
        words = self.tr("{number} samples").format(number=f"{number:,}")
        numbers = [int(self.samples.itemData(i)) for i in range(self.samples.count())]
        place = sum(other < number for other in numbers)
        self.samples.insertItem(place, words if number else self.tr("No intervals"), number)

    def _connect(self) -> None:
        self.annotators.ticks_changed.connect(self._on_annotators)
        self.labels.ticks_changed.connect(self._on_labels)
        self.measure.activated.connect(self._on_measure)
        self.parts.activated.connect(self._on_parts)
        self.samples.activated.connect(self._on_samples)
        self.attributes.clicked.connect(self._on_attributes)
        self.accepted.clicked.connect(self._on_accepted)

    def _ask(self, asked: DashboardQuestion) -> None:
        if asked != self._asked:
            self._asked = asked
            self.asked_changed.emit(asked)

    @Slot(tuple)
    def _on_annotators(self, ticked: tuple[str, ...]) -> None:
        names = () if len(ticked) == len(self._annotators) else tuple(map(PersonId, ticked))
        self._ask(replace(self._asked, annotators=names))

    @Slot(tuple)
    def _on_labels(self, ticked: tuple[str, ...]) -> None:
        labels = () if len(ticked) == len(self._labels) else tuple(map(LabelId, ticked))
        self._ask(replace(self._asked, labels=labels))

    @Slot()
    def _on_measure(self) -> None:
        self._look = replace(self._look, measure=str(self.measure.currentData()))
        self.look_changed.emit(self._look)

    @Slot()
    def _on_parts(self) -> None:
        self._ask(replace(self._asked, subcorpus=str(self.parts.currentData())))

    @Slot()
    def _on_samples(self) -> None:
        self._ask(replace(self._asked, samples=int(self.samples.currentData())))

    @Slot()
    def _on_attributes(self) -> None:
        self._ask(replace(self._asked, with_attributes=self.attributes.isChecked()))

    @Slot()
    def _on_accepted(self) -> None:
        self._ask(replace(self._asked, without_accepted=self.accepted.isChecked()))
