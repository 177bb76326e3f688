"""A project made by the command line, and a way to run commands in this process."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any, NamedTuple

import pytest

from annotator.app.sample import make_sample
from annotator.cli.main import main
from tests.formats.reading import TEXT, a_line, a_mark, encoded


class Ran(NamedTuple):
    """What a command did."""

    code: int
    out: str
    err: str

    @property
    def json(self) -> Any:
        """The one object on standard output."""
        return json.loads(self.out)


Run = Callable[..., Ran]


@pytest.fixture
def run(capsys: pytest.CaptureFixture[str]) -> Run:
    """Runs `annotator` with these arguments."""

    def command(*args: object) -> Ran:
        code = main([str(arg) for arg in args])
        captured = capsys.readouterr()
        return Ran(code, captured.out, captured.err)

    return command


@pytest.fixture
def source(tmp_path: Path) -> Path:
    """A file with two articles, on one of which ana and ben have worked."""
    marks = [
        a_mark(0, 8, id="1"),
        a_mark(11, 18, id="2") | {"label": "quote"},
        a_mark(0, 8, id="3") | {"annotator": "ben"},
    ]
    tie = {"annotator": "ana", "type": "speaker", "from": "2", "to": "1"}
    path = tmp_path / "in.jsonl"
    path.write_bytes(encoded(a_line(TEXT, *marks, relations=[tie]), a_line("Another article.")))
    return path


@pytest.fixture
def project(tmp_path: Path, source: Path, run: Run) -> Path:
    """A project with these two articles."""
    path = tmp_path / "p.anno"
    assert run("new", path).code == 0
    assert run("import", path, source).code == 0
    return path


@pytest.fixture(scope="module")
def sample(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The sample project: nine articles, seven of them finished by both ana and ben."""
    return make_sample(tmp_path_factory.mktemp("sample") / "sample.anno")
