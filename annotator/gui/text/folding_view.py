"""Folding in the article view: nothing is ever selected invisibly, and nothing jumps."""

from collections.abc import Collection, Iterable

from PySide6.QtCore import QPoint, Qt, Signal, Slot
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QWidget

from annotator.app.present.highlights import Mark
from annotator.app.present.status import Paragraphs
from annotator.app.present.zones import FoldRun
from annotator.core.spans import Span
from annotator.gui.text.folding import starts_of
from annotator.gui.text.reading import ReadingView

_UNFOLDING = {Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Right}
_STAYING = {Qt.Key.Key_Home, Qt.Key.Key_End}


class FoldingView(ReadingView):
    """A reading view with runs of lines that fold to one row. Runs are named by their first offset.

    Whatever goes into a folded run unfolds it: a mark, a hit, a selection. The caret may stand on
    the row; from there it walks over the run.
    """

    # The starts of the runs that are folded now.
    folds_changed = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.selectionChanged.connect(self._on_selection_over_folds)

    def show_folds(self, runs: Iterable[FoldRun], *, folded: Collection[int] = ()) -> None:
        """Takes what can be folded in the article shown, and what is. No signal is sent."""
        self._page.show_runs(runs)
        self._fold(folded)

    def show_numbers(self, paragraphs: Paragraphs | None) -> None:
        """Numbers the paragraphs in the margin; None: does not."""
        self._page.show_numbers(paragraphs)
        self.viewport().update()

    def folded(self) -> frozenset[int]:
        """The starts of the runs that are folded."""
        return starts_of(self._page.folds, self._page.folds.folded)

    def foldable(self) -> frozenset[int]:
        """The starts of all runs that can be folded."""
        folds = self._page.folds
        return starts_of(folds, range(len(folds.runs)))

    def fold_only(self, starts: Collection[int]) -> None:
        """Folds these runs and unfolds all others; the line read stays where it is."""
        if self._fold(starts):
            self.folds_changed.emit(self.folded())

    def run_at(self, offset: int) -> FoldRun | None:
        """The run that holds an offset, folded or not."""
        folds = self._page.folds
        index = folds.index_at(offset)
        return None if index is None else folds.runs[index]

    def toggle_fold(self, offset: int) -> None:
        """Folds, or unfolds, the run that holds an offset."""
        run = self.run_at(offset)
        if run is not None:
            self.fold_only(self.folded() ^ {run.span.start})

    # Nothing is selected invisibly

    def set_caret(self, offset: int, *, reveal: bool = True) -> None:
        """Puts the caret before the character at an offset; unfolds the lines around it."""
        run = self._page.folds.folded_at(offset)
        if run is not None and offset > run.span.start:
            self._unfold([run])
        super().set_caret(offset, reveal=reveal)

    def select(self, span: Span) -> None:
        """Selects exactly a span, the caret at its end; unfolds what is in it."""
        self._unfold_over((span,))
        super().select(span)

    def select_mark(self, mark_id: str | None, *, reveal: bool = True) -> None:
        """Lets one mark stand out and unfolds the lines it is on."""
        mark = self._page.marks.get(mark_id) if mark_id else None
        if mark is not None:
            self._unfold_over(mark.spans)
        super().select_mark(mark_id, reveal=reveal)

    def change_marks(self, *, gone: Collection[str] = (), put: Collection[Mark] = ()) -> None:
        """Takes away the marks with the ids in `gone`, and adds or replaces those in `put`."""
        super().change_marks(gone=gone, put=put)
        selected = self._painter.selected
        self._unfold_over(span for mark in put if mark.id == selected for span in mark.spans)

    def _unfold_over(self, spans: Iterable[Span]) -> None:
        folds = self._page.folds
        if folds.folded:
            found = {index for span in spans for index in folds.overlapping(span)}
            self._unfold([folds.runs[index] for index in found])

    def _unfold(self, runs: Collection[FoldRun]) -> None:
        if runs:
            self.fold_only(self.folded() - {run.span.start for run in runs})

    def _is_held(self) -> bool:
        """Whether a button of the mouse is down on the text: then nothing moves."""
        return False

    @Slot()
    def _on_selection_over_folds(self) -> None:
        """Unfolds what is in the selection, however that came about."""
        if self._page.folds.folded and not self._is_held():
            selection = self.selection()
            if selection is not None:
                self._unfold_over((selection,))

    # Keys and mouse

    def _wants_fold_key(self, event: QKeyEvent) -> bool:
        """Whether a key unfolds the row that the caret stands on."""
        modifiers = event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        return (
            event.key() in _UNFOLDING
            and modifiers == Qt.KeyboardModifier.NoModifier
            and self._page.folds.folded_at(self.caret()) is not None
        )

    def _walk_over_folds(self, before: int, key: int) -> None:
        """Moves the caret, that a key has brought into a folded run, on to where it can stand."""
        caret = self.caret()
        run = self._page.folds.folded_at(caret)
        if run is None or caret == run.span.start or self.textCursor().hasSelection():
            return
        after = run.span.end + 1
        is_leaving = before == run.span.start and key not in _STAYING
        place = after if is_leaving and after <= len(self._shown.text) else run.span.start
        self._select_positions(place, place)

    def _handle_at(self, at: QPoint) -> FoldRun | None:
        """The run whose row, or whose sign in the margin, is at a point of the viewport."""
        folds = self._page.folds
        index = self._page.fold_handle(self._document_point(at)) if folds.runs else None
        return None if index is None else folds.runs[index]

    def _fold_words(self, run: FoldRun) -> str:
        """What a click on a run's handle does."""
        words = self._page.words_of(run)
        if run.span.start in self.folded():
            return self.tr("{lines}: click to unfold").format(lines=words)
        return self.tr("{lines}: click to fold away").format(lines=words)

    # Folding

    def _fold(self, starts: Collection[int]) -> bool:
        """Folds these runs and no others; whether anything changed."""
        folds = self._page.folds
        wanted = frozenset(i for i, run in enumerate(folds.runs) if run.span.start in starts)
        if wanted == folds.folded:
            return False
        position, y = self._anchor(by_caret=True)
        hidden = [folds.runs[index].span for index in wanted - folds.folded]
        self._leave(hidden)
        offset = self._shown.offset(position)
        row = next((span for span in hidden if span.start <= offset <= span.end), None)
        if row is not None:
            position = self._shown.position(row.start)
        with self._settling():
            self._page.fold(wanted)
        self._place(position, y)
        return True

    def _leave(self, hidden: Collection[Span]) -> None:
        """Brings the caret from lines about to be folded to where their row will be."""
        caret, selection = self.caret(), self.selection()
        for span in hidden:
            is_inside = span.start < caret <= span.end
            if is_inside or (selection is not None and selection.overlaps(span)):
                place = span.start if is_inside else caret
                self._select_positions(place, place)
                return
