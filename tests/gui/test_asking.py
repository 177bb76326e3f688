"""What a person means who types a file's name into the dialog for exports."""

from pathlib import Path

import pytest

from annotator.gui.asking import export_target

FILTERS = (("native JSONL (*.jsonl *.ndjson)", "jsonl"), ("CSV table (*.csv)", "csv"))


@pytest.mark.parametrize(
    ("typed", "chosen", "path", "name"),
    [
        ("out.jsonl", 0, "out.jsonl", "jsonl"),
        ("out.csv", 0, "out.csv", "csv"),
        ("out.NDJSON", 1, "out.NDJSON", "jsonl"),
        ("out", 1, "out.csv", "csv"),
        ("out", 0, "out.jsonl", "jsonl"),
        ("v1.2 final", 1, "v1.2 final", "csv"),
    ],
)
def test_a_typed_suffix_says_which_format_is_meant(
    typed: str, chosen: int, path: str, name: str
) -> None:
    assert export_target(Path(typed), FILTERS[chosen][0], filters=FILTERS) == (Path(path), name)
