"""A layout in which runs of paragraphs can be folded to one quiet row, and the margin has signs.

A folded run's first paragraph is as high as the row that stands for all; the others have no
height. The text stays whole: what reads it aloud, or copies it, knows of no folds.
"""

from bisect import bisect_right
from collections.abc import Collection, Iterable

from PySide6.QtCore import QPointF
from PySide6.QtGui import QPainter

from annotator.app.present.status import Paragraphs
from annotator.app.present.zones import FoldRun, fold_words
from annotator.core.spans import Span
from annotator.gui.text.geometry import LaidParagraph
from annotator.gui.text.layout import ArticleLayout, forget
from annotator.gui.text.margin import Margin, Row
from annotator.gui.text.marks import MarkIndex
from annotator.gui.text.painter import Frame
from annotator.gui.text.shown import ShownText


class Folds:
    """The runs that can be folded, in order, and those that are. Numbers are of paragraphs."""

    def __init__(self, runs: Iterable[FoldRun], shown: ShownText) -> None:
        self.runs = tuple(runs)
        of = shown.paragraph_of
        self._lines = [range(of(r.span.start), of(r.span.end - 1) + 1) for r in self.runs]
        self._firsts = [lines.start for lines in self._lines]
        self._starts = [run.span.start for run in self.runs]
        self.folded: frozenset[int] = frozenset()

    def paragraphs(self, index: int) -> range:
        """The paragraphs of a run."""
        return self._lines[index]

    def index_of(self, number: int) -> int | None:
        """The index of the run that holds a paragraph."""
        index = bisect_right(self._firsts, number) - 1
        return index if index >= 0 and number in self._lines[index] else None

    def index_at(self, offset: int) -> int | None:
        """The index of the run that holds an offset; its end is in it."""
        index = bisect_right(self._starts, offset) - 1
        return index if index >= 0 and offset <= self.runs[index].span.end else None

    def folded_at(self, offset: int) -> FoldRun | None:
        """The folded run that holds an offset."""
        index = self.index_at(offset)
        return self.runs[index] if index is not None and index in self.folded else None

    def hidden_in(self, number: int) -> range | None:
        """The paragraphs of the folded run that holds one; None where it is seen as it is."""
        if not self.folded:
            return None
        index = self.index_of(number)
        return self._lines[index] if index is not None and index in self.folded else None

    def overlapping(self, span: Span) -> list[int]:
        """The indices of folded runs that share characters with a span."""
        return [index for index in sorted(self.folded) if self.runs[index].span.overlaps(span)]


