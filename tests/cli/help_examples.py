"""The examples in the help page of the command line, run as they stand; started, it rewrites the page."""

import os
import re
import shlex
import tempfile
from contextlib import redirect_stderr, redirect_stdout
from io import StringIO
from pathlib import Path
from shutil import copy

from annotator.cli.main import main

ROOT = Path(__file__).resolve().parents[2]
PAGE = ROOT / "resources" / "help" / "command-line.md"
_PROMPT = "$ annotator "
# Names of backups hold the moment they were made.
_MOMENT = re.compile(r"\d{8}-\d{6}(-\d+)?")
# So do the ids of merges.
_BATCH = re.compile(r"wide-[0-9a-z]{8,}")


def commands_of(page: str) -> list[str]:
    """The arguments of each example, in order."""
    lines = page.splitlines()
    return [line.removeprefix(_PROMPT) for line in lines if line.startswith(_PROMPT)]


def run_examples(folder: Path, commands: list[str]) -> list[str]:
    """What each command prints in a folder as the page describes it; folders are cut off."""
    copy(ROOT / "resources" / "samples" / "articles.jsonl", folder)
    (folder / "wire").mkdir()
    (folder / "wire" / "1.txt").write_bytes(
        b"Dockers end their strike in Harbourton\r\n\r\nIt is over.\r\n"
    )
    text = "La grève des dockers est terminée\n\n« C’est fini », a déclaré leur chef."
    (folder / "wire" / "2.txt").write_bytes(text.encode("cp1252"))
    printed = []
    before = Path.cwd()
    os.chdir(folder)
    try:
        for command in commands:
            out = StringIO()
            with redirect_stdout(out), redirect_stderr(out):
                main(shlex.split(command))
            told = out.getvalue().replace(f"{folder.resolve()}/", "").rstrip("\n")
            told = _MOMENT.sub("20260304-101530", told)
            printed.append(_BATCH.sub("wide-0otjmptilva9", told))
    finally:
        os.chdir(before)
    return printed


def page_with_output(page: str, printed: list[str]) -> str:
    """The page with what was printed under each command, in the place of what stood there."""
    answers = iter(printed)
    lines: list[str] = []
    is_output = False
    for line in page.splitlines():
        if line.startswith(_PROMPT):
            lines += [line, *next(answers).splitlines()]
            is_output = True
        elif line.startswith("```") or not is_output:
            lines.append(line)
            is_output = False
    return "\n".join(lines) + "\n"


if __name__ == "__main__":
    old = PAGE.read_text("utf-8")
    with tempfile.TemporaryDirectory() as passing:
        PAGE.write_text(
            page_with_output(old, run_examples(Path(passing), commands_of(old))), "utf-8"
        )
