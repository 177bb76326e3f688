"""The headless tour ends well, and leaves a project that has nothing wrong with it."""

from pathlib import Path

import pytest

from annotator.app import tour
from tests.app.working import problems_of


def test_the_tour_annotates_undoes_exports_and_finds_nothing_wrong(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    pytest.importorskip("annotator.app.importing")
    pytest.importorskip("annotator.app.exporting")
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))
    assert tour.main() == 0
    told = capsys.readouterr()
    assert told.err == ""
    assert "is marked again" in told.out
    assert told.out.strip().endswith("The tour is over.")
    (project,) = tmp_path.glob("*/sample.anno")
    assert problems_of(project) == []
    for name in ("sample.jsonl", "sample.csv"):
        assert (project.parent / name).stat().st_size > 1_000
