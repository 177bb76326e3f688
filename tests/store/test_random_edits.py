"""Whatever somebody does, undoes and does again: the database says what memory says."""

import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing
from dataclasses import replace
from itertools import count
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from annotator.core.annotations import Annotation, AnnotationSet, Relation, SetState, with_value
from annotator.core.articles import Article
from annotator.core.codebook import Attribute, Codebook, Label, Level, RelationType
from annotator.core.decisions import Choice, Decision, Reason
from annotator.core.edits import Change, Edit
from annotator.core.history import History
from annotator.core.ids import (
    AnnotationId,
    AttributeId,
    DecisionId,
    LabelId,
    RelationId,
    RelationTypeId,
    new_id,
)
from annotator.core.records import Record
from annotator.core.spans import Span, normalised
from annotator.core.state import ArticleState
from annotator.core.text import canonical
from annotator.store.base import Receipt
from annotator.store.open import create_project, open_store
from annotator.store.sql_store import SqlStore
from tests.store.making import ANA, MADE, RITA, added

# Letters beyond the BMP, marks that combine and join, right-to-left, ideographs, line ends.
ALPHABET = "ab ñé\u0301\u0308😀👩\u200d👧🏽ק\u05bcشَ\u202bदि部長ｶﾞ한\u1100\u1161\n\t“”’—\u00a0"
TEXTS = st.text(ALPHABET, min_size=5, max_size=120)
ACTS = [
    *("mark", "mark", "relate", "label", "comment", "resize", "delete", "state"),
    *("decide", "decide", "decide again", "undecide", "undo", "redo"),
]
STEPS = st.tuples(
    st.sampled_from([*ACTS, "undo", "reopen"]),
    st.integers(0, 2**16),
    st.integers(0, 2**16),
    st.text(ALPHABET, max_size=12),
)
ACTOR, SOURCE, TOPIC = LabelId("actor"), LabelId("source"), LabelId("topic")
_ROLE = (Attribute(AttributeId("role"), "Role"),)
_VIA = (Attribute(AttributeId("via"), "Via"),)
BOOK = Codebook(
    "random",
    "1",
    (
        Label(ACTOR, "Actor", "actor", attributes=_ROLE),
        Label(SOURCE, "Source", "source", attributes=_ROLE),
        Label(TOPIC, "Topic", "topic", level=Level.ARTICLE, attributes=_ROLE),
    ),
    (RelationType(RelationTypeId("tie"), "tie", attributes=_VIA),),
)


