"""Undo and redo, and the history a journal tells."""

from dataclasses import replace

import pytest

from annotator.core.annotations import Annotation, AnnotationSet, Relation, SetState
from annotator.core.edits import Act, Change, Edit
from annotator.core.history import History, UndoStatus
from annotator.core.ids import AnnotationId, EditId, LabelId, RelationId, RelationTypeId
from annotator.core.spans import Span
from annotator.core.state import ArticleState
from tests.strategies import ARTICLE, AUTHOR


def annotation(name: str, start: int = 0) -> Annotation:
    return Annotation(
        AnnotationId(name), ARTICLE, AUTHOR, LabelId("actor"), (Span(start, start + 3),)
    )


class Work:
    """A state with its history, and the journal as it would be on disk."""

    def __init__(self) -> None:
        self.state = ArticleState(ARTICLE, AUTHOR)
        self.history = History()
        self.journal: list[Edit] = []

    def do(self, title: str, *changes: Change) -> Edit:
        return self.put(Edit(title, ARTICLE, AUTHOR, changes, made="t"))

    def undo(self) -> Edit:
        edit = self.history.undone()
        assert edit is not None
        return self.put(edit)

    def redo(self) -> Edit:
        edit = self.history.redone()
        assert edit is not None
        return self.put(edit)

    def put(self, edit: Edit) -> Edit:
        prepared = self.state.prepare(edit)
        self.state.apply(prepared)
        self.history.record(prepared)
        self.journal.append(prepared)
        return prepared

    @property
    def ids(self) -> list[str]:
        return [a.id for a in self.state]


@pytest.fixture
def work() -> Work:
    return Work()


def marked(work: Work, *names: str) -> None:
    for name in names:
        work.do(f"Mark {name}", Change(None, annotation(name)))


def test_nothing_done_is_nothing_to_undo_or_redo(work: Work) -> None:
    assert work.history.undone() is work.history.redone() is None
    assert work.history.status == UndoStatus(None, None)


def test_the_newest_act_is_undone_first_and_redone_last(work: Work) -> None:
    marked(work, "a", "b", "c")
    work.undo()
    work.undo()
    assert work.ids == ["a"]
    assert work.history.status == UndoStatus("Mark a", "Mark b")
    work.redo()
    assert work.ids == ["a", "b"]
    work.redo()
    assert work.ids == ["a", "b", "c"]
    assert work.history.status == UndoStatus("Mark c", None)


def test_a_new_act_clears_what_could_be_redone(work: Work) -> None:
    marked(work, "a", "b")
    work.undo()
    marked(work, "c")
    assert work.history.redone() is None
    work.undo()
    work.undo()
    assert work.ids == []


def test_an_undo_has_an_id_of_its_own_and_names_the_first_edit(work: Work) -> None:
    done = work.do("Mark", Change(None, annotation("a")))
    undone, redone, again = work.undo(), work.redo(), work.undo()
    assert len({done.id, undone.id, redone.id, again.id}) == 4
    assert {undone.of, redone.of, again.of} == {done.id}
    assert [undone.act, redone.act, again.act] == [Act.UNDO, Act.REDO, Act.UNDO]


def test_asking_what_would_be_undone_changes_nothing(work: Work) -> None:
    marked(work, "a")
    work.history.undone()
    assert work.history.status == UndoStatus("Mark a", None)
    assert work.ids == ["a"]


def test_revisions_grow_when_going_back_and_forth(work: Work) -> None:
    marked(work, "a")
    seen = [1]
    for _ in range(3):
        work.undo()
        work.redo()
        found = work.state.annotation(AnnotationId("a"))
        assert found is not None
        seen.append(found.stamp.revision)
    assert seen == sorted(set(seen))


def test_a_set_begun_undone_and_begun_again_gets_a_higher_revision(work: Work) -> None:
    begun = AnnotationSet(ARTICLE, AUTHOR, state=SetState.IN_PROGRESS)
    seen = [0]
    for _ in range(3):
        work.do("Begin", Change(None, begun))
        assert work.state.stored_set is not None
        seen.append(work.state.stored_set.stamp.revision)
        work.undo()
        assert work.state.stored_set is None
    assert seen == sorted(set(seen))


def test_undo_of_a_delete_brings_relations_back(work: Work) -> None:
    marked(work, "a", "b")
    relation = Relation(
        RelationId("r"), ARTICLE, AUTHOR, RelationTypeId("speaker"), AnnotationId("a"), AnnotationId("b")
    )  # fmt: skip
    work.do("Relate", Change(None, relation))
    gone = work.state.annotation(AnnotationId("b"))
    work.do("Remove", Change(work.state.relation(RelationId("r")), None), Change(gone, None))
    assert (work.ids, work.state.relations) == (["a"], ())
    work.undo()
    assert work.ids == ["a", "b"]
    assert [r.id for r in work.state.relations_of(AnnotationId("b"))] == ["r"]
    work.redo()
    assert (work.ids, work.state.relations) == (["a"], ())


def test_undo_of_five_hundred_changes_is_one_step(work: Work) -> None:
    changes = [Change(None, annotation(f"{n:03}", n * 5)) for n in range(500)]
    work.do("Mark 500 places", *changes)
    assert len(work.ids) == 500
    undone = work.undo()
    assert len(undone.changes) == 500
    assert work.ids == []
    work.redo()
    assert len(work.ids) == 500


def test_after_a_restart_undo_goes_on(work: Work) -> None:
    marked(work, "a", "b", "c")
    work.undo()
    work.history = History(work.journal)
    assert work.history.status == UndoStatus("Mark b", "Mark c")
    work.redo()
    for _ in range(3):
        work.undo()
    assert work.ids == []


def test_a_shortened_journal_undoes_what_it_holds(work: Work) -> None:
    marked(work, "a", "b", "c")
    work.undo()
    work.undo()
    work.redo()
    for first in range(len(work.journal)):
        history = History(work.journal[first:])
        undone = history.undone()
        assert undone is not None
        assert undone.title == "Mark b"
        assert history.status.redo in ("Mark c", None)


def test_taking_back_an_older_act_leaves_the_newer_ones(work: Work) -> None:
    marked(work, "a", "b")
    first = work.journal[0]
    inverse = replace(
        first, id=EditId("i"), changes=first.inverse_changes, act=Act.UNDO, of=first.id
    )
    work.put(inverse)
    assert work.ids == ["b"]
    assert work.history.status == UndoStatus("Mark b", "Mark a")
    work.redo()
    assert work.ids == ["a", "b"]


def test_forgetting_an_edit_forgets_what_came_after(work: Work) -> None:
    marked(work, "a", "b", "c", "d")
    refused = work.journal[1]
    work.undo()
    work.history.forget(refused.id)
    assert work.history.status == UndoStatus("Mark a", None)


def test_forgetting_an_undo_leaves_what_was_before_it(work: Work) -> None:
    marked(work, "a", "b")
    undone = work.undo()
    work.history.forget(undone.id)
    assert work.history.status == UndoStatus("Mark a", None)


def test_forgetting_what_was_never_recorded_does_nothing(work: Work) -> None:
    marked(work, "a")
    work.history.forget(EditId("x"))
    assert work.history.status == UndoStatus("Mark a", None)
