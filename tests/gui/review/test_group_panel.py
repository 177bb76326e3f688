"""The open group in the right panel, used with mouse and keys."""

from collections.abc import Callable
from dataclasses import replace
from itertools import pairwise

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QColor, QKeySequence, QShortcut
from PySide6.QtWidgets import QLabel, QLineEdit, QPushButton, QToolButton
from pytestqt.qtbot import QtBot

from annotator.app.present.review import GroupCard, ReviewKeys, group_card, no_group
from annotator.core.decisions import Choice
from annotator.core.default_codebook import DEFAULT_CODEBOOK
from annotator.gui.review.answer_card import AnswerCard
from annotator.gui.review.group_panel import GroupPanel
from annotator.gui.review.key_button import KeyButton
from annotator.gui.theme import Theme, dark
from tests.app.present.reviewing import Told, decision_on, review_of, told

LAVROV, MINISTER = told("Sergei Lavrov"), told("The foreign minister, Sergei Lavrov")

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support", extend=True)


def card_of(
    opinions: dict[str, list[Told]] | None = None, *, choice: Choice | None = None, **more: object
) -> GroupCard:
    review = review_of(opinions or {"ana": [MINISTER], "ben": [LAVROV], "cy": [], "dan": [LAVROV]})
    group = review.disputed[0]
    decision = decision_on(review, group, choice, **more) if choice else None
    return group_card(
        review, group, decision=decision, codebook=DEFAULT_CODEBOOK, number=3, open_count=12
    )


@pytest.fixture
def panel(qtbot: QtBot, theme: Theme) -> GroupPanel:
    panel = GroupPanel(theme)
    qtbot.addWidget(panel)
    panel.resize(320, 900)
    panel.show_card(card_of())
    with qtbot.waitExposed(panel):
        panel.show()
    panel.activateWindow()
    return panel


def cards(panel: GroupPanel) -> list[AnswerCard]:
    found = [c for c in panel.findChildren(AnswerCard) if c.isVisible()]
    return sorted(found, key=lambda card: card.y())


def button(panel: GroupPanel, words: str) -> KeyButton:
    return next(b for b in panel.findChildren(KeyButton) if b.text() == words)


def words_in(panel: GroupPanel) -> list[str]:
    return [label.text() for label in panel.findChildren(QLabel) if label.isVisible()]


def note_of(panel: GroupPanel) -> QLineEdit:
    return panel.findChildren(QLineEdit)[0]


def test_a_click_on_a_card_takes_it_by_the_number_of_who_says_so(
    qtbot: QtBot, panel: GroupPanel
) -> None:
    with qtbot.waitSignal(panel.answer_taken) as taken:
        qtbot.mouseClick(cards(panel)[1], Qt.MouseButton.LeftButton, pos=QPoint(100, 20))
    assert taken.args == [2]


def test_a_click_on_nothing_takes_nothing(qtbot: QtBot, panel: GroupPanel) -> None:
    with qtbot.waitSignal(panel.none_taken):
        qtbot.mouseClick(cards(panel)[2], Qt.MouseButton.LeftButton)


@pytest.mark.parametrize("key", [Qt.Key.Key_Return, Qt.Key.Key_Space])
def test_a_card_is_taken_with_the_keyboard(qtbot: QtBot, panel: GroupPanel, key: Qt.Key) -> None:
    panel.focus_first()
    qtbot.waitUntil(cards(panel)[0].hasFocus)
    with qtbot.waitSignal(panel.answer_taken) as taken:
        qtbot.keyClick(cards(panel)[0], key)
    assert taken.args == [1]


@pytest.mark.parametrize(
    ("words", "signal"),
    [
        ("Majority", "majority_asked"),
        ("None", "none_taken"),
        ("Both", "all_asked"),
        ("Edit", "edit_asked"),
        ("New span", "own_asked"),
        ("Guideline gap", "gap_toggled"),
        ("Undo", "undo_asked"),
    ],
)
def test_every_button_says_what_it_is_for(
    qtbot: QtBot, panel: GroupPanel, words: str, signal: str
) -> None:
    opinions = {"ana": [MINISTER], "ben": [LAVROV], "cy": [LAVROV]}
    panel.show_card(card_of(opinions, choice=Choice.NONE))
    with qtbot.waitSignal(getattr(panel, signal)):
        qtbot.mouseClick(button(panel, words), Qt.MouseButton.LeftButton)


def test_why_can_be_said_of_what_is_decided_only(panel: GroupPanel) -> None:
    assert not button(panel, "Reason").isEnabled()
    assert not button(panel, "Guideline gap").isEnabled()
    panel.open_reasons()
    assert not note_of(panel).isVisible()


def test_without_a_majority_none_can_be_taken(panel: GroupPanel) -> None:
    assert not button(panel, "Majority").isEnabled()
    assert "No majority" in words_in(panel)


