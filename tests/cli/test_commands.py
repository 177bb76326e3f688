"""What each command prints, and its exit code, as the contract says."""

import json
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from annotator import __version__
from annotator.cli.main import annotator
from tests.cli.conftest import Run

COMMANDS = (
    "new",
    "import",
    "export",
    "formats",
    "stats",
    "agree",
    "disputes",
    "adjudicate",
    "decisions",
    "compare",
    "summary",
    "codebook",
    "check",
    "backup",
    "restore",
)


@pytest.mark.parametrize("command", COMMANDS)
def test_every_command_explains_itself(run: Run, command: str) -> None:
    ran = run(command, "--help")
    assert ran.code == 0
    assert f"Usage: annotator {command}" in ran.out


def test_no_command_is_unknown_to_these_tests() -> None:
    assert sorted(annotator.commands) == sorted(COMMANDS)


def test_the_version_is_told(run: Run) -> None:
    assert run("--version").out == f"annotator {__version__}\n"


@pytest.mark.parametrize(
    "args",
    [
        ("frob",),
        ("new",),
        ("import", "p.anno"),
        ("export", "p.anno", "o.csv"),
        ("stats", "p.anno", "--frob"),
        ("agree",),
        ("agree", "p.anno", "--by", "colour"),
        ("agree", "p.anno", "--samples", "-1"),
        ("disputes",),
        ("disputes", "p.anno", "--frob"),
        ("adjudicate", "p.anno"),
        ("adjudicate", "p.anno", "--discard", "some"),
        ("adjudicate", "p.anno", "--strategy", "threshold", "--confidence", "2"),
        ("decisions",),
        ("compare", "p.anno", "ana"),
        ("summary", "p.anno"),
        ("codebook", "p.anno", "frob"),
        ("codebook", "p.anno", "import"),
        ("export", "p.anno", "-", "--format", "csv"),
    ],
)
def test_wrong_usage_is_exit_2_and_says_what_is_right(run: Run, args: tuple[str, ...]) -> None:
    ran = run(*args)
    assert ran.code == 2
    assert "Usage: annotator" in ran.err
    assert not ran.out


@pytest.mark.parametrize(
    "args",
    [
        ("import", "{}", "x.txt"),
        ("export", "{}", "o.csv", "--format", "csv"),
        ("stats", "{}"),
        ("agree", "{}"),
        ("disputes", "{}"),
        ("adjudicate", "{}", "--strategy", "majority"),
        ("adjudicate", "{}", "--strategy", "majority", "--dry-run"),
        ("adjudicate", "{}", "--undo"),
        ("decisions", "{}"),
        ("decisions", "{}", "r.html"),
        ("compare", "{}", "ana", "ben"),
        ("summary", "{}", "ana"),
        ("check", "{}"),
        ("codebook", "{}", "show"),
        ("backup", "{}"),
        ("restore", "new.anno", "{}"),
    ],
)
@pytest.mark.parametrize("kind", ["missing", "folder", "text"])
def test_a_project_that_cannot_be_used_is_exit_3(
    tmp_path: Path, run: Run, args: tuple[str, ...], kind: str
) -> None:
    path = tmp_path / kind
    if kind == "folder":
        path.mkdir()
    if kind == "text":
        path.write_text("no project")
    ran = run(
        *(
            str(tmp_path / arg.replace("{}", kind)) if "." in arg or "{" in arg else arg
            for arg in args
        )
    )
    assert ran.code == 3
    assert kind in ran.err
    assert "Traceback" not in ran.err


def test_an_error_with_json_is_one_object_too(tmp_path: Path, run: Run) -> None:
    ran = run("stats", tmp_path / "no.anno", "--json")
    assert ran.json["exit_code"] == ran.code == 3
    assert ran.json["error"] in ran.err
    assert run("stats", "--json").json["exit_code"] == 2


def test_new_makes_a_project_with_its_codebook(tmp_path: Path, project: Path, run: Run) -> None:
    book = tmp_path / "book.json"
    book.write_text(json.dumps({"name": "mine", "labels": [{"id": "place"}]}))
    assert run("new", tmp_path / "q.anno", "--codebook", book).code == 0
    labels = run("codebook", tmp_path / "q.anno", "show", "--json").json["labels"]
    assert [label["id"] for label in labels] == ["place"]
    before = project.read_bytes()
    assert run("new", project).code == 3
    assert project.read_bytes() == before


