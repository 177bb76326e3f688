"""The middle of the group panel: the cards, and the guideline beneath them."""

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QToolButton, QWidget

from annotator.app.present.review import GroupCard
from annotator.gui.review.answer_card import AnswerCard
from annotator.gui.review.guideline_box import GuidelineBox
from annotator.gui.theme import Theme

EDGE = 12
_GAP = 8
_FRAME = 8


class GroupBody(QWidget):
    """Places everything itself: cards are kept and filled anew from group to group."""

    answer_taken = Signal(int)
    none_taken = Signal()
    guidelines_toggled = Signal(bool)

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self._theme = theme
        self._cards: list[AnswerCard] = []
        self._shown = 0
        self._is_read_only = False
        self._column = 0
        self._is_unfolded = True
        self._toggle = QToolButton(self)
        self._toggle.setText(self.tr("Guideline"))
        self._toggle.setToolTip(self.tr("Show or hide what the codebook says"))
        self._toggle.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        self._toggle.clicked.connect(self._on_toggled)
        self._guidelines = GuidelineBox(theme, self)
        self._show_fold()

    def show_card(self, card: GroupCard, *, is_read_only: bool) -> None:
        """Shows a group's answers and the guidelines of its labels."""
        while len(self._cards) < len(card.answers):
            made = AnswerCard(self._theme, self)
            made.clicked.connect(self._on_clicked)
            self._cards.append(made)
        self._shown, self._is_read_only = len(card.answers), is_read_only
        for answer, shown in zip(card.answers, self._cards, strict=False):
            shown.show_answer(answer, is_read_only=is_read_only)
        for place, shown in enumerate(self._cards):
            shown.setVisible(place < self._shown)
        self._toggle.setVisible(bool(card.guidelines))
        self._guidelines.show_guidelines(card.guidelines)
        self._guidelines.setVisible(bool(card.guidelines) and self._is_unfolded)
        self._place()

    def show_guidelines_open(self, *, is_open: bool) -> None:
        """Unfolds or folds the guideline."""
        self._is_unfolded = is_open
        self._show_fold()

    def show_theme(self, theme: Theme) -> None:
        """Paints in another theme."""
        self._theme = theme
        for card in self._cards:
            card.show_theme(theme)
        self._guidelines.show_theme(theme)

    def show_column(self, width: int) -> None:
        """Places everything in a column of a width, with or without a scroll bar beside it."""
        if width != self._column:
            self._column = width
            self._place()

    def focus_first(self) -> None:
        """Puts the keyboard on the first card."""
        if self._shown:
            self._cards[0].setFocus(Qt.FocusReason.ShortcutFocusReason)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Places everything anew."""
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            self._place()

    def _place(self) -> None:
        width = self._column
        if width <= 0:
            return
        is_mirrored = self.layoutDirection() == Qt.LayoutDirection.RightToLeft
        x = self.width() - EDGE - width if is_mirrored else EDGE
        y = 4
        for card in self._cards[: self._shown]:
            height = card.height_at(width)
            card.setGeometry(x, y, width, height)
            y += height + _GAP
        if not self._toggle.isHidden():
            size = self._toggle.sizeHint()
            left = x + width - size.width() if is_mirrored else x
            self._toggle.setGeometry(
                left + (6 if is_mirrored else -6), y + 4, size.width(), size.height()
            )
            y += size.height() + 8
        if not self._guidelines.isHidden():
            height = self._guidelines.height_at(width)
            self._guidelines.setGeometry(x, y, width, height)
            y += height + _GAP
        self.setMinimumHeight(y + 4)

    def _show_fold(self) -> None:
        is_open = self._is_unfolded
        is_mirrored = self.layoutDirection() == Qt.LayoutDirection.RightToLeft
        folded = Qt.ArrowType.LeftArrow if is_mirrored else Qt.ArrowType.RightArrow
        self._toggle.setArrowType(Qt.ArrowType.DownArrow if is_open else folded)
        state = self.tr("shown") if is_open else self.tr("hidden")
        self._toggle.setAccessibleName(self.tr("Guideline, {state}").format(state=state))
        has_any = not self._toggle.isHidden()
        self._guidelines.setVisible(is_open and has_any)
        self._place()

    @Slot()
    def _on_clicked(self) -> None:
        card = self.sender()
        answer = card.answer if isinstance(card, AnswerCard) else None
        if answer is None or self._is_read_only:
            return
        if answer.is_nothing:
            self.none_taken.emit()
        else:
            self.answer_taken.emit(answer.number)

    @Slot()
    def _on_toggled(self) -> None:
        self._is_unfolded = not self._is_unfolded
        self._show_fold()
        self.guidelines_toggled.emit(self._is_unfolded)
