"""Dates, counts, shortened quotes and folding."""

import pytest

from annotator.app.present.wording import (
    counted,
    folded,
    is_right_to_left,
    isolated,
    shortened,
    shown_date,
    shown_moment,
    value_words,
)


@pytest.mark.parametrize(
    ("iso", "words"),
    [
        ("2025-07-09", "9 Jul 2025"),
        ("2025-07-09T14:05:00Z", "9 Jul 2025"),
        ("2025-07-09 14:05", "9 Jul 2025"),
        ("2025-12", "Dec 2025"),
        ("2025", "2025"),
        ("", ""),
        ("9 July 2025", "9 July 2025"),
        ("2025-13-01", "2025-13-01"),
        ("2025-07-091", "2025-07-091"),
        ("20250709", "20250709"),
    ],
)
def test_a_date_is_shown_as_people_write_it_or_as_it_stands(iso: str, words: str) -> None:
    assert shown_date(iso) == words


def test_a_moment_has_its_time_where_there_is_one() -> None:
    assert shown_moment("2025-07-09T14:05:59Z") == "9 Jul 2025, 14:05"
    assert shown_moment("2025-07-09") == "9 Jul 2025"


def test_numbers_have_thousands_separators_and_one_is_singular() -> None:
    assert counted(1, "mark") == "1 mark"
    assert counted(0, "mark") == "0 marks"
    assert counted(12345, "entry", "entries") == "12,345 entries"


def test_a_long_quote_keeps_both_ends_on_one_line() -> None:
    quote = "“We will not sign\nanything " + "that leaves us out " * 20 + "today,”"
    short = shortened(quote, longest=60)
    assert len(short) <= 60
    assert short.startswith("“We will not sign anything")
    assert short.endswith("today,”")
    assert " … " in short


def test_a_short_quote_stays_as_it_is() -> None:
    assert shortened("  Sergei \n Lavrov ", longest=20) == "Sergei Lavrov"


@pytest.mark.parametrize(
    ("one", "other"),
    [("Łukasz", "LUKASZ"), ("Straße", "strasse"), ("Đorđe", "dorde"), ("ÉCOLE", "ecole")],
)
def test_folding_forgets_case_and_accents(one: str, other: str) -> None:
    assert folded(one) == folded(other)


def test_the_first_letter_with_a_direction_decides() -> None:
    assert is_right_to_left("«שלום» says Anna")
    assert is_right_to_left("2025: وزير")
    assert not is_right_to_left("Anna says שלום")
    assert not is_right_to_left("12 – 14")
    assert isolated("AFP") == "AFP"
    assert isolated("هآرتس") == "\u2068هآرتس\u2069"


def test_values_are_shown_without_underscores() -> None:
    assert value_words("more_than") == "more than"
