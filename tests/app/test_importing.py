"""Importing: files and folders into articles, all or nothing, one report for everything."""

import json
import os
from contextlib import closing
from pathlib import Path

import pytest

from annotator.app import jobs
from annotator.app.importing import BadAnnotator, ImportReport, Read, import_into, read_paths
from annotator.core.text import is_canonical
from annotator.formats.base import UnknownFormat
from annotator.store.base import Store
from annotator.store.open import create_project
from tests.formats.reading import TEXT, a_line, a_mark, encoded


@pytest.fixture
def store(tmp_path: Path):  # type: ignore[no-untyped-def]
    store = create_project(tmp_path / "p.anno")
    yield store
    store.close()


def read(*paths: Path, **options: str | None) -> Read:
    return jobs.run(read_paths(paths, **options))


def imported(store: Store, *paths: Path, **options: str | None) -> ImportReport:
    return jobs.run(import_into(store, paths, **options))


def a_file(folder: Path, name: str, data: bytes | str = "Words of an article.") -> Path:
    path = folder / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(data.encode() if isinstance(data, str) else data)
    return path


def test_a_folder_gives_its_texts_at_any_depth_in_natural_order(tmp_path: Path) -> None:
    folder = tmp_path / "in"
    for name in ("10.txt", "2.txt", "a/1.TXT", ".hidden.txt", ".git/x.txt", "page.html", "b/x.pdf"):
        a_file(folder, name, f"This is {name}.")
    result = read(folder)
    assert [a.article.meta["file"] for a in result.articles] == ["2.txt", "10.txt", "1.TXT"]
    assert not result.problems
    [note] = result.notes
    assert "1 .html" in note
    assert "1 .pdf" in note


def test_a_folder_read_as_jsonl_gives_its_jsonl_files(tmp_path: Path) -> None:
    a_file(tmp_path / "in", "a.jsonl", encoded(a_line("one"), a_line("two")))
    a_file(tmp_path / "in", "b.txt", "three")
    result = read(tmp_path / "in", format_name="jsonl")
    assert [a.article.text for a in result.articles] == ["one", "two"]


def test_a_file_that_is_named_is_read_whatever_its_suffix(tmp_path: Path) -> None:
    files = [a_file(tmp_path, name) for name in ("story", "story.md", "story.eml", ".hidden")]
    assert len(read(*files).articles) == 4


def test_a_file_named_twice_is_read_once(tmp_path: Path) -> None:
    path = a_file(tmp_path / "in", "a.txt")
    (tmp_path / "link.txt").symlink_to(path)
    assert len(read(path, tmp_path / "in", path, tmp_path / "link.txt").articles) == 1


def test_no_bad_file_stops_the_others(tmp_path: Path) -> None:
    bad = [
        a_file(tmp_path, "empty.txt", b""),
        a_file(tmp_path, "binary.txt", b"ab\x00\x00cd"),
        a_file(tmp_path, "table.csv"),
        tmp_path / "missing.txt",
        tmp_path / "dangling.txt",
        tmp_path / "pipe",
        tmp_path / ("n" * 300),
        tmp_path / "empty folder",
    ]
    (tmp_path / "dangling.txt").symlink_to(tmp_path / "nowhere")
    os.mkfifo(tmp_path / "pipe")
    (tmp_path / "empty folder").mkdir()
    result = read(*bad, a_file(tmp_path, "good.txt"))
    assert [a.article.meta["file"] for a in result.articles] == ["good.txt"]
    assert sorted(p.where for p in result.problems) == sorted(str(path) for path in bad)
    assert all(p.skipped for p in result.problems)


@pytest.mark.skipif(
    getattr(os, "geteuid", int)() == 0, reason="the administrator may read everything"
)
def test_a_file_that_may_not_be_read_is_a_problem(tmp_path: Path) -> None:
    path = a_file(tmp_path, "secret.txt")
    path.chmod(0)
    assert "denied" in read(path).problems[0].what


def test_a_file_name_that_is_no_text_is_shown_all_the_same(tmp_path: Path) -> None:
    path = Path(os.fsdecode(os.fsencode(tmp_path) + b"/caf\xe9.txt"))
    try:
        path.write_text("Words.")
    except OSError:
        pytest.skip("this disk takes no such name")
    result = read(path)
    assert result.articles[0].article.meta["file"] == "caf\ufffd.txt"
    json.dumps(result.files[0].name).encode()


def test_encoding_notes_and_title_of_each_file_are_told(tmp_path: Path) -> None:
    a_file(tmp_path, "1.txt", "Le ministre a déclaré : « dès demain ».\r\n".encode("cp1252"))
    a_file(tmp_path, "2.txt", "\ufeffWords.".encode("utf-16-le"))
    one, two = read(tmp_path).files
    assert (one.encoding, two.encoding) == ("cp1252", "utf-16-le")
    assert any("1 line end was unified" in note for note in one.notes)
    assert one.titles == ("Le ministre a déclaré : « dès demain ».",)


