"""`annotator adjudicate`: merging many articles at the prompt, taking it back, discarding."""

import os
import signal
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

import pytest

from annotator.app.opening import inline_session
from annotator.app.review.desk import ReviewDesk
from annotator.core.ids import ArticleId, PersonId
from annotator.store.open import open_store
from tests.app.opinions import line, mark, project_of
from tests.app.review.reviewing import TEXT, THREE
from tests.cli.conftest import Ran, Run

ROOT = Path(__file__).resolve().parents[2]
AGREED = {"ana": [mark(0, 10)], "ben": [mark(0, 10)], "cem": [mark(0, 10)]}
GONE = subprocess.DEVNULL


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """Two articles: one in which three differ, one in which they agree."""
    path = tmp_path / "p.anno"
    project_of(path, line(TEXT, THREE), line(f"{TEXT} (1)", AGREED)).close()
    return path


def merge(run: Run, project: Path, strategy: str, *more: object) -> Ran:
    return run("adjudicate", project, "--strategy", strategy, "--reviewer", "rita", *more)


def decide(project: Path, choice: str) -> str:
    """Decides the first group with a label conflict by hand; the id of the group."""
    store = open_store(project)
    try:
        session = inline_session(store, PersonId("rita"))
        desk = ReviewDesk(session, tell=lambda: None)
        session.open(ArticleId("a0"))
        desk.take_in()
        group = next(g for g in desk.open_groups if g.kind == "label_conflict")
        desk.choose(group.id)
        if choice == "none":
            desk.take_none()
        else:
            assert desk.reviewed is not None
            desk.take(desk.reviewed.names.number(PersonId(choice)))
        return group.id
    finally:
        store.close()


def gold(run: Run, project: Path) -> list[tuple[str, str, str]]:
    """Article, label and words of everything in the gold sets."""
    found = run("compare", project, "ana", "gold", "--json").json
    return sorted(
        (article["id"], version["label"], position["text"])
        for article in found["articles"]
        for group in article["groups"]
        for position in group["positions"]
        for version in position["configurations"]
        if "gold" in version["annotators"]
    )


def decisions(run: Run, project: Path) -> dict[str, Any]:
    """The decision on each group that has one, by the group's id."""
    told = run("disputes", project, "--json").json
    groups = [group for article in told["articles"] for group in article["groups"]]
    return {group["id"]: group["decision"] for group in groups if group["decision"]}


def backups(project: Path) -> list[Path]:
    folder = project.with_name(project.name + ".backups")
    return sorted(folder.iterdir()) if folder.is_dir() else []


def test_a_dry_run_says_what_it_would_take_and_changes_nothing(run: Run, project: Path) -> None:
    before = project.read_bytes()
    ran = merge(run, project, "majority", "--dry-run", "--json")
    assert ran.code == 0
    told = ran.json
    assert (told["strategy"], told["reviewer"], told["dry_run"]) == ("majority", "rita", True)
    assert (told["batch"], told["backup"], told["problems"]) == (None, None, [])
    first, second = told["articles"]
    taken = {(t["label"], t["text"], t["votes"], t["counted"]) for t in first["taken"]}
    assert taken == {
        ("actor", "Anna Brown", 2, 3),
        ("actor", "Hill Bank", 2, 3),
        ("source", "Reuters", 3, 3),
    }
    [bank] = [t for t in first["taken"] if t["text"] == "Hill Bank"]
    assert bank["fragments"] == [[17, 26]]
    assert bank["annotators"] == ["ana", "cem"]
    assert bank["reason"] == "majority"
    assert bank["confidence"] == pytest.approx(2 / 3)
    assert second["left_open"] == []
    assert project.read_bytes() == before
    assert backups(project) == []


def test_what_stays_open_is_listed_with_a_sentence(run: Run, project: Path) -> None:
    told = merge(run, project, "unanimous", "--dry-run", "--json").json
    left = told["articles"][0]["left_open"]
    assert {(group["kind"], group["reason"]) for group in left} == {
        ("boundary_conflict", "differing"),
        ("label_conflict", "differing"),
        ("one_sided", "some_have_nothing"),
    }
    assert all(group["why"].endswith(".") for group in left)
    assert told["counts"]["left"] == len(left)
    assert told["counts"]["by_reason"] == {"differing": 2, "some_have_nothing": 1}
    assert told["counts"]["by_kind"]["unanimous"] == {"taken": 2, "left": 0}


