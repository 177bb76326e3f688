"""The real process: what it loads, how it ends, and that no traceback ever comes."""

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from annotator.cli import main as cli
from tests.cli.conftest import Run

ROOT = Path(__file__).resolve().parents[2]
COMMAND = [sys.executable, "-m", "annotator.cli.main"]


def process(*args: object, **options: object) -> "subprocess.CompletedProcess[str]":
    return subprocess.run(
        [*COMMAND, *map(str, args)],
        cwd=ROOT,
        capture_output=True,
        text=True,
        encoding="utf-8",
        timeout=60,
        env=dict(os.environ) | {str(k): str(v) for k, v in options.items()},
        check=False,
    )


def test_exit_codes_reach_the_shell(tmp_path: Path) -> None:
    assert process("new", tmp_path / "p.anno").returncode == 0
    assert process("import", tmp_path / "p.anno", tmp_path / "no.txt").returncode == 1
    assert process("frob").returncode == 2
    assert process("stats", tmp_path / "no.anno").returncode == 3


@pytest.mark.parametrize("command", [["--help"], ["formats"], ["--version"]])
def test_the_command_line_loads_no_window(command: list[str]) -> None:
    code = (
        "import sys; from annotator.cli.main import main; main(sys.argv[1:]); "
        "heavy = {'PySide6', 'rich', 'sqlite_utils', 'charset_normalizer'} & set(sys.modules); "
        "sys.exit(f'loaded: {heavy}' if heavy else 0)"
    )
    ran = subprocess.run(
        [sys.executable, "-c", code, *command],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    assert ran.returncode == 0, ran.stderr


def test_stats_load_no_window(tmp_path: Path) -> None:
    process("new", tmp_path / "p.anno")
    code = (
        "import sys; from annotator.cli.main import main; main(sys.argv[1:]); "
        "sys.exit('PySide6' in sys.modules)"
    )
    command = [sys.executable, "-c", code, "stats", str(tmp_path / "p.anno")]
    assert subprocess.run(command, cwd=ROOT, capture_output=True, check=False).returncode == 0


def test_titles_can_be_printed_on_a_terminal_that_knows_ascii_only(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("Ministr 😀 řekl ne", "utf-8")
    process("new", tmp_path / "p.anno")
    ran = process("import", tmp_path / "p.anno", tmp_path / "a.txt", PYTHONIOENCODING="ascii")
    assert ran.returncode == 0
    assert "Ministr" in ran.stderr


@pytest.mark.skipif(os.name == "nt", reason="needs a shell with pipes")
def test_a_broken_pipe_is_quiet() -> None:
    shell = f"{sys.executable} -m annotator.cli.main formats --json | true"
    for _ in range(3):
        ran = subprocess.run(
            ["sh", "-c", shell], cwd=ROOT, capture_output=True, text=True, timeout=60, check=False
        )
        assert ran.stderr == ""


def _heed_interrupts() -> None:
    signal.signal(signal.SIGINT, signal.SIG_DFL)


@pytest.mark.skipif(os.name == "nt", reason="sends a signal")
def test_ctrl_c_changes_nothing(tmp_path: Path) -> None:
    project, source = tmp_path / "p.anno", tmp_path / "in"
    process("new", project)
    source.mkdir()
    text = "Many words of a long article. " * 3000
    for number in range(3000):
        (source / f"{number}.txt").write_text(f"{number} {text}")
    before = set(tmp_path.iterdir())
    child = subprocess.Popen(
        [*COMMAND, "import", str(project), str(source)],
        cwd=ROOT,
        stderr=subprocess.PIPE,
        text=True,
        # A shell lets its background jobs ignore the signal, and children inherit that.
        preexec_fn=_heed_interrupts,
    )
    # The lock beside the project says that the command has begun.
    while set(tmp_path.iterdir()) == before and child.poll() is None:
        time.sleep(0.01)
    child.send_signal(signal.SIGINT)
    _, err = child.communicate(timeout=60)
    assert child.returncode == 130
    assert err.strip() == "annotator: stopped; nothing was changed"
    assert '"articles": 0' in process("stats", project, "--json").stdout


def test_a_fault_of_ours_is_a_sentence_too(
    tmp_path: Path, run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*_: object, **__: object) -> None:
        raise ZeroDivisionError("nought")

    monkeypatch.setattr("annotator.app.projects.create", fail)
    ran = run("new", tmp_path / "p.anno")
    assert ran.code == cli.UNUSABLE
    assert "ZeroDivisionError: nought" in ran.err
    assert "Traceback" not in ran.err
