"""Any decisions on any opinions: undone whole, kept by merges, sound on disk, in texts of the world."""

from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from annotator.app import jobs
from annotator.app.review.merging import MergeQuestion, merge_articles
from annotator.app.review.taking_back import take_back
from annotator.core.annotations import SetState
from annotator.core.errors import Refused
from annotator.store.base import Receipt
from tests.app.opinions import mark
from tests.app.review.reviewing import RITA, Reviewer, at_work
from tests.strategies import fragments_in, texts

NAMES = ("ana", "ben", "cem")
LABELS = ("actor", "quote", "figure", "source")
ACTS = ("take_1", "take_2", "take_3", "none", "majority", "all", "discard", "undo", "redo")


@st.composite
def opinions(draw: st.DrawFn) -> tuple[str, dict[str, list[dict[str, Any]]]]:
    """A text, and what two or three annotators have marked in it, parts with gaps included."""
    text = draw(texts(min_size=8, max_size=24))
    found: dict[str, list[dict[str, Any]]] = {}
    for name in NAMES[: draw(st.integers(2, 3))]:
        marks, known = [], set()
        for _ in range(draw(st.integers(0, 4))):
            spans = draw(fragments_in(len(text), most=2))
            label = draw(st.sampled_from(LABELS))
            if (spans, label) in known:
                continue
            known.add((spans, label))
            more: dict[str, Any] = {}
            if len(spans) > 1:
                more["fragments"] = [[span.start, span.end] for span in spans]
            if label == "actor" and draw(st.booleans()):
                more["attributes"] = {"kind": draw(st.sampled_from(("person", "group")))}
            marks.append(mark(spans[0].start, spans[-1].end, label, **more))
        found[name] = marks
    return text, found


steps = st.lists(st.tuples(st.integers(0, 20), st.sampled_from(ACTS)), max_size=8)


def _do(rita: Reviewer, act: str) -> None:
    desk = rita.desk
    try:
        if act.startswith("take_"):
            desk.take(int(act.removeprefix("take_")))
        elif act in ("none", "majority", "all"):
            {"none": desk.take_none, "majority": desk.take_majority, "all": desk.take_all}[act]()
        elif act == "discard":
            desk.discard()
        elif act == "undo":
            desk.undo()
        else:
            desk.redo()
    except Refused:
        return


def _decide(rita: Reviewer, chosen: list[tuple[int, str]]) -> None:
    assert rita.desk.reviewed is not None
    groups = rita.desk.reviewed.groups
    for place, act in chosen:
        if groups:
            rita.desk.choose(groups[place % len(groups)].id)
            _do(rita, act)


def _content(rita: Reviewer) -> tuple[object, ...]:
    opened = rita.session.current
    assert opened is not None
    state = opened.state
    found = [(a.id, a.label, a.spans, a.attributes) for a in state]
    decided = [(d.group, d.choice, d.taken, d.outcome, d.reviewer) for d in state.decisions]
    return found, decided


def _check(rita: Reviewer) -> None:
    """All that must hold at any moment."""
    opened = rita.session.current
    assert opened is not None
    state = opened.state
    ids = {annotation.id for annotation in state}
    held = [record for decision in state.decisions for record in decision.outcome]
    assert set(held) == ids, "each gold annotation belongs to a decision"
    assert len({d.group for d in state.decisions}) == len(state.decisions)
    assert list(rita.store.check()) == []


@settings(max_examples=60)
@given(opinions(), steps)
def test_decisions_are_sound_and_undone_whole(
    told: tuple[str, dict[str, list[dict[str, Any]]]], chosen: list[tuple[int, str]]
) -> None:
    text, marks = told
    with TemporaryDirectory() as folder, at_work(Path(folder), marks, text=text) as rita:
        _decide(rita, chosen)
        _check(rita)
        again = Reviewer(rita.store)
        again.open()
        assert _content(again) == _content(rita), "what is on disk is what is in memory"
        while again.desk.undo() is not None:
            pass
        assert _content(again) == ([], [])
        _check(again)


@settings(max_examples=40)
@given(opinions(), steps, st.sampled_from(("unanimous", "agreeing", "threshold", "majority")))
def test_a_merge_leaves_decisions_alone_and_is_taken_back_whole(
    told: tuple[str, dict[str, list[dict[str, Any]]]],
    chosen: list[tuple[int, str]],
    strategy: str,
) -> None:
    text, marks = told
    with TemporaryDirectory() as folder, at_work(Path(folder), marks, text=text) as rita:
        _decide(rita, chosen)
        before = _content(rita)
        decided = dict(rita.desk.decisions)
        asked = MergeQuestion(strategy, RITA)
        report = jobs.run(merge_articles(rita.store, asked))
        assert all(isinstance(o, Receipt) for o in rita.store.apply(report.edits))
        merged = Reviewer(rita.store)
        merged.open()
        _check(merged)
        for group, decision in decided.items():
            assert merged.desk.decisions[group].outcome == decision.outcome
        second = jobs.run(merge_articles(rita.store, asked))
        assert second.edits == (), "a second merge finds nothing to fill"
        if report.edits:
            assert take_back(rita.store, report.batch, by=RITA).problems == ()
        last = Reviewer(rita.store)
        last.open()
        assert _content(last) == before


@settings(max_examples=30)
@given(opinions(), st.lists(st.sampled_from(ACTS[:6]), min_size=12, max_size=12))
def test_every_article_can_be_brought_to_its_end(
    told: tuple[str, dict[str, list[dict[str, Any]]]], chosen: list[str]
) -> None:
    text, marks = told
    with TemporaryDirectory() as folder, at_work(Path(folder), marks, text=text) as rita:
        for act in chosen:
            if rita.desk.open_groups:
                rita.desk.choose(rita.desk.open_groups[0].id)
                _do(rita, act)
        while rita.desk.open_groups:
            rita.desk.choose(rita.desk.open_groups[0].id)
            rita.desk.take_none()
        rita.desk.finish()
        assert rita.desk.state is SetState.FINISHED
        _check(rita)
