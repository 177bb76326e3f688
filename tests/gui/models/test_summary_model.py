"""The list of an article's annotations: small changes are announced as such, and truly."""

import random

import pytest
from PySide6.QtCore import QAbstractItemModel, QModelIndex

from annotator.app.present.summary import SummaryLine, summary_groups
from annotator.core.annotations import Annotation
from annotator.core.default_codebook import DEFAULT_CODEBOOK
from annotator.core.edits import Change, Edit
from annotator.core.ids import AnnotationId, ArticleId, LabelId, PersonId
from annotator.core.spans import Span
from annotator.core.state import ArticleState
from annotator.gui.models.rows_model import ROW_ROLE
from annotator.gui.models.summary_model import SummaryModel

TEXT = "word " * 400
LABELS = ("actor", "quote", "figure", "source", "unknown one")
ARTICLE, ANA = ArticleId("a"), PersonId("ana")


class Mirror:
    """Knows the lines only by what the model announces."""

    def __init__(self, model: QAbstractItemModel) -> None:
        self.model = model
        self.announced = 0
        self._on_reset()
        model.rowsInserted.connect(self._on_inserted)
        model.rowsRemoved.connect(self._on_removed)
        model.dataChanged.connect(self._on_changed)
        model.modelReset.connect(self._on_reset)

    def read(self, row: int) -> SummaryLine:
        return self.model.index(row, 0).data(ROW_ROLE)

    def _on_inserted(self, _parent: QModelIndex, first: int, last: int) -> None:
        self.announced += last + 1 - first
        self.lines[first:first] = [self.read(row) for row in range(first, last + 1)]

    def _on_removed(self, _parent: QModelIndex, first: int, last: int) -> None:
        self.announced += last + 1 - first
        del self.lines[first : last + 1]

    def _on_changed(self, first: QModelIndex, last: QModelIndex) -> None:
        self.announced += 1
        for row in range(first.row(), last.row() + 1):
            self.lines[row] = self.read(row)

    def _on_reset(self) -> None:
        self.lines = [self.read(row) for row in range(self.model.rowCount())]


def _annotation(number: int, chance: random.Random) -> Annotation:
    start = chance.randrange(300) * 5
    span = Span(start, start + chance.choice((4, 9, 14)))
    label = LabelId(chance.choice(LABELS))
    return Annotation(AnnotationId(f"n{number}"), ARTICLE, ANA, label, (span,))


def _do(state: ArticleState, *changes: Change) -> None:
    state.apply(state.prepare(Edit("x", ARTICLE, ANA, changes)))


def _one_act(state: ArticleState, number: int, chance: random.Random) -> None:
    there = list(state)
    fresh = _annotation(number, chance)
    if not there or chance.random() < 0.5:
        _do(state, Change(None, fresh))
        return
    old = chance.choice(there)
    if chance.random() < 0.4:
        _do(state, Change(old, None))
    else:
        new = Annotation(old.id, ARTICLE, ANA, fresh.label, fresh.spans, comment=str(number))
        _do(state, Change(old, new))


def _expected(state: ArticleState, open_labels: frozenset[str]) -> list[str]:
    ids: list[str] = []
    for group in summary_groups(state, TEXT, DEFAULT_CODEBOOK):
        ids.append(f"label/{group.id}")
        if group.id in open_labels:
            ids += [a.id for a in state if a.label == group.id]
    return ids


def _words(line: SummaryLine) -> str:
    return line.title


@pytest.mark.parametrize("seed", range(3))
def test_after_any_acts_the_lines_are_those_of_the_state(qapp: object, seed: int) -> None:
    chance = random.Random(seed)
    state, model = ArticleState(ARTICLE, ANA), SummaryModel(_words)
    mirror = Mirror(model)
    open_labels: frozenset[str] = frozenset()
    for number in range(60):
        for more in range(chance.choice((1, 1, 1, 3, 60))):
            _one_act(state, number * 100 + more, chance)
        if chance.random() < 0.3:
            open_labels ^= {chance.choice(LABELS)}
        if chance.random() < 0.05:
            state = ArticleState(ARTICLE, ANA, annotations=tuple(state))
        model.show_groups(summary_groups(state, TEXT, DEFAULT_CODEBOOK), open_labels)
        shown = [mirror.read(row) for row in range(model.rowCount())]
        assert [line.id for line in shown] == _expected(state, open_labels)
        assert mirror.lines == shown
        for row, line in enumerate(shown):
            assert model.index_of(line.id).row() == row


def test_one_mark_more_is_one_line_and_one_count(qapp: object) -> None:
    chance = random.Random(1)
    state, model = ArticleState(ARTICLE, ANA), SummaryModel(_words)
    for number in range(200):
        _do(state, Change(None, _annotation(number, chance)))
    open_labels = frozenset(LABELS)
    model.show_groups(summary_groups(state, TEXT, DEFAULT_CODEBOOK), open_labels)
    mirror = Mirror(model)
    _do(state, Change(None, _annotation(999, chance)))
    model.show_groups(summary_groups(state, TEXT, DEFAULT_CODEBOOK), open_labels)
    assert mirror.announced == 2


def test_an_annotation_that_has_just_gone_is_a_line_without_words(qapp: object) -> None:
    chance = random.Random(2)
    state, model = ArticleState(ARTICLE, ANA), SummaryModel(_words)
    annotation = _annotation(1, chance)
    _do(state, Change(None, annotation))
    label = annotation.label
    model.show_groups(summary_groups(state, TEXT, DEFAULT_CODEBOOK), frozenset({label}))
    _do(state, Change(next(iter(state)), None))
    line = model.line(model.index(1))
    assert line is not None
    assert (line.id, line.title) == ("n1", "")
