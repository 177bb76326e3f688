"""The open group as the right panel shows it: who says what, and what differs."""

import pytest

from annotator.adjudicate.groups import Kind
from annotator.app.present.review import SAME_MACHINE, GroupCard, ago, group_card
from annotator.app.present.review_answers import Answer
from annotator.app.present.review_words import Style
from annotator.app.review.reviewed import Reviewed
from annotator.core.codebook import Codebook
from annotator.core.decisions import Choice, Decision
from annotator.core.default_codebook import DEFAULT_CODEBOOK
from tests.app.present.reviewing import TEXT, Tie, Told, decision_on, review_of, told


def card_of(
    review: Reviewed, *, decision: Decision | None = None, codebook: Codebook = DEFAULT_CODEBOOK
) -> GroupCard:
    """The card of the one group of a review that has one."""
    [group] = review.groups
    return group_card(review, group, decision=decision, codebook=codebook)


def shown(answer: Answer, entry: int = 0) -> str:
    """An answer's words with signs for their styles: [same] +extra+ -missing- ~gap~."""
    signs = {
        Style.CONTEXT: ("", ""),
        Style.SAME: ("[", "]"),
        Style.EXTRA: ("+", "+"),
        Style.MISSING: ("-", "-"),
        Style.GAP: ("~", "~"),
    }
    parts = []
    for segment in answer.entries[entry].words:
        before, after = signs[segment.style]
        parts.append(f"{before}{segment.text}{after}")
    return "".join(parts)


LAVROV, MINISTER = told("Sergei Lavrov"), told("The foreign minister, Sergei Lavrov")


def test_annotators_who_say_exactly_the_same_share_a_card() -> None:
    card = card_of(review_of({"ana": [LAVROV], "ben": [MINISTER], "cy": [LAVROV]}))
    assert [(a.keys, a.hands, a.who, a.votes) for a in card.answers] == [
        (("1", "3"), (1, 3), "ana, cy", "2 of 3"),
        (("2",), (2,), "ben", "1 of 3"),
    ]


def test_those_who_have_nothing_share_the_last_card() -> None:
    card = card_of(review_of({"ana": [], "ben": [LAVROV], "cy": []}))
    assert [(a.keys, a.is_nothing) for a in card.answers] == [(("2",), False), (("1", "3"), True)]
    assert card.majority == "The majority has nothing (2 of 3)"


def test_words_in_some_answers_only_are_extra_here_and_missing_there() -> None:
    card = card_of(review_of({"ana": [LAVROV], "ben": [MINISTER]}))
    first, second = card.answers
    before, after = "Ministers met on Tuesday. ", ", said that “we will wait”."
    assert shown(first) == f"{before}-The foreign minister, -[Sergei Lavrov]{after}"
    assert shown(second) == f"{before}+The foreign minister, +[Sergei Lavrov]{after}"


def test_an_annotator_with_nothing_makes_no_words_extra() -> None:
    card = card_of(review_of({"ana": [LAVROV], "ben": []}))
    assert "[Sergei Lavrov]" in shown(card.answers[0])


def test_what_lies_between_fragments_is_a_gap() -> None:
    split = told("minister…Lavrov")
    card = card_of(review_of({"ana": [split], "ben": [told("minister…Lavrov", "source")]}))
    assert "[minister]~, Sergei ~[Lavrov]" in shown(card.answers[0])


def test_context_is_whole_words_of_the_paragraph() -> None:
    card = card_of(review_of({"ana": [told("Reuters", "source")], "ben": []}))
    assert shown(card.answers[0]) == "…tonnes of grain were shipped, [Reuters] reported."


def test_a_long_quote_keeps_both_ends() -> None:
    text = f"Start {'word ' * 100}end."
    long = Told(f"Start {'word ' * 100}end", "quote")
    card = card_of(review_of({"ana": [long], "ben": []}, text=text))
    assert shown(card.answers[0]).startswith("[Start word")
    assert shown(card.answers[0]).endswith("word end].")
    assert len(shown(card.answers[0])) < 110