def test_a_bad_codebook_makes_no_project(tmp_path: Path, run: Run) -> None:
    (tmp_path / "book.json").write_text("{")
    for name in ("book.json", "missing.json"):
        ran = run("new", tmp_path / "q.anno", "--codebook", tmp_path / name)
        assert ran.code == 2
        assert name in ran.err
    assert not (tmp_path / "q.anno").exists()


def test_import_says_what_came_of_each_file(tmp_path: Path, project: Path, run: Run) -> None:
    (tmp_path / "a.txt").write_bytes("Dès demain, déclare-t-il.\r\n".encode("cp1252"))
    ran = run("import", project, tmp_path / "a.txt")
    assert ran.code == 0
    assert not ran.out
    assert "cp1252" in ran.err
    assert "1 new article" in ran.err


def test_import_with_problems_is_exit_1_and_adds_the_rest(
    tmp_path: Path, project: Path, run: Run
) -> None:
    (tmp_path / "good.txt").write_text("A good article.")
    (tmp_path / "bad.txt").write_bytes(b"")
    ran = run(
        "import",
        project,
        tmp_path / "good.txt",
        tmp_path / "bad.txt",
        tmp_path / "no.txt",
        "--json",
    )
    assert ran.code == 1
    assert ran.json["new"] == 1
    assert [p["where"].rsplit("/", 1)[-1] for p in ran.json["problems"]] == ["no.txt", "bad.txt"]
    assert not ran.err
    assert run("stats", project, "--json").json["articles"] == 3


def test_import_of_nothing_but_missing_paths_is_exit_1(project: Path, run: Run) -> None:
    assert run("import", project, "/nowhere/at/all").code == 1


@pytest.mark.parametrize(
    ("options", "words"),
    [
        (("--format", "docx"), "text, jsonl"),
        (("--format", "csv"), "text, jsonl"),
        (("--annotator", " x "), "no outer spaces"),
    ],
)
def test_import_with_a_wrong_option_is_exit_2(
    project: Path, source: Path, run: Run, options: tuple[str, ...], words: str
) -> None:
    ran = run("import", project, source, *options)
    assert ran.code == 2
    assert words in ran.err


def test_import_gives_nameless_work_to_the_annotator(
    tmp_path: Path, project: Path, run: Run
) -> None:
    path = tmp_path / "nameless.jsonl"
    path.write_text(
        '{"article": {"text": "Rain."}, "annotations": [{"label": "x", "start": 0, "end": 4}]}\n'
    )
    assert run("import", project, path).code == 1
    assert run("import", project, path, "--annotator", "eve").code == 0
    sets = run("stats", project, "--json").json["sets"]
    assert "eve" in {told["annotator"] for told in sets}


def test_export_and_import_again_is_the_same(tmp_path: Path, project: Path, run: Run) -> None:
    one, two = tmp_path / "1.jsonl", tmp_path / "2.jsonl"
    assert run("export", project, one, "--format", "jsonl").code == 0
    run("new", tmp_path / "q.anno")
    assert run("import", tmp_path / "q.anno", one).code == 0
    assert run("export", tmp_path / "q.anno", two, "--format", "jsonl").code == 0
    assert one.read_bytes() == two.read_bytes()


def test_export_tells_what_is_lost(tmp_path: Path, project: Path, run: Run) -> None:
    ran = run("export", project, tmp_path / "o.csv", "--format", "csv", "--json")
    assert ran.code == 0
    assert {"what": "relations", "count": 1} in ran.json["losses"]
    assert ran.json["annotations"] == 3


def test_export_chooses_annotators_and_articles(tmp_path: Path, project: Path, run: Run) -> None:
    ran = run(
        "export", project, tmp_path / "o", "--format", "jsonl", "--annotator", "ana",
        "--annotator", "ben", "--query", "label:quote", "--json",
    )  # fmt: skip
    assert (ran.json["articles"], ran.json["annotations"], ran.json["left_out"]) == (1, 3, 1)


@pytest.mark.parametrize(
    ("options", "words"),
    [
        (("--format", "docx"), "jsonl, csv"),
        (("--format", "csv", "--annotator", "eve"), "ana, ben"),
        (("--format", "csv", "--query", "colour:red"), "outlet"),
        (("--format", "csv", "--gold", "--annotator", "ana"), "not both"),
    ],
)
def test_export_with_a_wrong_option_is_exit_2(
    tmp_path: Path, project: Path, run: Run, options: tuple[str, ...], words: str
) -> None:
    ran = run("export", project, tmp_path / "o", *options)
    assert ran.code == 2
    assert words in ran.err
    assert not (tmp_path / "o").exists()


