"""Random acts, undos, redos and restarts, against a model that copies everything each time."""

import json
from dataclasses import replace

import pytest
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule

from annotator.core.annotations import UNSTAMPED, Annotation, Relation, SetState, Values
from annotator.core.edits import Change, Edit, changes_from_json, changes_to_json
from annotator.core.errors import StaleEdit
from annotator.core.history import History
from annotator.core.ids import AnnotationId, LabelId, RelationId, RelationTypeId
from annotator.core.records import Record
from annotator.core.spans import Span
from annotator.core.state import ArticleState
from tests.strategies import ARTICLE, AUTHOR, LABELS, fragments_in, values

LENGTH = 1400
PLACES = fragments_in(LENGTH) | st.just((Span(10, 20),)) | st.just(())
Contents = dict[str, Record]


def plain(record: Record) -> Record:
    return replace(record, stamp=UNSTAMPED)


def contents_of(state: ArticleState) -> Contents:
    records: list[Record] = [*state, *state.relations]
    if state.stored_set is not None:
        records.append(state.stored_set)
    return {record.id: plain(record) for record in records}


class Machine(RuleBasedStateMachine):
    """The state, its history and its journal; and all contents there ever were, with a place."""

    @initialize()
    def begin(self) -> None:
        self.state = ArticleState(ARTICLE, AUTHOR)
        self.history = History()
        self.journal: list[Edit] = []
        self.told: list[Contents] = [{}]
        self.titles: list[str] = []
        self.now = 0
        self.made = 0
        self.revisions: dict[str, int] = {}

    # Helpers

    @property
    def here(self) -> Contents:
        return self.told[self.now]

    def annotations(self) -> list[Annotation]:
        return [r for r in self.here.values() if isinstance(r, Annotation)]

    def new_id(self, prefix: str) -> str:
        self.made += 1
        return f"{prefix}{self.made}"

    def do(self, title: str, *changes: Change) -> None:
        self.put(Edit(title, ARTICLE, AUTHOR, changes, made=f"t{len(self.journal)}"))
        after = dict(self.here)
        for change in changes:
            after.pop(change.record_id, None)
            if change.after is not None:
                after[change.record_id] = plain(change.after)
        self.told[self.now + 1 :] = [after]
        self.titles[self.now :] = [title]
        self.now += 1

    def put(self, edit: Edit) -> None:
        prepared = self.state.prepare(edit)
        self.state.apply(prepared)
        self.history.record(prepared)
        self.journal.append(prepared)
        for change in prepared.changes:
            if change.after is not None:
                known = self.revisions.get(change.record_id, 0)
                assert change.after.stamp.revision > known
                self.revisions[change.record_id] = change.after.stamp.revision

    # Acts

    @rule(spans=PLACES, label=st.sampled_from(LABELS), attributes=values())
    def mark(self, spans: tuple[Span, ...], label: LabelId, attributes: Values) -> None:
        made = Annotation(AnnotationId(self.new_id("a")), ARTICLE, AUTHOR, label, spans, attributes)
        self.do("Mark", Change(None, made))

    @rule(places=st.lists(fragments_in(LENGTH), min_size=1, max_size=6))
    def mark_many(self, places: list[tuple[Span, ...]]) -> None:
        made = [
            Annotation(AnnotationId(self.new_id("a")), ARTICLE, AUTHOR, LABELS[0], s)
            for s in places
        ]
        self.do("Mark many", *(Change(None, a) for a in made))

    @precondition(lambda self: self.annotations())
    @rule(data=st.data(), spans=PLACES)
    def move(self, data: st.DataObject, spans: tuple[Span, ...]) -> None:
        old = data.draw(st.sampled_from(self.annotations()))
        self.do("Move", Change(old, replace(old, spans=spans)))

    @precondition(lambda self: self.annotations())
    @rule(data=st.data(), attributes=values())
    def describe(self, data: st.DataObject, attributes: Values) -> None:
        old = data.draw(st.sampled_from(self.annotations()))
        self.do("Describe", Change(old, replace(old, attributes=attributes, unsure=not old.unsure)))

    @precondition(lambda self: self.annotations())
    @rule(data=st.data())
    def relate(self, data: st.DataObject) -> None:
        ends = [data.draw(st.sampled_from(self.annotations())).id for _ in range(2)]
        made = Relation(
            RelationId(self.new_id("r")), ARTICLE, AUTHOR, RelationTypeId("speaker"), *ends
        )
        self.do("Relate", Change(None, made))

    @precondition(lambda self: self.annotations())
    @rule(data=st.data())
    def remove(self, data: st.DataObject) -> None:
        gone = data.draw(
            st.lists(
                st.sampled_from(self.annotations()),
                min_size=1,
                max_size=3,
                unique_by=lambda a: a.id,
            )
        )
        ids = {a.id for a in gone}
        ties = [
            r for r in self.here.values() if isinstance(r, Relation) and ids & {r.source, r.target}
        ]
        self.do("Remove", *(Change(r, None) for r in (*ties, *gone)))

    @rule(to=st.sampled_from(SetState), note=st.sampled_from(("", "x")))
    def set_state(self, to: SetState, note: str) -> None:
        old = self.state.stored_set
        self.do("State", Change(old, replace(self.state.annotation_set, state=to, note=note)))

    @rule()
    def undo(self) -> None:
        edit = self.history.undone()
        assert (edit is not None) == (self.now > 0)
        if edit is not None:
            self.put(edit)
            self.now -= 1

    @rule()
    def redo(self) -> None:
        edit = self.history.redone()
        assert (edit is not None) == (self.now < len(self.titles))
        if edit is not None:
            self.put(edit)
            self.now += 1

    @rule()
    def restart(self) -> None:
        """Everything is read again: records from tables, history from the journal's JSON."""
        read = []
        for edit in self.journal:
            written = json.loads(json.dumps(changes_to_json(edit.changes)))
            changes = changes_from_json(written, article=ARTICLE, author=AUTHOR)
            read.append(replace(edit, changes=changes))
        assert read == self.journal
        self.history = History(read)
        self.state = ArticleState(
            ARTICLE,
            AUTHOR,
            annotations=reversed(list(self.state)),
            relations=self.state.relations,
            annotation_set=self.state.stored_set,
        )
        # A set that was undone away begins anew; every other record has an id of its own.
        if self.state.stored_set is None:
            self.revisions.pop(self.state.annotation_set.id, None)

    @precondition(lambda self: self.annotations())
    @rule(data=st.data())
    def what_is_stale_changes_nothing(self, data: st.DataObject) -> None:
        old = data.draw(st.sampled_from(self.annotations()))
        stale = Change(replace(old, comment="never written"), None)
        with pytest.raises(StaleEdit) as caught:
            self.state.prepare(Edit("Stale", ARTICLE, AUTHOR, (stale,)))
        assert caught.value.record_id == old.id

    # What always holds

    @invariant()
    def the_state_is_the_models(self) -> None:
        assert contents_of(self.state) == self.here
        status = self.history.status
        assert status.undo == (self.titles[self.now - 1] if self.now else None)
        assert status.redo == (self.titles[self.now] if self.now < len(self.titles) else None)

    @invariant()
    def the_indexes_are_those_of_a_fresh_state(self) -> None:
        ordered = sorted(self.state, key=lambda a: a.order)
        assert list(self.state) == ordered
        for offset in (0, 10, 511, 512, 1000, LENGTH - 1):
            wanted = [a for a in ordered if any(s.start <= offset < s.end for s in a.spans)]
            assert list(self.state.at(offset)) == wanted
        for one in ordered:
            ties = [r for r in self.state.relations if one.id in (r.source, r.target)]
            assert list(self.state.relations_of(one.id)) == ties


TestMachine = Machine.TestCase
TestMachine.settings = settings(max_examples=40, stateful_step_count=40, deadline=None)