def test_an_attribute_that_one_lacks_is_shown_as_missing_and_as_differing() -> None:
    opinions = {
        "ana": [told("Sergei Lavrov", kind="person", mention="name")],
        "ben": [told("Sergei Lavrov", mention="name")],
    }
    card = card_of(review_of(opinions))
    rows = [[(v.title, v.value, v.differs) for v in a.entries[0].values] for a in card.answers]
    assert rows == [
        [("Kind", "person", True), ("Mention", "name", False)],
        [("Kind", "—", True), ("Mention", "name", False)],
    ]


def test_attributes_of_different_labels_are_not_compared() -> None:
    opinions = {"ana": [told("Sergei Lavrov", kind="person")], "ben": [told("Sergei Lavrov", "source")]}  # fmt: skip
    card = card_of(review_of(opinions))
    assert [v.differs for v in card.answers[0].entries[0].values] == [False]
    assert all(a.entries[0].label_differs for a in card.answers)


def test_notes_say_whose_they_are_where_not_all_have_them() -> None:
    sure = Told("Sergei Lavrov")
    unsure = Told("Sergei Lavrov", unsure=True, comment="or the minister?")
    card = card_of(review_of({"ana": [sure], "ben": [unsure], "cy": []}))
    assert card.answers[0].entries[0].notes == ("ben: unsure", "ben: “or the minister?”")


def test_agreement_through_one_machine_is_flagged() -> None:
    by_machine = Told("Sergei Lavrov", suggested_by="ner 1.0")
    others = Told("Sergei Lavrov", suggested_by="ner 2.0")
    same = card_of(review_of({"ana": [by_machine], "ben": [by_machine], "cy": []}))
    different = card_of(review_of({"ana": [by_machine], "ben": [others], "cy": []}))
    assert SAME_MACHINE in same.flags
    assert SAME_MACHINE not in different.flags


def test_the_majority_is_said_with_what_is_in_dispute() -> None:
    opinions = {
        "ana": [told("Sergei Lavrov", kind="person", mention="name")],
        "ben": [told("Sergei Lavrov", kind="state", mention="name")],
        "cy": [told("Sergei Lavrov", kind="person", mention="name")],
    }
    assert card_of(review_of(opinions)).majority == (
        "Majority (2 of 3): actor “Sergei Lavrov”, kind person"
    )


def test_two_against_two_is_no_majority() -> None:
    card = card_of(review_of({"ana": [LAVROV], "ben": []}))
    assert card.majority == "No majority"


def test_a_relation_is_told_by_both_ends() -> None:
    ends = [told("“we will wait”", "quote"), LAVROV]
    longer = [told("“we will wait”", "quote"), MINISTER]
    ties = {"ana": [Tie(0, 1)], "ben": [Tie(0, 1)]}
    review = review_of({"ana": ends, "ben": longer}, ties=ties)
    group = review.disputes.relations[0]
    card = group_card(review, group, decision=None, codebook=DEFAULT_CODEBOOK)
    [first, second] = [answer.entries[0] for answer in card.answers]
    assert (first.label, card.subject) == ("said by", "Relation")
    assert [s.text for s in first.words] == ["“we will wait”"]
    assert [(s.text, s.style) for s in second.target] == [
        ("The foreign minister, ", Style.EXTRA),
        ("Sergei Lavrov", Style.SAME),
    ]


def test_a_label_of_the_article_has_no_words() -> None:
    card = card_of(review_of({"ana": [told("", "source")], "ben": []}))
    assert card.subject == "Label of the article"
    assert card.answers[0].entries[0].words == ()


def test_nested_spans_of_one_annotator_are_one_answer() -> None:
    both = [told("The foreign minister"), told("Sergei Lavrov")]
    card = card_of(review_of({"ana": both, "ben": [MINISTER]}))
    assert [len(answer.entries) for answer in card.answers] == [2, 1]
    assert shown(card.answers[0], 1).count("-") == 2, "the other span of the answer is not missing"


