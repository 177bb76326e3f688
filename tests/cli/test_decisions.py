"""`annotator decisions`, `compare` and `summary`: what a review came to, at the prompt."""

import csv
from pathlib import Path

import pytest

from annotator.app.opening import inline_session
from annotator.app.review.desk import ReviewDesk
from annotator.core.ids import ArticleId, PersonId
from annotator.store.open import open_store
from tests.app.opinions import line, mark, project_of
from tests.app.review.reviewing import TEXT, THREE
from tests.cli.conftest import Run


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """An article in which rita has decided two groups by hand and a strategy two more."""
    path = tmp_path / "p.anno"
    project_of(path, line(TEXT, THREE)).close()
    store = open_store(path)
    session = inline_session(store, PersonId("rita"))
    desk = ReviewDesk(session, tell=lambda: None)
    session.open(ArticleId("a0"))
    desk.take_in()
    assert desk.reviewed is not None
    of = {group.kind.value: group.id for group in desk.reviewed.groups}
    desk.choose(of["label_conflict"])
    desk.take(desk.reviewed.names.number(PersonId("ben")))
    desk.explain(reason="label")
    desk.choose(of["one_sided"])
    desk.take_none()
    desk.explain(note="Is a first name enough?", is_guideline_gap=True)
    store.close()
    return path


def finish(run: Run, project: Path) -> None:
    run("adjudicate", project, "--strategy", "majority", "--finish", "--reviewer", "rita")


def test_decisions_are_counted_and_gaps_listed(run: Run, project: Path) -> None:
    finish(run, project)
    ran = run("decisions", project)
    assert ran.code == 0
    assert "rita            2              2" in ran.out
    assert "Is a first name enough?" in ran.out
    assert "4 decisions: 2 by hand, 2 by strategies; 1 guideline gap" in ran.err


def test_json_tells_every_decision(run: Run, project: Path) -> None:
    finish(run, project)
    told = run("decisions", project, "--json").json
    brown, bank = told["articles"][0]["decisions"]
    assert (brown["choice"], brown["nothing"], brown["guideline_gap"]) == (
        "none", ["ben", "cem"], True
    )  # fmt: skip
    assert (bank["taken"], bank["reason"], bank["reviewer"]) == (["ben"], "label", "rita")
    assert bank["outcome"] == [{"label": "source", "text": "Hill Bank", "attributes": {}}]
    everything = run("decisions", project, "--json", "--merged").json
    assert len(everything["articles"][0]["decisions"]) == 4
    [gap] = run("decisions", project, "--json", "--gaps").json["articles"][0]["decisions"]
    assert gap["note"] == "Is a first name enough?"


def test_blind_names_nobody(run: Run, project: Path) -> None:
    told = run("decisions", project, "--json", "--blind").json
    named = {o["annotator"] for d in told["articles"][0]["decisions"] for o in d["opinions"]}
    assert named <= {"A", "B", "C"}


@pytest.mark.parametrize("suffix", ["html", "csv"])
def test_the_suffix_tells_the_format(run: Run, project: Path, tmp_path: Path, suffix: str) -> None:
    path = tmp_path / f"report.{suffix}"
    ran = run("decisions", project, path, "--json")
    assert (ran.code, ran.json["format"], ran.json["decisions"]) == (0, suffix, 2)
    assert "Hill Bank" in path.read_text("utf-8-sig")
    assert run("decisions", project, path).code == 2
    assert run("decisions", project, path, "--overwrite").code == 0


def test_a_table_can_have_any_name(run: Run, project: Path, tmp_path: Path) -> None:
    path = tmp_path / "report.txt"
    assert run("decisions", project, path).code == 2
    assert run("decisions", project, path, "--format", "csv").code == 0
    with path.open(encoding="utf-8-sig", newline="") as file:
        assert len(list(csv.reader(file))) == 3