class Work:
    """One article in memory and on disk; every step is done in both."""

    def __init__(self, store: SqlStore, article: Article) -> None:
        self.store, self.article = store, article
        self.state = ArticleState(article.id, ANA)
        self.history = History()
        self._revisions: dict[str, int] = {}

    def step(self, what: str, one: int, other: int, words: str) -> None:
        if what == "reopen":
            self._reopen()
            return
        edit = self._edit(what, one, other, words)
        if edit is None:
            return
        prepared = self.state.prepare(replace(edit, made=MADE))
        self.state.apply(prepared)
        self.history.record(prepared)
        (outcome,) = self.store.apply([prepared])
        assert isinstance(outcome, Receipt)
        for change in prepared.changes:
            if change.after is None:
                continue
            # A set that an undo took away is made anew under the same id, as no other record is.
            is_new = change.before is None and what == "state"
            last = 0 if is_new else self._revisions.get(change.record_id, 0)
            assert change.after.stamp.revision > last
            self._revisions[change.record_id] = change.after.stamp.revision

    def check(self) -> None:
        opened = self.store.open_article(self.article.id, ANA)
        content = opened.content
        assert content.annotations == tuple(self.state)
        assert content.relations == self.state.relations
        assert content.decisions == self.state.decisions
        assert content.annotation_set == self.state.annotation_set
        assert History(opened.journal).status == self.history.status

    def _reopen(self) -> None:
        opened = self.store.open_article(self.article.id, ANA)
        told = opened.content.annotation_set
        self.state = ArticleState(
            self.article.id,
            ANA,
            annotations=opened.content.annotations,
            relations=opened.content.relations,
            decisions=opened.content.decisions,
            annotation_set=told if told.stamp.revision else None,
        )
        self.history = History(opened.journal)

    def _edit(self, what: str, one: int, other: int, words: str) -> Edit | None:
        if what == "undo":
            return self.history.undone()
        if what == "redo":
            return self.history.redone()
        makers: dict[str, Callable[[int, int, str], list[Change]]] = {
            "mark": self._mark,
            "relate": self._relate,
            "state": self._tell,
            "delete": self._delete,
            "decide": self._decide,
            "decide again": self._decide_again,
            "undecide": self._undecide,
        }
        changes = makers.get(what, lambda a, b, c: self._change(what, a, b, c))(one, other, words)
        by = RITA if "decide" in what else None
        return Edit(what, self.article.id, ANA, tuple(changes), by=by) if changes else None

    def _spans(self, one: int, other: int) -> tuple[Span, ...]:
        length = len(self.article.text)
        start = one % length
        whole = Span(start, start + 1 + other % (length - start))
        if other % 7 == 0:
            return ()
        if other % 3 == 0 and len(whole) > 4:
            return normalised([Span(whole.start, whole.start + 1), Span(whole.end - 2, whole.end)])
        return (whole,)

    def _mark(self, one: int, other: int, words: str) -> list[Change]:
        spans = self._spans(one, other)
        made = Annotation(
            AnnotationId(new_id()),
            self.article.id,
            ANA,
            ACTOR if spans else TOPIC,
            spans,
            attributes=with_value((), AttributeId("role"), words),
        )
        return [Change(None, made)]

    def _pick(self, number: int) -> Annotation | None:
        made = list(self.state)
        return made[number % len(made)] if made else None

    def _relate(self, one: int, other: int, words: str) -> list[Change]:
        source, target = self._pick(one), self._pick(other)
        if source is None or target is None or source.id == target.id:
            return []
        tie = Relation(
            RelationId(new_id()),
            self.article.id,
            ANA,
            RelationTypeId("tie"),
            source.id,
            target.id,
            attributes=with_value((), AttributeId("via"), words),
        )
        return [Change(None, tie)]

    def _tell(self, one: int, _: int, words: str) -> list[Change]:
        told = self.state.annotation_set
        states = tuple(SetState)
        after = replace(told, state=states[one % len(states)], note=words)
        return [Change(self.state.stored_set, after)]

    def _delete(self, one: int, _: int, __: str) -> list[Change]:
        old = self._pick(one)
        if old is None:
            return []
        ties = [Change(tie, None) for tie in self.state.relations_of(old.id)]
        own = [Change(old, None)]
        for decision in self.state.decisions:
            if old.id in decision.outcome:
                left = tuple(one for one in decision.outcome if one != old.id)
                own.append(Change(decision, replace(decision, outcome=left)))
        return ties + own if one % 2 else own + ties

    def _decided(self, decision: Decision, one: int, other: int, words: str) -> Decision:
        there = [a.id for a in self.state]
        return replace(
            decision,
            choice=tuple(Choice)[one % len(Choice)],
            kind=words,
            sources=tuple(sorted({*there[: other % 3], AnnotationId(f"gone {words}")})),
            outcome=tuple(there[one % 4 : one % 4 + 2]),
            strategy=words[:3],
            reason=tuple(Reason)[other % len(Reason)].value if other % 2 else "",
            note=words,
            is_guideline_gap=bool(one % 2),
        )

    def _decide(self, one: int, other: int, words: str) -> list[Change]:
        """With an annotation, as a reviewer's acts do, or alone."""
        new = Decision(DecisionId(new_id()), self.article.id, ANA, RITA, Choice.NONE)
        if one % 3:
            return [Change(None, self._decided(new, one, other, words))]
        mark = self._mark(one, other, words)
        return [*mark, Change(None, replace(new, outcome=(mark[0].record_id,)))]

    def _decide_again(self, one: int, other: int, words: str) -> list[Change]:
        made = self.state.decisions
        if not made:
            return []
        old = made[one % len(made)]
        return [Change(old, self._decided(old, one, other, words))]

    def _undecide(self, one: int, _: int, __: str) -> list[Change]:
        made = self.state.decisions
        return [Change(made[one % len(made)], None)] if made else []

    def _change(self, what: str, one: int, other: int, words: str) -> list[Change]:
        old = self._pick(one)
        if old is None:
            return []
        match what:
            case "label":
                new = replace(old, label=SOURCE if old.spans else TOPIC, unsure=not old.unsure)
            case "comment":
                new = replace(old, comment=words)
            case _:
                new = replace(old, spans=self._spans(other, one) if old.spans else ())
                new = replace(new, label=old.label if new.spans else TOPIC)
        return [Change(old, new)]


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Iterator[SqlStore]:
    store = create_project(tmp_path_factory.mktemp("random") / "news.anno", codebook=BOOK)
    yield store
    store.close()


