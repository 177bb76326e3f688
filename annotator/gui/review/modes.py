"""What the band above the text says while something is reviewed."""

from PySide6.QtCore import QObject

from annotator.app.present.notices import Mode, ModeKind
from annotator.app.present.wording import counted
from annotator.app.review.desk import ReviewDesk
from annotator.core.annotations import SetState
from annotator.core.projects import GOLD_AUTHOR
from annotator.gui.workbench import Workbench


class Modes(QObject):
    """Words for what a reviewer is doing: who, how, and how to leave what was begun."""

    def __init__(self, bench: Workbench) -> None:
        super().__init__(bench)
        self._bench = bench

    def of(self, desk: ReviewDesk) -> Mode:
        """What is being done here, in a sentence."""
        keys = self._bench.actions.key_words
        let_go = keys("go.let_go")
        if desk.editing is not None:
            words = self.tr("Editing: change boundaries, label or attributes, then {key}.")
            text = words.format(key=keys("review.keep"))
            return Mode(ModeKind.REVIEW, text, self.tr("As it was"), let_go)
        if desk.is_marking:
            words = self.tr("A span of your own: select words and press a label’s key, then {key}.")
            text = words.format(key=keys("review.keep"))
            return Mode(ModeKind.REVIEW, text, self.tr("Leave"), let_go)
        return Mode(ModeKind.REVIEW, " ".join(self._told(desk)))

    def _told(self, desk: ReviewDesk) -> list[str]:
        session = self._bench.session
        told = []
        if desk.author != GOLD_AUTHOR:
            told.append(self.tr("Second review: the gold standard is not shown."))
        elif desk.is_between:
            told.append(self.tr("Between reviewers: what they differ in."))
        else:
            told.append(self.tr("Review by {name}.").format(name=session.person))
        if session.options.shows_names:
            told.append(self.tr("Annotators are shown by name."))
        else:
            told.append(self.tr("Blind: annotators are letters, shuffled for each article."))
        if desk.is_own_work:
            told.append(self.tr("You annotated this article yourself."))
        if desk.reviewed is not None and desk.reviewed.unfinished:
            number = counted(len(desk.reviewed.unfinished), "annotator")
            told.append(self.tr("{number} still at work on it.").format(number=number))
        if desk.overtaken:
            number = counted(len(desk.overtaken), "decision")
            told.append(self.tr("{number} overtaken: annotated since.").format(number=number))
        if desk.state is SetState.FINISHED:
            told.append(self.tr("Adjudicated."))
        elif desk.state is SetState.LOCKED:
            told.append(self.tr("Locked."))
        return told
