"""Edits an article until it is killed, and says which edits are on disk. Run by test_killed."""

import random
import sys
from dataclasses import replace
from pathlib import Path

from annotator.core.annotations import Annotation, Relation, SetState
from annotator.core.decisions import Choice, Decision
from annotator.core.edits import Change, Edit
from annotator.core.history import History
from annotator.core.ids import (
    AnnotationId,
    ArticleId,
    DecisionId,
    LabelId,
    PersonId,
    RelationId,
    new_id,
)
from annotator.core.ids import RelationTypeId as TypeId
from annotator.core.spans import Span
from annotator.core.state import ArticleState
from annotator.store.base import Receipt
from annotator.store.open import open_store

RITA = PersonId("rita")


def next_edit(
    state: ArticleState, history: History, chance: random.Random, *, length: int
) -> Edit | None:
    """Something a person might do next."""
    made = list(state)
    acts = ["mark", "mark", "mark", "comment", "relate", "decide", "delete", "undo", "redo"]
    what = chance.choice(acts)
    if what == "undo":
        return history.undone()
    if what == "redo":
        return history.redone()
    changes: list[Change] = []
    if what == "mark" or not made:
        start = chance.randrange(length - 5)
        changes.append(Change(None, Annotation(
            AnnotationId(new_id()), state.article, state.author, LabelId("quote"),
            (Span(start, start + chance.randint(1, 5)),), comment="x" * chance.randrange(3_000),
        )))  # fmt: skip
        told = state.annotation_set
        to = SetState.FINISHED if told.state is SetState.IN_PROGRESS else SetState.IN_PROGRESS
        changes.append(Change(state.stored_set, replace(told, state=to)))
    elif what == "relate":
        if len(made) < 2:
            return None
        source, target = chance.sample(made, 2)
        changes.append(Change(None, Relation(
            RelationId(new_id()), state.article, state.author, TypeId("continues"),
            source.id, target.id,
        )))  # fmt: skip
    elif what == "decide":
        changes += decided(state, chance)
    else:
        old = chance.choice(made)
        if what == "comment":
            changes.append(Change(old, replace(old, comment="😀" * chance.randrange(100))))
        else:
            changes += [Change(r, None) for r in state.relations_of(old.id)]
            changes += [Change(d, None) for d in state.decisions if old.id in d.outcome]
            changes.append(Change(old, None))
    return Edit(what, state.article, state.author, tuple(changes), made="2025-07-09T10:00:00.000Z")


def decided(state: ArticleState, chance: random.Random) -> list[Change]:
    """A decision that takes something, or the last one told with a note."""
    if state.decisions and chance.random() < 0.5:
        old = state.decisions[-1]
        return [Change(old, replace(old, note="y" * chance.randrange(3_000)))]
    taken = chance.choice(list(state))
    made = Decision(
        DecisionId(new_id()), state.article, state.author, RITA, Choice.VERSION,
        sources=(taken.id,), outcome=(taken.id,),
    )  # fmt: skip
    return [Change(None, made), Change(taken, replace(taken, comment="decided"))]


def main(path: Path, *, article: ArticleId, seed: int) -> None:
    """Never ends by itself."""
    chance = random.Random(seed)
    store = open_store(path)
    length = len(store.article(article).text)
    state, history = ArticleState(article, PersonId("ana")), History()
    print("ready", flush=True)
    while True:
        edits: list[Edit] = []
        while len(edits) < chance.randint(1, 5):
            edit = next_edit(state, history, chance, length=length)
            if edit is not None:
                edit = state.prepare(edit)
                state.apply(edit)
                history.record(edit)
                edits.append(edit)
        outcome = store.apply(edits)
        assert all(isinstance(answer, Receipt) for answer in outcome), outcome
        print(" ".join(edit.id for edit in edits), flush=True)


if __name__ == "__main__":
    main(Path(sys.argv[1]), article=ArticleId(sys.argv[2]), seed=int(sys.argv[3]))