@pytest.mark.parametrize("choice", [Choice.VERSION, Choice.SEVERAL, Choice.MERGED])
def test_the_answer_that_was_taken_is_marked(choice: Choice) -> None:
    review = review_of({"ana": [LAVROV], "ben": [MINISTER], "cy": [LAVROV]})
    taken = decision_on(review, review.groups[0], choice, taken=("ana0", "cy0"))
    card = card_of(review, decision=taken)
    assert [answer.is_taken for answer in card.answers] == [True, False]


def test_taking_a_part_of_an_answer_does_not_mark_the_whole_of_it() -> None:
    both = [told("The foreign minister"), told("Sergei Lavrov")]
    review = review_of({"ana": both, "ben": [MINISTER], "cy": [LAVROV]})
    taken = decision_on(review, review.groups[0], Choice.VERSION, taken=("ana1", "cy0"))
    assert [answer.is_taken for answer in card_of(review, decision=taken).answers] == [
        False,
        False,
        True,
    ]


def test_deciding_for_nothing_marks_the_card_of_those_who_have_nothing() -> None:
    review = review_of({"ana": [LAVROV], "ben": []})
    none = decision_on(review, review.groups[0], Choice.NONE)
    card = card_of(review, decision=none)
    assert [answer.is_taken for answer in card.answers] == [False, True]
    assert card.decided is not None
    assert card.decided.words == "None of these"


def test_a_decision_says_whose_answer_was_taken_and_by_whom() -> None:
    review = review_of({"ana": [LAVROV], "ben": [MINISTER], "cy": [LAVROV]}, is_blind=True)
    taken = decision_on(review, review.groups[0], Choice.VERSION, taken=("ana0", "cy0"))
    decided = card_of(review, decision=taken).decided
    letters = review.names.listed([review.names.order[n] for n in range(3) if review.names.order[n] != "ben"])  # fmt: skip
    assert decided is not None
    assert (decided.words, decided.by) == (f"Taken: {letters}", "by rita")


def test_a_screen_reader_hears_all_of_an_answer() -> None:
    opinions = {
        "ana": [told("Sergei Lavrov", kind="person")],
        "ben": [MINISTER],
        "cy": [told("Sergei Lavrov", kind="person")],
    }
    assert card_of(review_of(opinions)).answers[0].spoken == (
        "1, 3, ana and cy: actor, Sergei Lavrov, kind person; differs in boundary and kind"
    )


def test_guidelines_are_those_of_the_labels_in_play_and_of_what_differs() -> None:
    opinions = {"ana": [told("Sergei Lavrov", role="minister")], "ben": [told("Sergei Lavrov", role="head")]}  # fmt: skip
    [guideline] = card_of(review_of(opinions)).guidelines
    assert (guideline.title, [title for title, _ in guideline.values]) == ("Actor", ["Role"])


def test_labels_that_the_codebook_lacks_are_shown_by_their_ids() -> None:
    review = review_of({"ana": [told("Sergei Lavrov", "odd_one", odd_value="x")], "ben": []})
    entry = card_of(review, codebook=Codebook("empty", "1")).answers[0].entries[0]
    assert (entry.label, entry.values[0].title) == ("Odd one", "Odd value")


def test_kinds_of_the_seed_of_this_file_are_what_they_seem() -> None:
    assert review_of({"ana": [LAVROV], "ben": [MINISTER]}).groups[0].kind is Kind.BOUNDARY_CONFLICT
    assert TEXT.count("Sergei Lavrov") == 1


@pytest.mark.parametrize(
    ("then", "words"),
    [
        ("2025-07-09T10:00:30.000Z", "just now"),
        ("2025-07-09T09:58:00.000Z", "2 minutes ago"),
        ("2025-07-09T08:59:00.000Z", "1 hour ago"),
        ("2025-07-07T08:59:00.000Z", "7 Jul 2025, 08:59"),
        ("", ""),
    ],
)
def test_times_are_told_from_now(then: str, words: str) -> None:
    assert ago(then, "2025-07-09T10:00:40.000Z") == words