def test_the_tables_say_what_the_json_says(run: Run, project: Path) -> None:
    out = merge(run, project, "unanimous", "--dry-run").out
    assert "unanimous                       2          0" in out
    assert "Those who have something differ." in out


def test_a_merge_fills_the_gold_sets_after_a_backup(run: Run, project: Path) -> None:
    ran = merge(run, project, "unanimous", "--json")
    assert ran.code == 0
    assert gold(run, project) == [("a0", "source", "Reuters"), ("a1", "actor", "Anna Brown")]
    [backup] = backups(project)
    assert ran.json["backup"] == str(backup)
    assert gold(run, backup) == []


def test_every_merge_makes_a_backup(run: Run, project: Path) -> None:
    merge(run, project, "unanimous")
    merge(run, project, "majority")
    assert len(backups(project)) == 2
    ran = merge(run, project, "majority")
    assert "nothing was changed" in ran.err
    assert len(backups(project)) == 2


def test_decisions_between_two_merges_are_never_touched(run: Run, project: Path) -> None:
    merge(run, project, "unanimous")
    by_hand = decide(project, "ben")
    before = decisions(run, project)
    ran = merge(run, project, "prefer", "--prefer", "ana", "--json")
    after = decisions(run, project)
    assert {group: after[group] for group in before} == before
    assert after[by_hand]["taken"] == ["ben"]
    assert ("a0", "source", "Hill Bank") in gold(run, project)
    assert ran.json["counts"]["decided"] == 3


def test_none_of_these_stays_none_after_a_merge(run: Run, project: Path) -> None:
    by_hand = decide(project, "none")
    merge(run, project, "majority")
    assert decisions(run, project)[by_hand]["choice"] == "none"
    assert "Hill Bank" not in [words for _, _, words in gold(run, project)]


def test_a_preferred_annotator_can_be_taken_for_one_label(run: Run, project: Path) -> None:
    merge(run, project, "prefer", "--prefer", "ana", "--label", "source")
    assert gold(run, project) == [("a0", "source", "Reuters")]


def test_one_article_can_be_merged_alone_and_taken_back(run: Run, project: Path) -> None:
    merge(run, project, "unanimous", "--article", "a0")
    merge(run, project, "unanimous", "--article", "a1")
    assert run("adjudicate", project, "--undo", "--reviewer", "rita").code == 0
    assert gold(run, project) == [("a0", "source", "Reuters")]


def test_articles_with_nothing_open_are_finished_on_demand(run: Run, project: Path) -> None:
    told = merge(run, project, "unanimous", "--finish", "--json").json
    assert [article["finished"] for article in told["articles"]] == [False, True]
    assert [a["id"] for a in merge(run, project, "majority", "--json").json["articles"]] == ["a0"]


def test_a_reviewer_who_has_annotated_is_told_so(run: Run, project: Path) -> None:
    ran = run("adjudicate", project, "--strategy", "unanimous", "--reviewer", "ana", "--dry-run")
    assert "ana has annotated 2 articles of these" in ran.err
    assert "has annotated" not in merge(run, project, "unanimous", "--dry-run").err


def test_the_batch_that_was_named_is_taken_back(run: Run, project: Path) -> None:
    batch = merge(run, project, "unanimous", "--json").json["batch"]
    merge(run, project, "majority")
    ran = run("adjudicate", project, "--undo", batch, "--reviewer", "rita", "--json")
    assert (ran.code, ran.json["batch"], ran.json["articles"]) == (0, batch, 2)
    assert gold(run, project) == [("a0", "actor", "Anna Brown"), ("a0", "actor", "Hill Bank")]
    again = run("adjudicate", project, "--undo", batch, "--reviewer", "rita")
    assert again.code == 2
    assert batch in again.err


def test_what_was_decided_since_is_not_taken_back_and_reported(run: Run, project: Path) -> None:
    merge(run, project, "majority", "--article", "a0")
    store = open_store(project)
    session = inline_session(store, PersonId("rita"))
    desk = ReviewDesk(session, tell=lambda: None)
    session.open(ArticleId("a0"))
    desk.take_in()
    assert desk.reviewed is not None
    desk.choose(next(g.id for g in desk.reviewed.groups if g.kind == "label_conflict"))
    desk.take_none()
    store.close()
    before = gold(run, project)
    ran = run("adjudicate", project, "--undo", "--reviewer", "rita", "--json")
    assert ran.code == 1
    assert ran.json["articles"] == 0
    assert "changed since" in ran.json["problems"][0]["what"]
    assert gold(run, project) == before


