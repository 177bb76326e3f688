"""Relations, labels of articles and discontinuous spans are decided, not left out."""

from pathlib import Path

import pytest

from annotator.adjudicate.groups import Kind, Subject
from annotator.app import acts
from annotator.core.decisions import Choice
from annotator.core.errors import Refused
from annotator.core.ids import LabelId
from tests.app.opinions import line, mark, project_of
from tests.app.review.reviewing import Reviewer, at_work

#       0    5     11    17   22   27      35
TEXT = "“No way,” said Anna Brown. “Never,” Bo added."


def _quotes(annotator: str, *, end: int = 9, speaker: int = 25) -> list[dict[str, object]]:
    return [mark(0, end, "quote"), mark(15, speaker)]


def _relation(annotator: str, number: int = 0, **more: object) -> dict[str, object]:
    return {
        "id": f"r-{annotator}{number}",
        "annotator": annotator,
        "type": "said_by",
        "from": f"{annotator}0",
        "to": f"{annotator}1",
        "attributes": {},
        **more,
    }


def _with_relations(path: Path, *relations: dict[str, object], **more: int) -> Reviewer:
    opinions = {"ana": _quotes("ana"), "ben": _quotes("ben", **more)}
    told = line(TEXT, opinions)
    told["relations"] = list(relations)
    reviewer = Reviewer(project_of(path / "r.anno", told))
    reviewer.open()
    return reviewer


def _relations(rita: Reviewer) -> list[tuple[str, str, str]]:
    opened = rita.session.current
    assert opened is not None
    words = {a.id: a.spans[0].text_of(TEXT) for a in opened.state}
    return [(r.type, words[r.source], words[r.target]) for r in opened.state.relations]


def _look_at_relation(rita: Reviewer) -> None:
    assert rita.desk.reviewed is not None
    group = rita.desk.reviewed.disputes.relations[0]
    assert group.subject is Subject.RELATION
    rita.desk.choose(group.id)


def test_a_relation_waits_for_its_ends(tmp_path: Path) -> None:
    rita = _with_relations(tmp_path, _relation("ana"), end=8)
    _look_at_relation(rita)
    with pytest.raises(Refused, match="end of this relation"):
        rita.desk.take(rita.number("ana"))
    rita.store.close()


def test_a_relation_takes_along_the_ends_on_which_all_agree(tmp_path: Path) -> None:
    rita = _with_relations(tmp_path, _relation("ana"))
    _look_at_relation(rita)
    looked_at = rita.desk.current
    rita.desk.take(rita.number("ana"))
    assert _relations(rita) == [("said_by", "“No way,”", "Anna Brown")]
    rita.desk.undo()
    assert (_relations(rita), rita.annotations) == ([], [])
    assert rita.desk.current == looked_at
    rita.store.close()


def test_a_relation_does_not_bring_back_an_end_that_was_decided_against(tmp_path: Path) -> None:
    rita = _with_relations(tmp_path, _relation("ana"))
    rita.look_at(Kind.UNANIMOUS)
    rita.desk.take_none()
    _look_at_relation(rita)
    with pytest.raises(Refused, match="end of this relation"):
        rita.desk.take(rita.number("ana"))
    rita.store.close()


def test_a_relation_is_tied_to_what_was_decided_at_its_ends(tmp_path: Path) -> None:
    rita = _with_relations(tmp_path, _relation("ana"), end=8)
    rita.look_at(Kind.BOUNDARY_CONFLICT)
    rita.desk.take(rita.number("ben"))
    rita.look_at(Kind.UNANIMOUS)
    rita.desk.take_majority()
    _look_at_relation(rita)
    rita.desk.take(rita.number("ana"))
    assert _relations(rita) == [("said_by", "“No way,", "Anna Brown")]
    rita.desk.undo()
    assert _relations(rita) == []
    rita.store.close()


