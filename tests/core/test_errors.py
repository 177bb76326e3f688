"""Errors carry data and speak in sentences."""

import inspect
from pathlib import Path

import pytest

from annotator.core import errors
from annotator.core.errors import (
    AnnotatorError,
    BadFile,
    Conflict,
    Problem,
    ProjectBusy,
    StaleEdit,
    StorageFailed,
)

ALL = [
    value
    for value in vars(errors).values()
    if inspect.isclass(value) and issubclass(value, Exception)
]


@pytest.mark.parametrize("kind", ALL)
def test_every_error_is_ours(kind: type[Exception]) -> None:
    assert issubclass(kind, AnnotatorError)


def test_what_a_person_reads_ends_with_a_full_stop() -> None:
    path = Path("/news/a.anno")
    told = [
        StaleEdit("a7"),
        Conflict(record_id="a7", ours=2, theirs=None),
        ProjectBusy(path, since="10:15", process=7, host="desk", person="ana"),
        StorageFailed(path, "the disk is full", unsaved=3),
    ]
    assert all(str(error).endswith(".") for error in told)
    assert "ana" in str(told[2])


def test_a_bad_file_says_where() -> None:
    path = Path("/in/a.csv")
    assert (
        str(BadFile(path, "no columns", line=3)) == "a.csv could not be read (line 3): no columns"
    )
    assert str(BadFile(path, "not UTF-8", byte=9)) == "a.csv could not be read (byte 9): not UTF-8"
    assert str(BadFile(path, "empty")) == "a.csv could not be read: empty"


def test_a_problem_is_one_line() -> None:
    assert str(Problem("a.csv", "no text", line=4)) == "a.csv, line 4: no text"
    assert str(Problem("a.csv", "no text")) == "a.csv: no text"
