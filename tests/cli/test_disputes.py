"""`annotator disputes` on the sample project: the shape of its JSON, and what a person reads."""

import json
import os
import sqlite3
import subprocess
import sys
from contextlib import closing
from pathlib import Path
from shutil import copy
from typing import Any

import pytest

from tests.cli.conftest import Run

ROOT = Path(__file__).resolve().parents[2]
KINDS = (
    "unanimous",
    "stacked",
    "boundary_conflict",
    "label_conflict",
    "attribute_conflict",
    "one_sided",
)
FLAGS = {"one_sided", "nested", "stacked_identical", "stacked_different", "discontinuous"}


@pytest.fixture
def told(run: Run, sample: Path) -> Any:
    ran = run("disputes", sample, "--json")
    assert (ran.code, ran.err) == (0, "")
    return ran.json


def groups(told: Any) -> list[Any]:
    return [group for article in told["articles"] for group in article["groups"]]


def test_the_json_has_the_shape_of_the_contract(told: Any) -> None:
    assert set(told) == {"articles", "left_out", "problems"}
    assert {frozenset(article) for article in told["articles"]} == {
        frozenset({"id", "title", "annotators", "groups"})
    }
    keys = {
        "id",
        "subject",
        "kind",
        "flags",
        "positions",
        "nothing",
        "majority",
        "decision",
    }
    for group in groups(told):
        assert set(group) == keys
        assert group["kind"] in KINDS
        assert set(group["flags"]) <= FLAGS
        assert group["decision"] is None
        ends = {"from", "to"} if group["subject"] == "relation" else set()
        for position in group["positions"]:
            assert set(position) == {"fragments", "text", "configurations"} | ends
            for version in position["configurations"]:
                assert set(version) == {"label", "attributes", "annotators"}
        for version in group["majority"]:
            assert set(version) == {"fragments", "text", "label", "attributes", "votes"} | ends


def test_articles_that_both_have_finished_are_compared_and_the_others_counted(told: Any) -> None:
    ids = [article["id"] for article in told["articles"]]
    assert ids == [f"sample-{number}" for number in (1, 2, 4, 5, 6, 7, 8)]
    assert told["left_out"] == 2
    assert {tuple(article["annotators"]) for article in told["articles"]} == {("ana", "ben")}


def test_every_annotation_of_the_compared_sets_is_in_one_group(
    run: Run, sample: Path, told: Any, tmp_path: Path
) -> None:
    """What the groups of spans hold, added up, is what the sets hold."""
    lines = tmp_path / "out.jsonl"
    run("export", sample, lines, "--format", "jsonl")
    exported = [json.loads(line) for line in lines.read_text("utf-8").splitlines()]
    ids = {article["id"] for article in told["articles"]}
    made = {
        (line["article"]["id"], a["annotator"], a["label"], a["start"], a["end"])
        for line in exported
        if line["article"]["id"] in ids
        for a in line["annotations"]
    }
    compared = {
        (
            article["id"],
            annotator,
            version["label"],
            position["fragments"][0][0],
            position["fragments"][-1][1],
        )
        for article in told["articles"]
        for group in article["groups"]
        if group["subject"] == "span"
        for position in group["positions"]
        for version in position["configurations"]
        for annotator in version["annotators"]
    }
    assert compared == made


def test_ids_of_groups_are_unique_and_the_same_each_time(run: Run, sample: Path, told: Any) -> None:
    ids = [group["id"] for group in groups(told)]
    assert len(set(ids)) == len(ids)
    again = run("disputes", sample, "--json").json
    assert [group["id"] for group in groups(again)] == ids


def test_the_table_counts_what_the_json_lists(run: Run, sample: Path, told: Any) -> None:
    ran = run("disputes", sample)
    lines = ran.out.splitlines()
    assert lines[0].split()[:2] == ["article", "unanimous"]
    assert len(lines) == 9
    spans = [group for group in groups(told) if group["subject"] == "span"]
    in_all = [int(cell.replace(",", "")) for cell in lines[-1].split()[2:]]
    counts = [sum(group["kind"] == kind for group in spans) for kind in KINDS]
    assert in_all[:6] == counts
    assert in_all[6] == len(spans) - counts[0]
    assert "fewer than two finished sets: 2 articles" in ran.err


def test_one_article_is_shown_in_full(run: Run, sample: Path, told: Any) -> None:
    ran = run("disputes", sample, "--article", "sample-5")
    [article] = [a for a in told["articles"] if a["id"] == "sample-5"]
    disputed = [group for group in article["groups"] if group["kind"] != "unanimous"]
    assert [group["id"] for group in disputed if group["id"] not in ran.out] == []
    assert ran.out.count("majority:") == len(disputed)
    [only] = run("disputes", sample, "--article", "sample-5", "--json").json["articles"]
    assert only == article


def test_an_article_that_is_not_there_is_exit_2(run: Run, sample: Path) -> None:
    ran = run("disputes", sample, "--article", "sample-77", "--json")
    assert ran.code == 2
    assert "sample-77" in ran.json["error"]


def test_a_project_without_two_finished_sets_has_no_dispute(run: Run, project: Path) -> None:
    ran = run("disputes", project)
    assert ran.code == 0
    assert ran.out == ""
    assert "2 articles" in ran.err
    assert run("disputes", project, "--json").json["articles"] == []


def test_what_cannot_be_read_is_a_problem_and_exit_1(
    run: Run, sample: Path, tmp_path: Path
) -> None:
    spoiled = Path(copy(sample, tmp_path / "spoiled.anno"))
    with closing(sqlite3.connect(spoiled)) as connection:
        connection.execute("update articles set text = 'Short.' where id = 'sample-2'")
        connection.commit()
    ran = run("disputes", spoiled, "--json")
    assert ran.code == 1
    assert len(ran.json["articles"]) == 7
    assert set(ran.json["problems"][0]) == {"where", "what"}


def test_a_real_process_prints_one_object_and_loads_no_window(sample: Path) -> None:
    code = (
        "import sys; from annotator.cli.main import main; code = main(sys.argv[1:]); "
        "sys.exit(9 if 'PySide6' in sys.modules else code)"
    )
    ran = subprocess.run(
        [sys.executable, "-c", code, "disputes", str(sample), "--json"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        encoding="utf-8",
        env=dict(os.environ, PYTHONIOENCODING="utf-8"),
        timeout=60,
        check=False,
    )
    assert (ran.returncode, ran.stderr) == (0, "")
    assert ran.stdout.startswith('{\n  "articles": [')