def test_a_relation_stays_when_its_end_is_decided_again(tmp_path: Path) -> None:
    rita = _with_relations(tmp_path, _relation("ana"), end=8)
    rita.look_at(Kind.BOUNDARY_CONFLICT)
    rita.desk.take(rita.number("ben"))
    rita.look_at(Kind.UNANIMOUS)
    rita.desk.take_majority()
    _look_at_relation(rita)
    rita.desk.take(rita.number("ana"))
    rita.look_at(Kind.BOUNDARY_CONFLICT)
    rita.desk.take(rita.number("ana"))
    assert _relations(rita) == [("said_by", "“No way,”", "Anna Brown")]
    rita.desk.take_none()
    assert _relations(rita) == []
    assert rita.desk.reviewed is not None
    relation = rita.desk.reviewed.disputes.relations[0]
    assert relation.id not in rita.desk.decisions, "its decision is open again"
    rita.store.close()


def test_finishing_takes_relations_on_which_all_agree(tmp_path: Path) -> None:
    rita = _with_relations(tmp_path, _relation("ana"), _relation("ben"))
    rita.desk.finish()
    assert _relations(rita) == [("said_by", "“No way,”", "Anna Brown")]
    rita.store.close()


def test_labels_of_the_whole_article_are_decided(tmp_path: Path) -> None:
    opinions = {"ana": [mark(None, None, "topic")], "ben": []}
    with at_work(tmp_path, opinions) as rita:
        group = rita.group(Kind.ONE_SIDED)
        assert group.subject is Subject.ARTICLE
        rita.desk.take(rita.number("ana"))
        assert rita.gold == [("topic", "")]


def test_parts_with_gaps_are_decided(tmp_path: Path) -> None:
    opinions = {
        "ana": [mark(0, 16, "quote", fragments=[[0, 4], [11, 16]])],
        "ben": [mark(0, 4, "quote")],
    }
    with at_work(tmp_path, opinions) as rita:
        rita.desk.take(rita.number("ana"))
        assert rita.gold == [("quote", "Anna|leads")]


def test_what_is_divided_by_hand_belongs_to_one_decision(tmp_path: Path) -> None:
    opinions = {"ana": [mark(0, 16)], "ben": []}
    with at_work(tmp_path, opinions) as rita:
        rita.desk.take(rita.number("ana"))
        from annotator.app import shaping

        (made,) = rita.annotations
        work = rita.session.work
        opened = rita.session.current
        assert opened is not None
        text = opened.article.text
        rita.session.do(shaping.split(work, annotation_id=made.id, offset=10, text=text))
        decision = rita.desk.decision
        assert decision is not None
        assert decision.choice is Choice.EDITED
        assert len(decision.outcome) == 2
        work = rita.session.work
        rita.session.do(acts.remove(work, annotation_ids=decision.outcome))  # type: ignore[arg-type]
        assert rita.desk.decision is not None
        assert rita.desk.decision.choice is Choice.NONE


def test_relabelling_by_hand_is_an_edited_decision(tmp_path: Path) -> None:
    with at_work(tmp_path, {"ana": [mark(0, 10)], "ben": []}) as rita:
        rita.desk.take(rita.number("ana"))
        (made,) = rita.annotations
        work = rita.session.work
        rita.session.do(acts.relabel(work, annotation_id=made.id, label=LabelId("source")))
        assert rita.desk.decision is not None
        assert rita.desk.decision.choice is Choice.EDITED


def test_a_relation_that_goes_with_its_end_is_open_again(tmp_path: Path) -> None:
    rita = _with_relations(tmp_path, _relation("ana"), _relation("ben", attributes={"via": "he"}))
    assert rita.desk.reviewed is not None
    for group in rita.desk.reviewed.groups:
        rita.desk.choose(group.id)
        rita.desk.take(rita.number("ana"))
    decided = len(rita.desk.decisions)
    _look_at_relation(rita)
    assert len(_relations(rita)) == 1
    quote = next(a for a in rita.annotations if a.label == "quote")
    rita.session.do(acts.remove(rita.session.work, annotation_ids=[quote.id]))
    assert _relations(rita) == []
    assert rita.desk.decision is None
    assert len(rita.desk.decisions) == decided - 1
    rita.desk.undo()
    (relation,) = rita.session.current.state.relations  # type: ignore[union-attr]
    rita.session.do(acts.unrelate(rita.session.work, relation_id=relation.id))
    assert rita.desk.decision is not None
    assert rita.desk.decision.choice is Choice.NONE