def test_discarding_asks_for_yes(run: Run, project: Path) -> None:
    decide(project, "ben")
    merge(run, project, "majority")
    ran = run("adjudicate", project, "--discard", "merged", "--reviewer", "rita")
    assert ran.code == 2
    assert "discard 3 decisions in 2 articles" in ran.err
    assert len(gold(run, project)) == 4
    done = run("adjudicate", project, "--discard", "merged", "--yes", "--reviewer", "rita")
    assert done.code == 0
    assert gold(run, project) == [("a0", "source", "Hill Bank")]
    run("adjudicate", project, "--undo", "--reviewer", "rita")
    assert len(gold(run, project)) == 4


@pytest.mark.parametrize(
    ("args", "said"),
    [
        (["--strategy", "wisdom"], "There are unanimous, agreeing"),
        (["--strategy", "prefer"], "Name an annotator"),
        (["--strategy", "prefer", "--prefer", "eve"], "eve"),
        (["--strategy", "majority", "--prefer", "ana"], "no use for an annotator to prefer"),
        (["--strategy", "unanimous", "--votes", "3"], "no use for a number of votes"),
        (["--strategy", "prefer", "--prefer", "ana", "--label", "nope"], "nope"),
        (["--strategy", "majority", "--article", "a9"], "a9"),
        (["--strategy", "majority", "--reviewer", "gold"], "gold"),
        (["--strategy", "majority", "--reviewer", "gold:ana"], "gold:ana"),
        (["--strategy", "majority", "--undo"], "Choose one"),
        (["--undo", "--votes", "2"], "goes with --strategy"),
        (["--undo"], "no merge"),
        ([], "Choose one"),
    ],
)
def test_what_makes_no_sense_is_exit_2(run: Run, project: Path, args: list[str], said: str) -> None:
    ran = run("adjudicate", project, *args)
    assert ran.code == 2
    assert said in ran.err
    assert (decisions(run, project), backups(project)) == ({}, [])


def test_a_project_in_use_is_exit_3(run: Run, project: Path) -> None:
    store = open_store(project)
    try:
        assert merge(run, project, "unanimous").code == 3
        assert merge(run, project, "unanimous", "--dry-run").code == 0
    finally:
        store.close()


@pytest.mark.skipif(os.name == "nt", reason="sends a signal")
@pytest.mark.parametrize("delay", [0.0, 0.004, 0.012, 0.03])
def test_a_merge_that_is_killed_is_there_whole_or_not_at_all(
    run: Run, tmp_path: Path, delay: float
) -> None:
    project = tmp_path / "k.anno"
    project_of(project, *(line(f"{TEXT} ({n})", THREE) for n in range(60))).close()
    told = ["adjudicate", project, "--strategy", "majority", "--reviewer", "rita"]
    child = subprocess.Popen(
        [sys.executable, "-m", "annotator.cli.main", *map(str, told)],
        cwd=ROOT,
        stdout=GONE,
        stderr=GONE,
    )
    # The backup is the last thing before the transaction.
    while child.poll() is None and not any(b.suffix == ".anno" for b in backups(project)):
        time.sleep(0.001)
    time.sleep(delay)
    child.send_signal(signal.SIGKILL)
    child.wait(timeout=60)
    assert len(gold(run, project)) in (0, 180)
    assert run("check", project, "--json").json["ok"]
    merge(run, project, "majority")
    assert len(gold(run, project)) == 180


def test_an_article_that_was_named_and_cannot_be_merged_is_a_problem(
    run: Run, project: Path
) -> None:
    merge(run, project, "unanimous", "--article", "a1", "--finish")
    ran = merge(run, project, "majority", "--article", "a1", "--json")
    assert ran.code == 1
    assert ran.json["articles"] == []
    (problem,) = ran.json["problems"]
    assert problem == {"where": "a1", "what": "the article was left out: it is adjudicated"}
    assert merge(run, project, "majority").code == 0
