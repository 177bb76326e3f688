"""Dividing, joining, giving and taking parts in texts of the world, in memory and on disk."""

from pathlib import Path

from hypothesis import assume, given
from hypothesis import strategies as st

from annotator.app import acts, shaping
from annotator.app.opening import inline_session
from annotator.app.work import Act
from annotator.core.errors import Refused
from annotator.core.graphemes import is_boundary, whole_characters
from annotator.core.spans import Span, normalised
from annotator.store.open import open_store
from tests.app.paper import SPEAKER
from tests.app.shapes import Paper
from tests.app.working import (
    ACTOR,
    ANA,
    FIGURE,
    QUOTE,
    TEXT,
    contents,
    make_project,
    mark,
    problems_of,
    stored,
)
from tests.strategies import texts


@st.composite
def papers(draw: st.DrawFn) -> Paper:
    """A text of the world with some annotations of whole characters, some with parts or ties."""
    text = draw(texts(min_size=2, max_size=24))
    assume(len(text) > 1)
    paper = Paper(text)
    for _ in range(draw(st.integers(1, 5))):
        spans = [Span(*whole_span(draw, text)) for _ in range(draw(st.integers(1, 3)))]
        label = draw(st.sampled_from((ACTOR, QUOTE, FIGURE)))
        try:
            paper.do(acts.mark(paper.work, spans=spans, label=label))
        except Refused:
            continue
    made = list(paper.state)
    for kind in paper.codebook.relation_types:
        ends = draw(st.tuples(st.sampled_from(made), st.sampled_from(made)))
        try:
            paper.do(
                acts.relate(paper.work, source=ends[0].id, target=ends[1].id, relation_type=kind.id)
            )
        except Refused:
            continue
    return paper


def whole_span(draw: st.DrawFn, text: str) -> tuple[int, int]:
    start = draw(st.integers(0, len(text) - 1))
    return whole_characters(text, start, draw(st.integers(start + 1, len(text))))


def drawn_act(data: st.DataObject, paper: Paper) -> Act:
    one = data.draw(st.sampled_from(list(paper.state)))
    offset = data.draw(st.integers(0, len(paper.text)))
    match data.draw(st.sampled_from(("split", "join", "add", "take"))):
        case "split":
            return shaping.split(paper.work, annotation_id=one.id, offset=offset, text=paper.text)
        case "join":
            return shaping.join(paper.work, annotation_id=one.id, text=paper.text)
        case "add":
            span = Span(*whole_span(data.draw, paper.text))
            return shaping.add_part(paper.work, annotation_id=one.id, span=span, text=paper.text)
    return shaping.take_part(paper.work, annotation_id=one.id, offset=offset)


def check(paper: Paper) -> None:
    for annotation in paper.state:
        assert annotation.spans
        assert normalised(annotation.spans) == annotation.spans
        assert annotation.spans[-1].end <= len(paper.text)
        for span in annotation.spans:
            assert is_boundary(paper.text, span.start)
            assert is_boundary(paper.text, span.end)
    alike = [(a.label, a.spans) for a in paper.state]
    assert len(set(alike)) == len(alike)
    ties = [(r.type, r.source, r.target) for r in paper.state.relations]
    assert len(set(ties)) == len(ties)
    for _, source, target in ties:
        assert source != target
        assert paper.state.annotation(source)
        assert paper.state.annotation(target)


@given(papers(), st.data())
def test_whatever_is_shaped_stays_sound_and_undo_gives_back_what_was(
    paper: Paper, data: st.DataObject
) -> None:
    told = [paper.content()]
    for _ in range(6):
        try:
            act = drawn_act(data, paper)
        except Refused:
            continue
        paper.do(act)
        check(paper)
        told.append(paper.content())
    for before in reversed(told[:-1]):
        paper.undo()
        assert paper.content() == before
    for after in told[1:]:
        paper.redo()
        assert paper.content() == after


@given(papers(), st.data())
def test_a_cut_loses_nothing_but_blanks_and_a_join_of_the_halves_brings_them_back(
    paper: Paper, data: st.DataObject
) -> None:
    old = data.draw(st.sampled_from(list(paper.state)))
    offset = data.draw(st.integers(0, len(paper.text)))
    try:
        act = shaping.split(paper.work, annotation_id=old.id, offset=offset, text=paper.text)
    except Refused:
        return
    second = paper.do(act)
    first = paper.state.annotation(old.id)
    assert first is not None
    assert first.spans[-1].end <= offset <= second.spans[0].start
    kept = {place for a in (first, second) for s in a.spans for place in range(s.start, s.end)}
    had = {place for s in old.spans for place in range(s.start, s.end)}
    assert kept <= had
    assert not "".join(paper.text[place] for place in had - kept).strip(" \t\n\u00a0\u202f\u200b")


def test_the_store_keeps_what_was_joined(tmp_path: Path) -> None:
    path = tmp_path / "news.anno"
    one, _ = make_project(path)
    session = inline_session(open_store(path), ANA)
    session.open(one)
    first, second = mark(session, "Foreign minister"), mark(session, "Ana Gómez")
    quote = mark(session, "we will not go", QUOTE)
    session.do(acts.relate(session.work, source=quote, target=second, relation_type=SPEAKER))
    session.do(shaping.join(session.work, annotation_id=first, text=TEXT))
    assert session.current is not None
    assert [r.target for r in session.current.state.relations] == [first]
    session.do(
        shaping.split(session.work, annotation_id=first, offset=TEXT.index(" Ana"), text=TEXT)
    )
    for _ in range(2):
        assert session.save_status.is_saved
        assert stored(path, one) == contents(session.current)
        session.undo()
    assert [r.target for r in session.current.state.relations] == [second]
    assert stored(path, one) == contents(session.current)
    session.close(on_closed=lambda: None)
    assert problems_of(path) == []