_NUMBER = count()


@settings(
    max_examples=120, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(text=TEXTS, steps=st.lists(STEPS, min_size=1, max_size=25))
def test_the_database_always_says_what_memory_says(
    store: SqlStore, text: str, steps: list[tuple[str, int, int, str]]
) -> None:
    work = Work(store, added(store, canonical(f"{next(_NUMBER)} {text}").text))
    for step in steps:
        work.step(*step)
        work.check()
    assert list(store.check()) == []
    while work.history.status.undo:
        work.step("undo", 0, 0, "")
    work.check()
    content = work.store.open_article(work.article.id, ANA).content
    assert not content.annotations
    assert not content.decisions
    assert list(store.check()) == []


@settings(
    max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(text=TEXTS, spans=st.lists(st.tuples(st.integers(0, 200), st.integers(0, 200)), max_size=6))
def test_offsets_mean_the_same_to_python_and_to_the_database(
    store: SqlStore, text: str, spans: list[tuple[int, int]]
) -> None:
    article = added(store, canonical(f"{next(_NUMBER)} {text}").text)
    length = len(article.text)
    records: list[Record] = []
    for one, other in spans:
        start = one % length
        end = start + 1 + other % (length - start)
        records.append(
            Annotation(AnnotationId(new_id()), article.id, ANA, ACTOR, (Span(start, end),))
        )
    work = Work(store, article)
    if records:
        edit = Edit("Mark", article.id, ANA, tuple(Change(None, r) for r in records), made=MADE)
        store.apply([work.state.prepare(edit)])
    with closing(sqlite3.connect(store.info().path)) as connection:
        rows = connection.execute(
            """
            select sp.quote, substr(ar.text, sp.start + 1, sp."end" - sp.start), sp.start, sp."end"
            from spans_view sp
            join articles ar on ar.id = sp.article_id
            where sp.article_id = ?
            """,
            [article.id],
        ).fetchall()
    assert len(rows) == len(records)
    for quote, by_the_database, start, end in rows:
        assert quote == by_the_database == article.text[start:end]


def test_what_was_done_survives_a_restart(tmp_path: Path) -> None:
    path = tmp_path / "news.anno"
    store = create_project(path, codebook=BOOK)
    work = Work(store, added(store))
    for step in (
        ("mark", 3, 4, "x"),
        ("state", 1, 1, "note"),
        ("mark", 8, 1, ""),
        ("undo", 0, 0, ""),
    ):
        work.step(*step)
    store.close()
    work.store = open_store(path)
    work.check()
    work.step("reopen", 0, 0, "")
    work.step("redo", 0, 0, "")
    work.check()
    assert isinstance(work.state.annotation_set, AnnotationSet)
    work.store.close()
