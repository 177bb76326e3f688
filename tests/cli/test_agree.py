"""`annotator agree` on the sample project: the shape of its JSON, its figures, its words."""

import json
import subprocess
import sys
from collections import Counter
from pathlib import Path
from typing import Any

import pytest

from tests.cli.conftest import Run

ROOT = Path(__file__).resolve().parents[2]
FIGURE = {
    "name",
    "label",
    "annotators",
    "article",
    "subcorpus",
    "value",
    "low",
    "high",
    "n",
    "undefined",
    "coverage",
    "notice",
}


def figures(run: Run, project: Path, *args: object) -> list[Any]:
    ran = run("agree", project, "--json", *args)
    assert ran.code == 0, ran.err
    return list(ran.json["measures"])


def values(found: list[Any]) -> dict[str, float]:
    """The figures over all, by name."""
    return {
        f["name"]: f["value"]
        for f in found
        if (f["label"], f["article"], f["subcorpus"]) == (None, None, None)
    }


def test_the_json_has_the_shape_of_the_contract(run: Run, sample: Path) -> None:
    ran = run("agree", sample, "--json", "--samples", 20)
    assert (ran.code, ran.err) == (0, "")
    assert set(ran.json) == {
        "measures",
        "definitions",
        "asked",
        "left_out",
        "notes",
        "problems",
    }
    for figure in ran.json["measures"]:
        assert set(figure) == FIGURE
        assert set(figure["n"]) == {"articles", "spans", "units"}
        assert figure["annotators"] == ["ana", "ben"]
        assert figure["n"]["articles"] == 7
        assert figure["low"] <= figure["high"]
        assert figure["undefined"] is None
        definition = ran.json["definitions"][figure["name"]]
        assert set(definition) == {"definition", "source", "units", "caution"}
        assert definition["source"]
    assert ran.json["asked"] == {
        "annotators": ["ana", "ben"],
        "labels": [],
        "by": None,
        "attributes": False,
        "without_accepted": False,
        "samples": 20,
        "seed": 0,
    }
    assert ran.json["left_out"] == 2


def test_f1_is_what_counting_by_hand_gives(run: Run, sample: Path, tmp_path: Path) -> None:
    path = tmp_path / "out.jsonl"
    run("export", sample, path, "--format", "jsonl")
    both = either = 0
    for line in map(json.loads, path.read_text("utf-8").splitlines()):
        finished = {s["annotator"] for s in line["sets"] if s["state"] == "finished"}
        if finished != {"ana", "ben"}:
            continue
        spans = {name: Counter[str]() for name in finished}
        for a in line["annotations"]:
            where = a.get("fragments") or [[a["start"], a["end"]]]
            spans[a["annotator"]][f"{a['label']} {where}"] += 1
        both += (spans["ana"] & spans["ben"]).total()
        either += spans["ana"].total() + spans["ben"].total()
    [figure] = figures(run, sample, "--measure", "f1_exact", "--samples", 0)
    assert figure["value"] == 2 * both / either
    assert figure["n"]["spans"] == figure["n"]["units"] == either
    assert figure["low"] is figure["high"] is None


def test_looser_matching_never_agrees_less(run: Run, sample: Path) -> None:
    for attributes in ((), ("--attributes",)):
        f1 = values(figures(run, sample, "--samples", 0, *attributes))
        assert f1["f1_exact"] <= f1["f1_iou"] <= f1["f1_overlap"] <= 1
        assert f1["f1_exact"] <= f1["f1_unlabelled"]
    strict = values(figures(run, sample, "--samples", 0, "--attributes"))
    assert strict["f1_exact"] < values(figures(run, sample, "--samples", 0))["f1_exact"]


def test_the_order_of_annotators_plays_no_part(run: Run, sample: Path) -> None:
    one = figures(run, sample, "--annotator", "ana", "--annotator", "ben", "--samples", 50)
    two = figures(run, sample, "--annotator", "ben", "--annotator", "ana", "--samples", 50)
    assert one == two == figures(run, sample, "--samples", 50)


