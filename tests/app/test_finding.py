"""A search in steps: what is found first, counted last, and gone through round and round."""

from hypothesis import given
from hypothesis import strategies as st

from annotator.app.finding import Finding, Wanted
from annotator.app.present.finding import find_row
from annotator.core.occurrences import occurrences
from annotator.core.spans import Span
from tests.strategies import texts

TEXT = "one two one\ntwo one " * 3


def finding(words: str, *, origin: int = 0, text: str = TEXT) -> Finding:
    found = Finding(text)
    found.begin(Wanted(words), origin=origin)
    return found


def finish(found: Finding) -> Finding:
    while found.step():
        pass
    return found


def test_the_first_place_after_the_reader_stands_out() -> None:
    found = finish(finding("two", origin=5))
    assert found.current == Span(12, 15)
    assert found.number == 2
    assert [span.start for span in found.hits] == [4, 12, 24, 32, 44, 52]


def test_where_none_follows_the_first_of_all_stands_out_and_that_is_said() -> None:
    found = finish(finding("one", origin=len(TEXT) - 2))
    assert found.current == Span(0, 3)
    assert find_row(found).count == "1 of 9"
    assert find_row(found).remark == "from the beginning again"


def test_in_a_long_text_the_first_place_is_there_before_the_count() -> None:
    found = finding("one", origin=500_001, text=TEXT * 20_000)
    found.step()
    assert found.current is not None
    assert not found.is_complete
    assert find_row(found).count.endswith("…")
    finish(found)
    assert find_row(found).count.endswith("of 180,000")
    assert found.hits == sorted(found.hits)


def test_a_step_back_before_all_is_looked_through_finds_the_one_before() -> None:
    long = TEXT * 2_000
    found = finding("two", origin=60_000, text=long)
    found.step()
    here = found.current
    assert here is not None
    before = found.go(-1, caret=0)
    assert before is not None
    assert before.start == long.rindex("two", 0, here.start)


def test_from_the_caret_one_goes_to_what_is_next_to_it() -> None:
    found = finish(finding("two"))
    found.leave()
    assert find_row(found).count == "6"
    assert found.go(1, caret=13) == Span(24, 27)
    found.leave()
    assert found.go(-1, caret=12) == Span(4, 7)


def test_one_that_was_left_does_not_come_back_by_itself() -> None:
    found = finding("one", text=TEXT * 5_000)
    found.step()
    found.leave()
    assert finish(found).current is None


def test_nothing_wanted_and_nothing_found_are_told_apart() -> None:
    assert find_row(finish(finding(""))).count == ""
    row = find_row(finish(finding("three")))
    assert row.is_missing
    assert finding("three").go(1, caret=0) is None
    assert finding("").go(-1, caret=0) is None


def test_the_choices_are_kept_apart() -> None:
    found = Finding("One one ones")
    found.begin(Wanted("one"))
    assert len(finish(found).hits) == 3
    found.begin(Wanted("one", is_whole_word=True))
    assert len(finish(found).hits) == 2
    found.begin(Wanted("one", is_case_sensitive=True))
    assert len(finish(found).hits) == 2


@given(texts(min_size=1), st.integers(0, 40), st.sampled_from("aeé \u00a0日ß"))
def test_from_anywhere_the_same_places_are_found(text: str, origin: int, words: str) -> None:
    found = finish(finding(words, origin=min(origin, len(text)), text=text))
    assert found.hits == list(occurrences(text, words))


@given(texts(min_size=1), st.integers(0, 40), st.sampled_from("aeé "))
def test_going_round_visits_every_place_once(text: str, origin: int, words: str) -> None:
    found = finish(finding(words, origin=min(origin, len(text)), text=text))
    seen = [found.go(1, caret=0) for _ in found.hits]
    assert sorted(span for span in seen if span is not None) == found.hits