def test_notes_about_lines_are_gathered(tmp_path: Path) -> None:
    path = a_file(tmp_path, "a.jsonl", encoded(*(a_line(f"{n}\r\n") for n in range(8))))
    [report] = read(path).files
    assert report.notes == ("lines 1, 2, 3, 4, 5 and 3 more: 1 line end was unified",)


def test_an_unknown_format_and_a_bad_name_are_refused_at_once(tmp_path: Path) -> None:
    path = a_file(tmp_path, "a.txt")
    with pytest.raises(UnknownFormat):
        read(path, format_name="docx")
    with pytest.raises(UnknownFormat):
        read(path, format_name="csv")
    with pytest.raises(BadAnnotator):
        read(path, annotator=" ana")


def test_an_import_adds_everything_and_says_so(tmp_path: Path, store: Store) -> None:
    marks = [a_mark(0, 8), a_mark(11, 15) | {"label": "verb"}]
    path = a_file(tmp_path, "a.jsonl", encoded(a_line(TEXT, *marks)))
    report = imported(store, path, a_file(tmp_path, "b.txt"))
    assert (report.new, report.known, report.annotations) == (2, 0, 2)
    assert not report.problems
    assert "the label 'verb' was added to the codebook" in report.notes
    assert "'ana' was added as an annotator" in report.notes
    assert store.stats().annotations == 2
    assert not list(store.check())


def test_the_same_again_is_known_and_no_problem(tmp_path: Path, store: Store) -> None:
    path = a_file(tmp_path, "a.jsonl", encoded(a_line(TEXT, a_mark(0, 8))))
    imported(store, path)
    report = imported(store, path)
    assert (report.new, report.known, report.annotations) == (0, 1, 0)
    assert not report.problems


def test_another_version_of_the_same_work_is_a_problem(tmp_path: Path, store: Store) -> None:
    imported(store, a_file(tmp_path, "a.jsonl", encoded(a_line(TEXT, a_mark(0, 8)))))
    other = a_file(tmp_path, "b.jsonl", encoded(a_line(TEXT, a_mark(11, 15))))
    report = imported(store, other)
    [problem] = report.problems
    assert problem.skipped
    assert str(other) in problem.where
    assert store.stats().annotations == 1


def test_the_report_can_be_written_as_json(tmp_path: Path, store: Store) -> None:
    path = a_file(tmp_path, "a.jsonl", encoded(a_line(TEXT, a_mark(9, 2))) + b"\n")
    plain = json.loads(json.dumps(imported(store, path, tmp_path / "no").to_json()))
    assert [p["line"] for p in plain["files"][0]["problems"]] == [1, 2]
    assert len(plain["problems"]) == 3
    assert plain["new"] == 1


def test_a_job_can_be_stopped_between_files(tmp_path: Path, store: Store) -> None:
    for number in range(5):
        a_file(tmp_path / "in", f"{number}.txt", f"Article {number}.")
    job = import_into(store, (tmp_path / "in",))
    for _ in range(3):
        next(job)
    job.close()
    assert store.stats().articles == 0


def test_an_interruption_while_adding_takes_everything_back(tmp_path: Path, store: Store) -> None:
    path = a_file(tmp_path, "a.jsonl", encoded(*(a_line(f"text {n}") for n in range(300))))

    def stop(done: int) -> None:
        if done == 250:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        jobs.run(import_into(store, (path,), on_added=stop))
    assert store.stats().articles == 0


def test_a_text_that_is_not_canonical_is_made_so_with_its_offsets(
    tmp_path: Path, store: Store
) -> None:
    raw = "\ufeffone\r\ntwo\u2028three"
    start = raw.index("three")
    mark = a_mark(start, start + 5, quote="three")
    path = a_file(tmp_path, "a.jsonl", encoded(a_line(raw, mark)))
    assert not imported(store, path).problems
    [article_id] = store.article_ids()
    article, [content] = store.article(article_id), store.sets_of(article_id)
    assert is_canonical(article.text)
    assert content.annotations[0].spans[0].text_of(article.text) == "three"


def test_the_project_itself_is_not_read(tmp_path: Path) -> None:
    """To read and close the open file would drop the locks on it."""
    path, good = tmp_path / "p.db", tmp_path / "a.txt"
    good.write_text("Anna Brown spoke.", "utf-8")
    with closing(create_project(path)) as store:
        report = jobs.run(import_into(store, (path, good)))
        assert report.new == 1
        (problem,) = report.problems
        assert (Path(problem.where), problem.skipped) == (path, True)
        assert "the project itself" in problem.what