def test_two_answers_are_both_and_more_are_all(panel: GroupPanel) -> None:
    panel.show_card(card_of({"ana": [LAVROV], "ben": [MINISTER]}))
    assert button(panel, "Both").accessibleName() == "Both, key B"
    longest = told("The foreign minister, Sergei Lavrov, said")
    panel.show_card(card_of({"ana": [LAVROV], "ben": [MINISTER], "cy": [longest], "dan": []}))
    assert button(panel, "All").accessibleName() == "All, key B"


def test_both_are_not_offered_where_versions_differ_in_attributes_only(panel: GroupPanel) -> None:
    panel.show_card(card_of({"ana": [LAVROV], "ben": [told("Sergei Lavrov", kind="person")]}))
    assert not button(panel, "Both").isEnabled()


def test_cards_say_all_of_an_answer_to_a_screen_reader(panel: GroupPanel) -> None:
    assert [card.accessibleName() for card in cards(panel)] == [
        "1, ana: actor, The foreign minister, Sergei Lavrov; differs in boundary",
        "2, 4, ben and dan: actor, Sergei Lavrov; differs in boundary",
        "3, cy: nothing",
    ]


def test_cards_neither_overlap_nor_leave_the_panel(panel: GroupPanel) -> None:
    shown = cards(panel)
    assert all(a.geometry().bottom() < b.y() for a, b in pairwise(shown))
    assert {card.width() for card in shown} == {panel.width() - 24}


def test_a_group_with_fewer_answers_hides_the_cards_left_over(panel: GroupPanel) -> None:
    panel.show_card(card_of({"ana": [LAVROV], "ben": []}))
    assert len(cards(panel)) == 2


def test_a_decision_says_how_and_by_whom_and_how_to_take_it_back(panel: GroupPanel) -> None:
    panel.show_card(card_of(choice=Choice.NONE, reason="spurious", note="a title"))
    assert "None of these" in words_in(panel)
    assert "by rita · U takes it back\nSpurious · “a title”" in words_in(panel)


def test_an_earlier_decision_is_discarded_as_undo_would_take_back_another(
    panel: GroupPanel,
) -> None:
    card = card_of(choice=Choice.NONE)
    assert card.decided is not None
    panel.show_card(replace(card, decided=replace(card.decided, is_newest=False)))
    assert any("Del takes it back" in words for words in words_in(panel))


def test_keys_that_were_changed_stand_on_the_buttons(panel: GroupPanel) -> None:
    panel.show_keys(ReviewKeys(majority="Q", undo="Ctrl+Z"))
    panel.show_card(card_of(choice=Choice.NONE))
    assert button(panel, "Majority").accessibleName() == "Majority, key Q"
    assert any("Ctrl+Z takes it back" in words for words in words_in(panel))


def test_read_only_there_are_cards_to_look_at_and_nothing_to_press(
    qtbot: QtBot, panel: GroupPanel
) -> None:
    panel.show_card(card_of(), is_read_only=True)
    assert not button(panel, "Edit").isVisible()
    with qtbot.assertNotEmitted(panel.answer_taken, wait=50):
        qtbot.mouseClick(cards(panel)[1], Qt.MouseButton.LeftButton)


def open_reasons(qtbot: QtBot, panel: GroupPanel) -> KeyButton:
    if not button(panel, "Reason").isEnabled():
        panel.show_card(card_of(choice=Choice.NONE))
    panel.open_reasons()
    first = button(panel, "Boundary")
    qtbot.waitUntil(first.hasFocus)
    return first


@pytest.mark.parametrize("key", ["3", "m"])
def test_a_number_or_a_letter_gives_the_reason_and_frees_the_keyboard(
    qtbot: QtBot, panel: GroupPanel, key: str
) -> None:
    first = open_reasons(qtbot, panel)
    with qtbot.waitSignal(panel.reason_closed), qtbot.waitSignal(panel.reason_chosen) as chosen:
        qtbot.keyClicks(first, key)
    assert chosen.args == ["missed"]
    assert not first.isVisible()


def test_the_reasons_keys_come_before_the_windows(qtbot: QtBot, panel: GroupPanel) -> None:
    pressed: list[str] = []
    shortcut = QShortcut(QKeySequence("2"), panel)
    shortcut.activated.connect(_adding(pressed, "window"))
    first = open_reasons(qtbot, panel)
    with qtbot.waitSignal(panel.reason_chosen) as chosen:
        qtbot.keyClicks(first, "2")
    assert chosen.args == ["label"]
    assert pressed == []


def _adding(found: list[str], word: str) -> Callable[[], None]:
    def add() -> None:
        found.append(word)

    return add


def test_the_reason_that_holds_is_taken_back_by_choosing_it_again(
    qtbot: QtBot, panel: GroupPanel
) -> None:
    panel.show_card(card_of(choice=Choice.NONE, reason="boundary"))
    first = open_reasons(qtbot, panel)
    assert first.isChecked()
    with qtbot.waitSignal(panel.reason_chosen) as chosen:
        qtbot.keyClicks(first, "1")
    assert chosen.args == [""]


