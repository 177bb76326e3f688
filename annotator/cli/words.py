"""What commands print: one JSON object, tidy tables, problems in words."""

import json
import unicodedata
from collections.abc import Mapping, Sequence
from typing import Any

import click

from annotator.app.present.wording import counted
from annotator.core.errors import Problem

# Problems printed one by one; --json has all of them.
_MOST_PROBLEMS = 50


def print_json(value: Mapping[str, Any]) -> None:
    """Prints one JSON object to standard output."""
    click.echo(json.dumps(value, ensure_ascii=False, indent=2))


def say(message: str) -> None:
    """Prints a message to standard error."""
    click.echo(message, err=True)


def say_problems(problems: Sequence[Problem]) -> None:
    """Prints problems to standard error, the first of them one by one."""
    for problem in problems[:_MOST_PROBLEMS]:
        say(str(problem))
    rest = len(problems) - _MOST_PROBLEMS
    if rest > 0:
        say(f"… and {counted(rest, 'problem')} more; --json prints them all")


def table(head: Sequence[str], rows: Sequence[Sequence[str | int]]) -> str:
    """Rows under a head, in columns; numbers stand to the right. "nothing yet" without rows."""
    if not rows:
        return "nothing yet"
    columns = list(zip(*rows, strict=True))
    to_right = [all(isinstance(cell, int) for cell in column) for column in columns]
    lines = [tuple(head), *(tuple(map(_cell, row)) for row in rows)]
    widths = [max(map(_width, column)) for column in zip(*lines, strict=True)]
    return "\n".join(_line(line, widths, to_right) for line in lines)


def _line(cells: Sequence[str], widths: Sequence[int], to_right: Sequence[bool]) -> str:
    padded = []
    for cell, width, is_number in zip(cells, widths, to_right, strict=True):
        blanks = " " * (width - _width(cell))
        padded.append(blanks + cell if is_number else cell + blanks)
    return "  ".join(padded).rstrip()


def _cell(value: str | int) -> str:
    return f"{value:,}" if isinstance(value, int) else " ".join(value.split())


def _width(text: str) -> int:
    """Columns of a terminal: ideographs take two, marks none."""
    return sum(
        0 if unicodedata.combining(c) else 2 if unicodedata.east_asian_width(c) in "WF" else 1
        for c in text
    )
