"""Finding a format by name, suffix or first bytes."""

from pathlib import Path

import pytest

from annotator.formats import registry
from annotator.formats.base import UnknownFormat


def test_names_and_suffixes_are_unique() -> None:
    names = [f.name for f in registry.FORMATS]
    suffixes = [suffix for f in registry.FORMATS for suffix in f.suffixes]
    assert len(set(names)) == len(names)
    assert len(set(suffixes)) == len(suffixes)


def test_an_unknown_name_is_answered_with_those_there_are() -> None:
    with pytest.raises(UnknownFormat, match="text, jsonl"):
        registry.readable("docx")
    with pytest.raises(UnknownFormat, match="jsonl, csv"):
        registry.writable("text")


@pytest.mark.parametrize(
    ("name", "data", "found"),
    [
        ("a.txt", b'{"article": {}}', "text"),
        ("A.JSONL", b"", "jsonl"),
        ("a.ndjson", b"", "jsonl"),
        ("a.data", b'{"format": "annotator-jsonl/1", "article": {}}', "jsonl"),
        ("a.json", b'\xef\xbb\xbf {"article": {"text": "x"}}', "jsonl"),
        ("story", b"Words.", "text"),
        ("a.md", b"# Words", "text"),
    ],
)
def test_a_file_is_known_by_suffix_or_first_bytes(
    tmp_path: Path, name: str, data: bytes, found: str
) -> None:
    path = tmp_path / name
    path.write_bytes(data)
    assert registry.of_file(path).name == found


def test_a_format_that_is_only_written_is_not_read(tmp_path: Path) -> None:
    with pytest.raises(UnknownFormat):
        registry.of_file(tmp_path / "a.csv")
