"""How to merge: the strategies side by side, and what the chosen one can be told."""

from collections.abc import Iterable, Sequence

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import (
    QButtonGroup,
    QCheckBox,
    QComboBox,
    QDoubleSpinBox,
    QFormLayout,
    QLabel,
    QSpinBox,
    QVBoxLayout,
    QWidget,
)

from annotator.app.present.review_merge import (
    AnnotatorOption,
    LabelOption,
    MergeChoices,
    StrategyRow,
)
from annotator.gui.review.strategy_button import StrategyButton
from annotator.gui.theme import Theme


class MergeChoicesForm(QWidget):
    """Shows all choices; those that a strategy does not use are hidden.

    `blind_reason` says why no annotator can be preferred; empty where one can. `is_local`: what
    annotators are called holds in the open article alone, and so does a merge that prefers one.
    """

    changed = Signal()

    def __init__(
        self,
        strategies: Sequence[StrategyRow],
        choices: MergeChoices,
        *,
        annotators: Sequence[AnnotatorOption],
        labels: Sequence[LabelOption],
        has_article: bool,
        blind_reason: str,
        theme: Theme,
        parent: QWidget,
        is_local: bool = False,
    ) -> None:
        super().__init__(parent)
        self._is_local = is_local
        self._uses = {row.name: row.uses for row in strategies}
        self._group = QButtonGroup(self)
        self._names: list[str] = []
        self._strategies = self._make_strategies(
            strategies, choices.strategy, blind_reason=blind_reason, theme=theme
        )
        self._votes = QSpinBox(self)
        self._votes.setRange(1, 99)
        self._votes.setValue(choices.votes)
        self._confidence = QDoubleSpinBox(self)
        self._confidence.setRange(0.0, 1.0)
        self._confidence.setSingleStep(0.05)
        self._confidence.setValue(choices.confidence)
        self._annotators = self._make_box((one.title, one.id) for one in annotators)
        self._annotators.setCurrentIndex(max(0, self._annotators.findData(choices.annotator)))
        self._labels = self._make_box(
            [(self.tr("All labels"), ""), *((label.title, label.id) for label in labels)]
        )
        chosen = choices.labels[0] if choices.labels else ""
        self._labels.setCurrentIndex(max(0, self._labels.findData(chosen)))
        everywhere, here = self.tr("All articles that are ready"), self.tr("This article")
        scopes = [(everywhere, "all"), (here, "one")] if has_article else [(everywhere, "all")]
        self._scope = self._make_box(scopes)
        if has_article and not choices.is_everywhere:
            self._scope.setCurrentIndex(1)
        self._finishes = QCheckBox(self.tr("&Finish articles with nothing left open"), self)
        self._finishes.setAccessibleName(self.tr("Finish articles with nothing left open"))
        self._finishes.setToolTip(self.tr("They are adjudicated in the same step"))
        self._finishes.setChecked(choices.finishes)
        self._fields: list[tuple[str, QWidget, QLabel]] = []
        self._lay_out()
        self._connect()
        self._show_fields()

    def choices(self) -> MergeChoices:
        """What is chosen now."""
        label = str(self._labels.currentData() or "")
        return MergeChoices(
            strategy=self._names[max(0, self._group.checkedId())],
            votes=self._votes.value(),
            confidence=round(self._confidence.value(), 4),
            annotator=str(self._annotators.currentData() or ""),
            labels=(label,) if label else (),
            is_everywhere=self._scope.currentData() == "all",
            finishes=self._finishes.isChecked(),
        )

    def focus_first(self) -> None:
        """Puts the keyboard on the chosen strategy."""
        chosen = self._group.checkedButton()
        if chosen is not None:
            chosen.setFocus(Qt.FocusReason.OtherFocusReason)

    def _make_strategies(
        self, rows: Sequence[StrategyRow], chosen: str, *, blind_reason: str, theme: Theme
    ) -> QVBoxLayout:
        column = QVBoxLayout()
        column.setSpacing(0)
        for number, row in enumerate(rows):
            is_closed = bool(blind_reason) and "annotator" in row.uses
            takes = blind_reason if is_closed else row.takes[:1].upper() + row.takes[1:] + "."
            button = StrategyButton(row.title, takes, theme=theme, parent=self)
            button.setEnabled(not is_closed)
            button.setChecked(row.name == chosen and not is_closed)
            self._group.addButton(button, number)
            self._names.append(row.name)
            column.addWidget(button)
        if self._group.checkedButton() is None:
            self._group.buttons()[0].setChecked(True)
        return column

    def _make_box(self, entries: Iterable[tuple[str, str]]) -> QComboBox:
        box = QComboBox(self)
        for title, value in entries:
            box.addItem(title, value)
        return box

    def _lay_out(self) -> None:
        form = QFormLayout()
        form.setHorizontalSpacing(12)
        form.setVerticalSpacing(4)
        for use, field, title, tip in self._told_fields():
            caption = QLabel(title, self)
            caption.setBuddy(field)
            caption.setMinimumHeight(field.sizeHint().height())
            caption.setAlignment(Qt.AlignmentFlag.AlignVCenter)
            field.setAccessibleName(title.replace("&", ""))
            field.setToolTip(tip)
            form.addRow(caption, field)
            self._fields.append((use, field, caption))
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(8)
        layout.addLayout(self._strategies)
        layout.addLayout(form)
        layout.addWidget(self._finishes)
        layout.addStretch(1)

    def _told_fields(self) -> tuple[tuple[str, QWidget, str, str], ...]:
        """For each field: the choice it stands for, empty for all strategies; title, tool tip."""
        return (
            ("votes", self._votes, self.tr("&Votes"), self.tr("At least so many have it")),
            (
                "confidence",
                self._confidence,
                self.tr("&Confidence"),
                self.tr("At least this share of the votes in its place, from 0 to 1"),
            ),
            (
                "annotator",
                self._annotators,
                self.tr("&Annotator"),
                self.tr("Whose versions are taken"),
            ),
            (
                "labels",
                self._labels,
                self.tr("&Labels"),
                self.tr("Only where all of it has this label"),
            ),
            ("", self._scope, self.tr("&In"), self.tr("Which articles are merged")),
        )

    def _connect(self) -> None:
        self._group.idClicked.connect(self._on_strategy)
        self._votes.valueChanged.connect(self._on_changed)
        self._confidence.valueChanged.connect(self._on_changed)
        for box in (self._annotators, self._labels, self._scope):
            box.currentIndexChanged.connect(self._on_changed)
        self._finishes.toggled.connect(self._on_changed)

    def _show_fields(self) -> None:
        uses = self._uses[self.choices().strategy]
        for use, field, caption in self._fields:
            is_used = not use or use in uses
            field.setVisible(is_used)
            caption.setVisible(is_used)
        is_bound = self._is_local and "annotator" in uses
        self._scope.setEnabled(not is_bound)
        if is_bound:
            self._scope.setCurrentIndex(self._scope.findData("one"))

    @Slot()
    def _on_strategy(self) -> None:
        self._show_fields()
        self.changed.emit()

    @Slot()
    def _on_changed(self) -> None:
        self.changed.emit()
