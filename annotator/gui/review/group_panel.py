"""The right panel of a review: the open group, its answers as cards, and what can be done."""

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QFont, QResizeEvent
from PySide6.QtWidgets import (
    QFrame,
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QScrollArea,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from annotator.app.present.review import USUAL_KEYS, GroupCard, NoGroup, ReviewKeys
from annotator.gui.panels.empty import EmptyPage
from annotator.gui.panels.painting import weighted
from annotator.gui.review.group_body import EDGE, GroupBody
from annotator.gui.review.key_button import KeyButton
from annotator.gui.review.reason_box import ReasonBox
from annotator.gui.theme import Theme

_WIDTH = 300


class GroupPanel(QWidget):
    """Shows a GroupCard; says what was chosen.

    `answer_taken` carries the number of an annotator who gives the answer, `note_given` the note
    and the id of the decision that it was typed for. Read-only there are cards only.
    """

    answer_taken = Signal(int)
    none_taken = Signal()
    majority_asked = Signal()
    all_asked = Signal()
    edit_asked = Signal()
    own_asked = Signal()
    reason_chosen = Signal(str)
    note_given = Signal(str, str)
    reason_closed = Signal()
    gap_toggled = Signal(bool)
    undo_asked = Signal()
    finish_asked = Signal()
    guidelines_toggled = Signal(bool)

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._card: GroupCard | None = None
        self._is_read_only = False
        self._keys = USUAL_KEYS
        self._kind, self._place = QLabel(self), QLabel(self)
        self._kind.setFont(weighted(self.font(), QFont.Weight.DemiBold))
        self._kind.setWordWrap(True)
        self._place.setProperty("role", "secondary")
        self._flags = QLabel(self)
        self._flags.setProperty("role", "secondary")
        self._flags.setWordWrap(True)
        self._body = GroupBody(theme, self)
        self._scroll = self._make_scroll()
        self._majority, self._taken, self._decided = QLabel(self), QLabel(self), QLabel(self)
        self._taken.setFont(weighted(self.font(), QFont.Weight.DemiBold))
        self._decided.setProperty("role", "secondary")
        for label in (self._majority, self._taken, self._decided):
            label.setWordWrap(True)
            label.setTextFormat(Qt.TextFormat.PlainText)
        self._buttons = self._make_buttons(theme)
        self._reasons = ReasonBox(theme, self)
        self._empty = EmptyPage(theme, self)
        self._empty.setAutoFillBackground(False)
        self._lay_out()
        self._connect()
        self.show_keys(USUAL_KEYS)
        self.setMinimumWidth(_WIDTH - 20)

    def show_card(self, card: GroupCard, *, is_read_only: bool = False) -> None:
        """Shows a group; another one than before from its top, the reasons closed."""
        is_other = self._card is None or self._card.id != card.id
        if is_other:
            self._reasons.flush()
            self._reasons.hide()
        self._card, self._is_read_only = card, is_read_only
        self._pages.setCurrentIndex(0)
        self._kind.setText(card.kind)
        self._place.setText(card.place)
        flags = [] if card.is_on_words else [card.subject]
        self._flags.setText(" · ".join((*flags, *card.flags)))
        self._flags.setVisible(bool(self._flags.text()))
        self._body.show_column(self._column())
        self._body.show_card(card, is_read_only=is_read_only)
        self._majority.setText(card.majority)
        self._majority.setVisible(bool(card.majority) and not card.is_agreed)
        self._show_decided(card)
        self._foot.setHidden(is_read_only)
        both, every = self.tr("Both"), self.tr("All")
        marked = sum(not answer.is_nothing for answer in card.answers)
        self._buttons["all"].show_words(both if marked == 2 else every)
        self._buttons["all"].setEnabled(card.has_several)
        self._buttons["majority"].setEnabled(card.has_majority)
        for name in ("reason", "gap"):
            self._buttons[name].setEnabled(card.can_explain)
        if is_other:
            self._scroll.verticalScrollBar().setValue(0)

    def show_none(self, told: NoGroup) -> None:
        """Shows that no group is open, and why."""
        self._reasons.flush()
        self._reasons.hide()
        self._card = None
        self._empty.show_words(told.title, told.words, told.action)
        self._pages.setCurrentIndex(1)

    def show_keys(self, keys: ReviewKeys) -> None:
        """Names these keys on the buttons."""
        self._keys = keys
        for name, button in self._buttons.items():
            button.show_key(getattr(keys, name))
        if self._card is not None:
            self._show_decided(self._card)

    def show_guidelines_open(self, *, is_open: bool) -> None:
        """Unfolds or folds the guideline."""
        self._body.show_guidelines_open(is_open=is_open)

    def show_theme(self, theme: Theme) -> None:
        """Paints in another theme."""
        self._body.show_theme(theme)
        self._reasons.show_theme(theme)
        self._empty.show_theme(theme)
        for button in self._buttons.values():
            button.show_theme(theme)

    def open_reasons(self) -> None:
        """Opens the reasons and puts the keyboard on them."""
        if self._card is None or self._is_read_only or not self._card.can_explain:
            return
        self._reasons.show()
        self._buttons["reason"].setChecked(True)
        self._reasons.open_for_keys()

    def focus_first(self) -> None:
        """Puts the keyboard on the first card."""
        self._body.focus_first()

    def flush(self) -> None:
        """Gives a note that is still being typed."""
        self._reasons.flush()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Gives the cards the new width."""
        super().resizeEvent(event)
        self._body.show_column(self._column())

    def _column(self) -> int:
        return self.width() - 2 * EDGE

    def _show_decided(self, card: GroupCard) -> None:
        """How the group was decided; else the decision made last, which reason and flag are of."""
        told = card.decided or card.before
        self._taken.setVisible(told is not None)
        self._decided.setVisible(told is not None)
        self._buttons["gap"].setChecked(told is not None and told.is_guideline_gap)
        self._reasons.show_reason(*(("", "") if told is None else (told.reason, told.note)))
        if told is None:
            return
        why = [told.reason_words, f"“{told.note}”" if told.note else ""]
        if told.is_guideline_gap:
            why.append(self.tr("Guideline gap"))
        reasons = " · ".join(part for part in why if part)
        if card.decided is None:
            self._taken.setText(self.tr("The decision before"))
            self._decided.setText(" · ".join(part for part in (told.words, reasons) if part))
            return
        key = self._keys.undo if card.decided.is_newest else self._keys.discard
        hint = self.tr("{key} takes it back").format(key=key) if key else ""
        self._taken.setText(told.words)
        first = (told.by, "" if self._is_read_only else hint)
        lines = [" · ".join(part for part in first if part), reasons]
        self._decided.setText("\n".join(line for line in lines if line))

    def _make_scroll(self) -> QScrollArea:
        scroll = QScrollArea(self)
        scroll.setWidget(self._body)
        scroll.setWidgetResizable(True)
        scroll.setFrameShape(QFrame.Shape.NoFrame)
        scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        return scroll

    def _make_buttons(self, theme: Theme) -> dict[str, KeyButton]:
        told = (
            ("majority", self.tr("Majority"), self.tr("Take what more than half have")),
            ("none", self.tr("None"), self.tr("None of these: there is nothing here")),
            ("all", self.tr("All"), self.tr("Take all answers, one beside the other")),
            (
                "edit",
                self.tr("Edit"),
                self.tr("Take one with other boundaries, label or attributes"),
            ),
            ("own", self.tr("New span"), self.tr("Mark a span that nobody has")),
            ("reason", self.tr("Reason"), self.tr("Say why it is decided so; decide first")),
            (
                "gap",
                self.tr("Guideline gap"),
                self.tr("The guideline does not say what to do; decide first"),
            ),
            ("undo", self.tr("Undo"), self.tr("Take the last decision back")),
        )
        buttons = {}
        for name, words, tip in told:
            buttons[name] = button = KeyButton(words, theme, self)
            button.describe(tip)
        for name in ("reason", "gap"):
            buttons[name].setCheckable(True)
        return buttons

    def _lay_out(self) -> None:
        head = QHBoxLayout()
        head.setContentsMargins(EDGE, 12, EDGE, 0)
        head.addWidget(self._kind, 1)
        head.addWidget(self._place, 0, Qt.AlignmentFlag.AlignTop)
        self._flags.setContentsMargins(EDGE, 0, EDGE, 0)
        self._foot = QWidget(self)
        grid = QGridLayout()
        grid.setSpacing(4)
        grid.setColumnStretch(0, 1)
        grid.setColumnStretch(1, 1)
        for place, button in enumerate(self._buttons.values()):
            grid.addWidget(button, place // 2, place % 2)
        foot = QVBoxLayout(self._foot)
        foot.setContentsMargins(EDGE, 8, EDGE, 12)
        foot.setSpacing(4)
        foot.addWidget(self._reasons)
        foot.addLayout(grid)
        self._reasons.hide()
        told = QVBoxLayout()
        told.setContentsMargins(EDGE, 4, EDGE, 0)
        told.setSpacing(2)
        told.addWidget(self._majority)
        told.addWidget(self._taken)
        told.addWidget(self._decided)
        group = QWidget(self)
        column = QVBoxLayout(group)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        column.addLayout(head)
        column.addWidget(self._flags)
        column.addWidget(self._scroll, 1)
        column.addLayout(told)
        column.addWidget(self._foot)
        self._pages = QStackedWidget(self)
        self._pages.addWidget(group)
        self._pages.addWidget(self._empty)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self._pages)

    def _connect(self) -> None:
        self._body.answer_taken.connect(self.answer_taken)
        self._body.none_taken.connect(self.none_taken)
        self._body.guidelines_toggled.connect(self.guidelines_toggled)
        self._buttons["majority"].clicked.connect(self.majority_asked)
        self._buttons["none"].clicked.connect(self.none_taken)
        self._buttons["all"].clicked.connect(self.all_asked)
        self._buttons["edit"].clicked.connect(self.edit_asked)
        self._buttons["own"].clicked.connect(self.own_asked)
        self._buttons["gap"].clicked.connect(self.gap_toggled)
        self._buttons["undo"].clicked.connect(self.undo_asked)
        self._buttons["reason"].clicked.connect(self._on_reason)
        self._reasons.reason_chosen.connect(self.reason_chosen)
        self._reasons.note_given.connect(self._on_note_given)
        self._reasons.closed.connect(self._on_reasons_closed)
        self._empty.action_asked.connect(self.finish_asked)

    @Slot(str)
    def _on_note_given(self, note: str) -> None:
        if self._card is not None:
            self.note_given.emit(note, self._card.explained)

    @Slot()
    def _on_reason(self) -> None:
        if self._reasons.isVisibleTo(self):
            self._on_reasons_closed()
        else:
            self.open_reasons()

    @Slot()
    def _on_reasons_closed(self) -> None:
        self._reasons.hide()
        self._buttons["reason"].setChecked(False)
        self.reason_closed.emit()