def test_the_seed_settles_the_intervals(run: Run, sample: Path) -> None:
    args = ("--measure", "f1_exact", "--samples", 100, "--seed")
    assert figures(run, sample, *args, 1) == figures(run, sample, *args, 1)
    [one], [two] = figures(run, sample, *args, 1), figures(run, sample, *args, 2)
    assert one["value"] == two["value"]
    assert (one["low"], one["high"]) != (two["low"], two["high"])


@pytest.mark.parametrize(
    ("by", "key", "parts"),
    [
        ("label", "label", ["actor", "figure", "quote", "source"]),
        ("article", "article", [f"sample-{n}" for n in (1, 2, 4, 5, 6, 7, 8)]),
    ],
)
def test_figures_can_be_asked_for_by_part(
    run: Run, sample: Path, by: str, key: str, parts: list[str]
) -> None:
    found = figures(run, sample, "--by", by, "--measure", "f1_exact", "--samples", 0)
    assert [f[key] for f in found] == [None, *parts]
    whole, *each = found
    assert sum(f["n"]["spans"] for f in each) == whole["n"]["spans"]


def test_one_label_is_asked_for_as_one_of_all(run: Run, sample: Path) -> None:
    args = ("--measure", "f1_overlap", "--samples", 0)
    by_label = figures(run, sample, "--by", "label", *args)
    [quote] = [f["value"] for f in by_label if f["label"] == "quote"]
    assert values(figures(run, sample, "--label", "quote", *args)) == {"f1_overlap": quote}


@pytest.mark.parametrize(
    ("args", "words"),
    [
        (("--annotator", "eve"), "eve. There are ana, ben."),
        (("--label", "place"), "place. There are actor, quote, figure, source."),
        (("--measure", "gamma"), "gamma. There are f1_exact, f1_overlap"),
    ],
)
def test_unknown_names_are_exit_2_and_say_what_there_is(
    run: Run, sample: Path, args: tuple[str, ...], words: str
) -> None:
    ran = run("agree", sample, *args, "--json")
    assert ran.code == ran.json["exit_code"] == 2
    assert words in ran.json["error"]


def test_the_table_says_each_figure_with_interval_and_counts(run: Run, sample: Path) -> None:
    ran = run("agree", sample, "--measure", "f1_exact", "--measure", "kappa", "--explain")
    head, exact, kappa = ran.out.splitlines()[:3]
    assert head.split()[:2] == ["measure", "value"]
    found = {f["name"]: f for f in figures(run, sample)}
    for name, row in (("f1_exact", exact), ("kappa", kappa)):
        told = found[name]
        start = f"{told['value']:.3f}  {told['low']:.3f} to {told['high']:.3f}"
        assert row.split(maxsplit=1)[0] == name
        assert start in row
    assert "796 spans" in exact
    assert "characters" in kappa
    assert "Cohen 1960" in ran.out
    assert "annotators: ana, ben" in ran.err
    assert "fewer than two finished sets: 2 articles" in ran.err


def test_what_is_undefined_is_said_with_the_reason(run: Run, project: Path) -> None:
    ran = run("agree", project)
    assert ran.code == 0
    assert "undefined: " in ran.out
    assert "nobody has finished an article" in ran.err
    for figure in run("agree", project, "--json").json["measures"]:
        assert figure["value"] is None
        assert figure["undefined"]


def test_a_real_process_gives_the_same_and_loads_no_window(run: Run, sample: Path) -> None:
    code = (
        "import sys; from annotator.cli.main import main; code = main(sys.argv[1:]); "
        "sys.exit(9 if 'PySide6' in sys.modules else code)"
    )
    ran = subprocess.run(
        [sys.executable, "-c", code, "agree", str(sample), "--json", "--samples", "30"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        encoding="utf-8",
        timeout=60,
        check=False,
    )
    assert (ran.returncode, ran.stderr) == (0, "")
    assert json.loads(ran.stdout)["measures"] == figures(run, sample, "--samples", 30)