class FoldingLayout(ArticleLayout):
    """The layout of the article view: paragraphs, folds, and what stands in the left margin."""

    def _load(self, shown: ShownText) -> None:
        self.folds = Folds((), shown)
        self.margin = Margin()
        self._words: dict[int, str] = {}
        super()._load(shown)

    def show_runs(self, runs: Iterable[FoldRun]) -> None:
        """Takes what can be folded; nothing is."""
        self.fold(frozenset())
        self.folds = Folds(runs, self.shown)

    def show_numbers(self, paragraphs: Paragraphs | None) -> None:
        """Numbers the paragraphs in the margin, or does not."""
        self.margin = Margin(paragraphs)

    def fold(self, wanted: frozenset[int]) -> None:
        """Folds the runs with these indices, and no others. Costs what these runs are long."""
        changed = self.folds.folded ^ wanted
        if not changed:
            return
        self.folds.folded = wanted
        for index in changed:
            self._take_heights(index)
            for number in self.folds.paragraphs(index):
                paragraph = self._laid.pop(number, None)
                if paragraph is not None:
                    forget(paragraph.layout)
        self.generation += 1
        self.heights_changed.emit()

    def fold_handle(self, point: QPointF) -> int | None:
        """The index of the run whose row, or whose sign in the margin, is at a point."""
        number = self.find(point.y())
        index = self.folds.index_of(number)
        if index is None or number != self.folds.paragraphs(index).start:
            return None
        x = point.x() - self.measures.left
        if index in self.folds.folded:
            return index if x < self.measures.column else None
        line = self.paragraph(number).lines[0]
        is_beside = Margin.is_over_sign(x) and point.y() - self.top(number) <= line.text_bottom
        return index if is_beside else None

    # What the layout asks.

    def estimate(self) -> None:
        """Forgets how paragraphs are laid out and guesses their heights."""
        super().estimate()
        for index in self.folds.folded:
            self._take_heights(index)

    def _take_heights(self, index: int) -> None:
        lines = self.folds.paragraphs(index)
        if index in self.folds.folded:
            heights = [self._row_height] + [0] * (len(lines) - 1)
        else:
            heights = self._guessed(self.shown.lengths[lines.start : lines.stop])
        for number, height in zip(lines, heights, strict=True):
            self._heights.put(number, height)

    @property
    def _row_height(self) -> int:
        return self.measures.pitch

    def show_marks(self, marks: MarkIndex) -> None:
        """Replaces all marks."""
        self._words.clear()
        super().show_marks(marks)

    def redress(self, places: Iterable[Span]) -> None:
        """Dresses anew and repaints what is laid out and shares a line with one of the places."""
        places = tuple(places)
        super().redress(places)
        self._words.clear()
        for place in places if self.folds.folded else ():
            for index in self.folds.overlapping(place):
                self.repaint(self.folds.paragraphs(index).start)

    def find(self, y: float) -> int:
        """The number of the paragraph at a y; of a folded run its first."""
        number = super().find(y)
        hidden = self.folds.hidden_in(number)
        return number if hidden is None else hidden.start

    def _following(self, number: int) -> int:
        hidden = self.folds.hidden_in(number)
        return number + 1 if hidden is None else hidden.stop

    def _dress(self, paragraph: LaidParagraph) -> None:
        if not self._made_row(paragraph):
            super()._dress(paragraph)

    def _dress_around(self, paragraph: LaidParagraph, place: Span) -> range | None:
        if self.folds.hidden_in(paragraph.number) is None:
            return super()._dress_around(paragraph, place)
        return None

    def _made_row(self, paragraph: LaidParagraph) -> bool:
        """Gives a folded paragraph one line in the middle of its row; whether it is folded."""
        hidden = self.folds.hidden_in(paragraph.number)
        if hidden is None:
            return False
        height = self._row_height if paragraph.number == hidden.start else 0
        del paragraph.lines[1:]
        line = paragraph.lines[0]
        line.undress()
        line.end = paragraph.block.length()
        line.baseline = (height + line.ascent - line.descent) // 2
        line.qt.setPosition(QPointF(0, line.baseline - line.qt.ascent()))
        paragraph.height = height
        return True

    def position_near(self, point: QPointF) -> int:
        """The position nearest to a point; on a folded run's row its beginning."""
        number = self.find(point.y())
        if self.folds.hidden_in(number) is not None:
            return self.document().findBlockByNumber(number).position()
        return super().position_near(point)

    def character_at(self, point: QPointF) -> int:
        """The position of the character under a point; -1 beside the words and on a row."""
        if self.folds.hidden_in(self.find(point.y())) is not None:
            return -1
        return super().character_at(point)

    def _draw_paragraph(self, painter: QPainter, paragraph: LaidParagraph, frame: Frame) -> None:
        number = paragraph.number
        index = self.folds.index_of(number) if self.folds.runs else None
        look = self.marks_painter
        if index is not None and index in self.folds.folded:
            row = Row(self._row_words(index), paragraph.height, has_caret=frame.caret >= 0)
            self.margin.draw_row(painter, look, row, top=frame.top)
            return
        super()._draw_paragraph(painter, paragraph, frame)
        if index is not None and number == self.folds.paragraphs(index).start:
            self.margin.draw_sign(painter, look, paragraph, top=frame.top)
            return
        if self.margin.paragraphs is not None:
            start, end = self.shown.paragraph_span(number)
            shown = self.margin.paragraphs.number(start, end)
            if shown is not None:
                self.margin.draw_number(painter, look, paragraph, number=shown, top=frame.top)

    def y_of(self, offset: int) -> float:
        """About where an offset is, without laying anything out."""
        number = self.shown.paragraph_of(offset)
        start, end = self.shown.paragraph_span(number)
        share = (offset - start) / (end - start + 1)
        return self.top(number) + share * self._heights[number]

    def offset_near(self, y: float) -> int:
        """About which offset is at a y, without laying anything out."""
        number = self.find(y)
        start, end = self.shown.paragraph_span(number)
        share = (y - self.top(number)) / max(1, self._heights[number])
        return start + round(min(max(share, 0), 1) * (end - start))

    def words_of(self, run: FoldRun) -> str:
        """What stands in the place of a run when it is folded."""
        return self._row_words(self.folds.runs.index(run))

    def _row_words(self, index: int) -> str:
        words = self._words.get(index)
        if words is None:
            run = self.folds.runs[index]
            marks = len(self.marks.between(run.span.start, run.span.end))
            words = self._words[index] = fold_words(run, marks=marks)
        return words


def starts_of(folds: Folds, indices: Collection[int]) -> frozenset[int]:
    """The offsets at which runs begin."""
    return frozenset(folds.runs[index].span.start for index in indices)
