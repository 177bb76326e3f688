"""Plain text: a file is an article, whole, and what was done to it is said."""

import csv
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotator.core.text import canonical, is_canonical
from annotator.formats.plain import PLAIN
from tests import strategies
from tests.formats.reading import read_all

SAMPLES = Path(__file__).resolve().parents[2].parent / "shared" / "samples"


def test_a_file_with_many_lines_is_one_article(tmp_path: Path) -> None:
    text = "A headline that is long enough to be one\n\nFirst.\n\n\nSecond.\n"
    [item], problems = read_all(tmp_path / "a.txt", text.encode(), by=PLAIN)
    assert item.article.text == text
    assert item.article.title == "A headline that is long enough to be one"
    assert item.article.meta == {"file": "a.txt"}
    assert not problems


def test_line_ends_are_unified_and_that_is_noted(tmp_path: Path) -> None:
    [item], _ = read_all(tmp_path / "a.txt", b"one\r\ntwo\rthree\n", by=PLAIN)
    assert item.article.text == "one\ntwo\nthree\n"
    assert any("2 line ends" in note for note in item.notes)


def test_the_encoding_is_told_and_a_guess_is_called_one(tmp_path: Path) -> None:
    data = "Le ministre a déclaré : « dès demain ».".encode("cp1252")
    [item], _ = read_all(tmp_path / "a.txt", data, by=PLAIN)
    assert item.encoding == "cp1252"
    assert any("guess" in note for note in item.notes)


@pytest.mark.parametrize("mark", ["utf-8-sig", "utf-16", "utf-32"])
def test_a_byte_order_mark_is_not_part_of_the_text(tmp_path: Path, mark: str) -> None:
    [item], _ = read_all(tmp_path / "a.txt", "Grüße 😀".encode(mark), by=PLAIN)
    assert item.article.text == "Grüße 😀"


@pytest.mark.parametrize(
    ("data", "words"),
    [(b"", "empty"), (b" \r\n\t", "blanks"), (b"a\x00b\x00\x00c", "byte 1")],
)
def test_a_file_that_is_no_article_is_a_problem(tmp_path: Path, data: bytes, words: str) -> None:
    articles, [problem] = read_all(tmp_path / "a.txt", data, by=PLAIN)
    assert not articles
    assert words in problem.what
    assert problem.skipped


def test_damage_is_a_problem_but_the_article_is_read(tmp_path: Path) -> None:
    data = ("é" * 50).encode() + b"\xff"
    [item], [problem] = read_all(tmp_path / "a.txt", data, by=PLAIN)
    assert item.article.text == "é" * 50 + "\ufffd"
    assert "100" in problem.what
    assert not problem.skipped


@given(raw=strategies.raw_texts(), mark=st.sampled_from(["utf-8", "utf-8-sig", "utf-16"]))
def test_any_text_comes_out_canonical(
    raw: str, mark: str, tmp_path_factory: pytest.TempPathFactory
) -> None:
    path = tmp_path_factory.getbasetemp() / "any.txt"
    told = raw.encode("utf-8", "replace").decode()
    articles, problems = read_all(path, told.encode(mark), by=PLAIN)
    assert len(articles) + len(problems) >= 1
    for item in articles:
        assert is_canonical(item.article.text)
        if "\x00" not in told and mark != "utf-8":
            assert item.article.text == canonical(told).text


def test_the_wire_samples_are_read_as_their_bytes_say() -> None:
    manifest = SAMPLES / "MANIFEST.tsv"
    if not manifest.is_file():
        pytest.skip("the samples are not beside this checkout")
    with manifest.open(encoding="utf-8", newline="") as file:
        rows = [r for r in csv.DictReader(file, delimiter="\t") if r["format"] == "newswire-txt"]
    assert PLAIN.read is not None
    for row in rows:
        path = SAMPLES / row["path"]
        [item] = PLAIN.read(path, annotator="")
        data = path.read_bytes()
        text = getattr(item, "article").text  # noqa: B009 - Imported, not Problem
        assert text.count("\n") == data.count(b"\n")
        assert len(text) == len(data) - data.count(b"\r\n")
        assert text.count("\ufffd") == sum(
            (byte < 32 or byte == 127) and byte not in b"\t\n\r" for byte in data
        )
