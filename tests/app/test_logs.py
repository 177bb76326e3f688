"""The log says what failed and where, and nothing of an article's text."""

import io
import logging
from collections.abc import Iterator
from pathlib import Path

import pytest

from annotator.app.logs import Discreet, start_log


@pytest.fixture
def log(tmp_path: Path) -> Iterator[Path]:
    logger = logging.getLogger("annotator")
    before = (logger.level, logger.propagate, list(logger.handlers))
    path = start_log(tmp_path / "logs")
    assert path is not None
    yield path
    for handler in list(logger.handlers):
        logger.removeHandler(handler)
        handler.close()
    logger.level, logger.propagate = before[:2]
    for handler in before[2]:
        logger.addHandler(handler)


def fail_at_an_article() -> None:
    try:
        raise KeyError("the minister said")
    except KeyError as error:
        raise ValueError("secret words of an article") from error


def log_a_failure() -> None:
    try:
        fail_at_an_article()
    except ValueError:
        logging.getLogger("annotator.test").exception("something failed")


def test_an_error_is_logged_by_type_and_place_but_not_by_its_words(log: Path) -> None:
    log_a_failure()
    text = log.read_text("utf-8")
    assert "something failed" in text
    assert "ValueError\nKeyError" in text
    assert "in fail_at_an_article" in text
    assert "secret" not in text
    assert "minister" not in text


def test_what_another_handler_wrote_of_the_error_is_not_taken_over(log: Path) -> None:
    chatty = logging.StreamHandler(io.StringIO())
    chatty.setFormatter(logging.Formatter())
    logger = logging.getLogger("annotator")
    logger.handlers.insert(0, chatty)
    log_a_failure()
    assert "secret" not in log.read_text("utf-8")


def test_errors_that_come_from_one_another_end_the_line_all_the_same() -> None:
    one, other = ValueError("a"), ValueError("b")
    one.__cause__, other.__cause__ = other, one
    assert Discreet().formatException((ValueError, one, None)).count("ValueError") == 2


def test_the_number_of_a_system_error_is_told() -> None:
    error = OSError(28, "No space left on device", "/home/ana/secret.anno")
    assert Discreet().formatException((OSError, error, None)) == "OSError 28"


def test_starting_twice_does_not_write_twice(log: Path) -> None:
    start_log(log.parent)
    logging.getLogger("annotator").info("once")
    assert log.read_text("utf-8").count("once") == 1


def test_a_folder_that_cannot_be_written_gives_no_log_and_no_error(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    assert start_log(tmp_path / "file") is None
    (tmp_path / "logs" / "annotator.log").mkdir(parents=True)
    assert start_log(tmp_path / "logs") is None