def test_export_replaces_only_with_overwrite(tmp_path: Path, project: Path, run: Run) -> None:
    path = tmp_path / "o.csv"
    path.write_text("precious")
    ran = run("export", project, path, "--format", "csv")
    assert ran.code == 2
    assert "--overwrite" in ran.err
    assert path.read_text() == "precious"
    assert run("export", project, path, "--format", "csv", "--overwrite").code == 0
    assert run("export", project, project, "--format", "csv", "--overwrite").code == 2
    assert run("check", project).code == 0


def test_formats_lists_what_each_can_carry(run: Run) -> None:
    formats = {f["name"]: f for f in run("formats", "--json").json["formats"]}
    assert list(formats) == ["text", "jsonl", "csv"]
    assert all(formats["jsonl"]["carries"].values())
    assert formats["csv"]["carries"]["relations"] is False
    assert (formats["text"]["reads"], formats["text"]["writes"]) == (True, False)
    assert "native JSONL" in run("formats").out


def test_stats_counts(project: Path, run: Run) -> None:
    told = run("stats", project, "--json").json
    assert (told["articles"], told["annotations"], told["relations"]) == (2, 3, 1)
    assert {"label": "quote", "annotator": "ana", "annotations": 1} in told["labels"]
    assert told["sets"][0] == {
        "annotator": "ana",
        "role": "annotator",
        "state": "in_progress",
        "articles": 1,
        "spans": 2,
        "seconds": 0,
    }
    words = run("stats", project).out
    assert words.startswith("2 articles, ")
    assert "in progress" in words


def test_stats_of_an_empty_project(tmp_path: Path, run: Run) -> None:
    run("new", tmp_path / "q.anno")
    assert "0 articles" in run("stats", tmp_path / "q.anno").out


def test_check_finds_nothing_in_a_sound_project(project: Path, run: Run) -> None:
    ran = run("check", project, "--json")
    assert ran.code == 0
    assert ran.json == {
        "ok": True,
        "problems": [],
        "checked": {"articles": 2, "annotations": 3, "relations": 1},
    }
    assert "all is well" in run("check", project).err


def test_check_finds_what_is_wrong(project: Path, run: Run) -> None:
    with closing(sqlite3.connect(project)) as connection:
        connection.execute("update articles set text = 'Other words' where text like 'Min%'")
        connection.commit()
    ran = run("check", project, "--json")
    assert ran.code == 1
    assert ran.json["ok"] is False
    assert set(ran.json["problems"][0]) == {"where", "what"}
    assert run("check", project).code == 1


def test_backup_and_restore(tmp_path: Path, project: Path, run: Run) -> None:
    copy = tmp_path / "copy.anno"
    assert run("backup", project, copy).out == f"{copy}\n"
    assert Path(run("backup", project).out.strip()).is_file()
    assert run("backup", project, copy).code == 3
    (tmp_path / "a.txt").write_text("One more.")
    run("import", project, tmp_path / "a.txt")
    ran = run("restore", project, copy)
    assert ran.code == 0
    assert run("stats", project, "--json").json["articles"] == 2
    kept = Path(ran.out.strip())
    assert run("stats", kept, "--json").json["articles"] == 3


def test_codebook_goes_out_and_comes_in(tmp_path: Path, project: Path, run: Run) -> None:
    path = tmp_path / "book.json"
    assert "Source agency" in run("codebook", project, "show").out
    assert run("codebook", project, "export", path).code == 0
    book = json.loads(path.read_text("utf-8"))
    assert run("codebook", project, "export").json == book
    assert run("codebook", project, "export", path).code == 2
    assert run("codebook", project, "export", path, "--overwrite", "--json").json["path"]
    book["labels"] = [{"id": "place"}]
    book["relations"] = []
    path.write_text(json.dumps(book))
    ran = run("codebook", project, "import", path, "--json")
    assert ran.json == {"labels": 1, "kept": ["actor", "quote", "speaker"]}
    assert run("check", project).code == 0
    path.write_text("{}")
    assert run("codebook", project, "import", path).code == 2