@pytest.mark.parametrize(
    "args",
    [["--format", "csv"], ["r.pdf"], ["r.html", "--format", "pdf"], ["--article", "a9"]],
)
def test_what_makes_no_sense_is_exit_2(run: Run, project: Path, args: list[str]) -> None:
    assert run("decisions", project, *args).code == 2


def test_a_project_without_a_review_has_no_decision(run: Run, sample: Path) -> None:
    ran = run("decisions", sample)
    assert (ran.code, ran.out) == (0, "")
    assert "0 decisions" in ran.err


def test_disputes_tell_the_decision_and_what_is_left(run: Run, project: Path) -> None:
    told = run("disputes", project, "--json").json
    by_kind = {group["kind"]: group["decision"] for group in told["articles"][0]["groups"]}
    assert by_kind["boundary_conflict"] is by_kind["unanimous"] is None
    decision = by_kind["label_conflict"]
    assert decision.pop("id")
    assert decision.pop("created")
    assert decision == {
        "reviewer": "rita",
        "choice": "version",
        "taken": ["ben"],
        "strategy": "",
        "reason": "label",
        "note": "",
        "guideline_gap": False,
        "outcome": [
            {"fragments": [[17, 26]], "text": "Hill Bank", "label": "source", "attributes": {}}
        ],
    }
    head, row = run("disputes", project).out.splitlines()
    cells = dict(zip(head.split()[-3:-1], row.split()[9:11], strict=True))
    assert cells == {"decided": "2", "left": "1"}
    shown = run("disputes", project, "--article", "a0").out
    assert "decided: taken: ben, by rita, " in shown
    assert "decided: not yet" in shown


def test_any_two_sets_can_be_compared(run: Run, project: Path) -> None:
    told = run("compare", project, "ben", "gold", "--json").json
    assert told["counts"]["annotations"] == {
        "unanimous": 1, "stacked": 0, "boundary_conflict": 0, "label_conflict": 0,
        "attribute_conflict": 0, "one_sided": 2,
    }  # fmt: skip
    [group] = [g for g in told["articles"][0]["groups"] if g["kind"] == "unanimous"]
    assert group["positions"][0]["configurations"][0]["annotators"] == ["ben", "gold"]
    assert "decision" not in group
    mirrored = run("compare", project, "gold", "ben", "--json").json
    assert mirrored["articles"] == told["articles"]


def test_unfinished_sets_can_be_compared_too(run: Run, tmp_path: Path) -> None:
    path = tmp_path / "u.anno"
    opinions = {"ana": [mark(0, 10)], "ben": [mark(0, 4)]}
    lines = [line(TEXT, opinions, unfinished=("ben",)), line(f"{TEXT} 2", {"ana": []})]
    project_of(path, *lines).close()
    ran = run("compare", path, "ana", "ben", "--json")
    assert ran.json["counts"]["annotations"]["boundary_conflict"] == 1
    assert ran.json["left_out"] == 1
    shown = run("compare", path, "ana", "ben", "--article", "a0").out
    assert "“Anna Brown”" in shown


@pytest.mark.parametrize("pair", [("ana", "eve"), ("ana", "ana")])
def test_two_sets_that_cannot_be_compared_are_exit_2(
    run: Run, project: Path, pair: tuple[str, str]
) -> None:
    assert run("compare", project, *pair).code == 2


def test_the_summary_says_what_was_missed_and_confused(run: Run, project: Path) -> None:
    assert run("summary", project, "ana", "--json").json["articles"] == []
    finish(run, project)
    told = run("summary", project, "ana", "--json").json
    assert told["counts"] == {
        "agreed": 2, "missed": 0, "spurious": 1, "other_label": 1, "other_boundary": 0,
        "other_attributes": 0,
    }  # fmt: skip
    assert {"mine": "actor", "gold": "source", "number": 1} in told["confusion"]
    out = run("summary", project, "ana").out
    assert "actor    source        1" in out
    assert run("summary", project, "eve").code == 2