def test_escape_leaves_the_reasons_as_they_were(qtbot: QtBot, panel: GroupPanel) -> None:
    first = open_reasons(qtbot, panel)
    with qtbot.assertNotEmitted(panel.reason_chosen), qtbot.waitSignal(panel.reason_closed):
        qtbot.keyClick(first, Qt.Key.Key_Escape)


def test_letters_in_the_note_are_a_note(qtbot: QtBot, panel: GroupPanel) -> None:
    open_reasons(qtbot, panel)
    note = note_of(panel)
    note.setFocus()
    qtbot.waitUntil(note.hasFocus)
    with qtbot.assertNotEmitted(panel.reason_chosen), qtbot.waitSignal(panel.note_given) as given:
        qtbot.keyClicks(note, "bold 12")
        qtbot.keyClick(note, Qt.Key.Key_Return)
    assert given.args == ["bold 12", "d1"]


def test_tab_goes_from_the_reasons_to_the_note(qtbot: QtBot, panel: GroupPanel) -> None:
    first = open_reasons(qtbot, panel)
    qtbot.keyClick(first, Qt.Key.Key_Tab)
    qtbot.waitUntil(note_of(panel).hasFocus)


def test_a_note_that_is_being_typed_is_given_before_another_group_comes(
    qtbot: QtBot, panel: GroupPanel
) -> None:
    open_reasons(qtbot, panel)
    note = note_of(panel)
    note.setFocus()
    qtbot.keyClicks(note, "half")
    with qtbot.waitSignal(panel.note_given) as given:
        panel.show_card(card_of({"ana": [told("Reuters", "source")], "ben": []}))
    assert given.args == ["half", "d1"], "the decision that it was typed for"
    assert not note.isVisible()


def test_the_same_group_shown_anew_keeps_the_reasons_open(qtbot: QtBot, panel: GroupPanel) -> None:
    first = open_reasons(qtbot, panel)
    panel.show_card(card_of(choice=Choice.NONE, reason="label"))
    assert first.isVisible()


def test_folding_the_guideline_is_told_to_be_remembered(qtbot: QtBot, panel: GroupPanel) -> None:
    fold = panel.findChildren(QToolButton)[0]
    with qtbot.waitSignal(panel.guidelines_toggled) as toggled:
        qtbot.mouseClick(fold, Qt.MouseButton.LeftButton)
    assert toggled.args == [False]
    panel.show_card(card_of({"ana": [told("Reuters", "source")], "ben": []}))
    assert fold.accessibleName() == "Guideline, hidden"


def test_where_all_is_decided_one_button_finishes(qtbot: QtBot, panel: GroupPanel) -> None:
    review = review_of({"ana": [LAVROV], "ben": []})
    panel.show_none(no_group(review, decided=1))
    finish = next(b for b in panel.findChildren(QPushButton) if b.text() == "Finish the article")
    assert finish.isVisible()
    with qtbot.waitSignal(panel.finish_asked):
        qtbot.mouseClick(finish, Qt.MouseButton.LeftButton)


def test_another_theme_is_painted_at_once(panel: GroupPanel) -> None:
    # The mouse of a test before may still be there.
    grounds = (dark().page, dark().hover)
    assert _ground(cards(panel)[0]) not in grounds
    panel.show_theme(dark())
    assert _ground(cards(panel)[0]) in grounds


def _ground(card: AnswerCard) -> QColor:
    """The colour of a card where nothing is written on it."""
    return card.grab().toImage().pixelColor(card.width() - 3, card.height() // 2)


def test_cards_are_kept_from_group_to_group(panel: GroupPanel) -> None:
    before = panel.findChildren(AnswerCard)
    panel.show_card(card_of({"ana": [told("Reuters", "source")], "ben": []}))
    panel.show_card(card_of())
    assert panel.findChildren(AnswerCard) == before


@pytest.mark.parametrize(
    "opinions",
    [
        {"ana": [told("")], "ben": []},
        {"ana": [told("foreign minister…Lavrov")], "ben": [LAVROV]},
        {"ana": [told("The foreign minister"), told("Sergei Lavrov")], "ben": [MINISTER]},
        {"ana": [LAVROV, LAVROV], "ben": [told("Sergei Lavrov", "odd", strange="value")]},
    ],
)
@pytest.mark.parametrize("width", [280, 360])
def test_every_sort_of_answer_is_painted_within_its_card(
    panel: GroupPanel, opinions: dict[str, list[Told]], width: int
) -> None:
    panel.resize(width, 900)
    panel.show_card(card_of(opinions))
    for card in cards(panel):
        image = card.grab().toImage()
        ground = image.pixelColor(card.width() - 3, card.height() // 2)
        inside = (image.pixelColor(x, card.height() - 4) for x in range(8, card.width() - 8))
        assert all(color == ground for color in inside), "words run out of the card"
        assert any(image.pixelColor(x, 16) != ground for x in range(8, card.width() - 8))
