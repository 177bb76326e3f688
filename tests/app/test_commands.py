"""The table of commands: complete, without clashes, and each key says what it can."""

from dataclasses import replace
from itertools import product

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence

from annotator.app.commands import (
    MENUS,
    Command,
    Context,
    all_commands,
    clashes,
    label_commands,
    sticky_commands,
)
from annotator.app.scopes import Scope, Workspace
from annotator.core.codebook import RESERVED_KEYS, SIGN_KEYS, Level
from annotator.core.default_codebook import DEFAULT_CODEBOOK

COMMANDS = (*all_commands(), *label_commands(DEFAULT_CODEBOOK))
PORTABLE = QKeySequence.SequenceFormat.PortableText


def ids(command: Command) -> str:
    return command.id


def test_ids_are_unique() -> None:
    names = [command.id for command in COMMANDS]
    assert sorted(names) == sorted(set(names))


@pytest.mark.parametrize("command", COMMANDS, ids=ids)
def test_every_command_has_a_title_a_tip_and_a_menu(command: Command) -> None:
    assert command.title.strip() == command.title != ""
    assert command.tip.strip() == command.tip != ""
    assert not command.tip.endswith(".")
    assert command.menu in MENUS


def test_no_two_commands_claim_a_key() -> None:
    assert clashes(COMMANDS) == ()


def test_a_clash_is_found() -> None:
    one, other = all_commands()[:2]
    assert clashes((one, replace(other, keys=one.keys))) == ((one.keys[0], one.id, other.id),)


@pytest.mark.parametrize("key", [key for command in COMMANDS for key in command.keys])
def test_every_key_is_one_that_a_keyboard_has(key: str) -> None:
    sequence = QKeySequence.fromString(key, PORTABLE)
    assert sequence.count() == 1
    assert sequence[0].key() != Qt.Key.Key_unknown
    # Qt shortens one name; people know the long one.
    assert sequence.toString(PORTABLE) == key.replace("Escape", "Esc")


def is_bare(key: str) -> bool:
    """Whether a key is pressed without Ctrl or Alt, and is no function key."""
    last = key.rsplit("+", 1)[-1]
    is_function = last[:1] == "F" and last[1:].isdigit()
    return "Ctrl" not in key and "Alt" not in key and not is_function


# Keys that text fields and lists need for themselves wherever they have the focus.
OF_TEXT = {"Ctrl+C", "Ctrl+A"}


@pytest.mark.parametrize("command", [c for c in COMMANDS if c.keys], ids=ids)
def test_keys_that_other_widgets_need_work_in_the_text_only(command: Command) -> None:
    # Escape comes back to the text from everywhere.
    needs_text = any(
        key != "Escape" and (is_bare(key) or key in OF_TEXT or "Left" in key or "Right" in key)
        for key in command.keys
    )
    assert command.in_text == needs_text


def test_single_letters_are_reserved_so_that_no_label_takes_them() -> None:
    marking = [command for command in all_commands() if command.scope.meets(Scope.MARKING)]
    single = {key.lower() for command in marking for key in command.keys if len(key) == 1}
    assert {key for key in single if key.isalnum()} == RESERVED_KEYS
    assert {key for key in single if not key.isalnum()} <= SIGN_KEYS


def test_a_key_may_mean_one_thing_to_annotators_and_another_to_reviewers() -> None:
    by_id = {command.id: command for command in all_commands()}
    assert by_id["annotate.unsure"].keys == by_id["review.undo"].keys == ("U",)
    annotating = Context(has_article=True, has_annotation=True, can_write=True, can_undo=True)
    reviewing = replace(annotating, workspace=Workspace.REVIEW)
    for context, able, unable in (
        (annotating, "annotate.unsure", "review.undo"),
        (reviewing, "review.undo", "annotate.unsure"),
        (replace(reviewing, is_editing=True), "annotate.unsure", "review.undo"),
    ):
        assert by_id[able].can_run(context)
        assert not by_id[unable].can_run(context)


def test_each_label_is_a_command_under_its_key() -> None:
    found = {c.id: c.keys for c in label_commands(DEFAULT_CODEBOOK)}
    assert found == {
        "label.actor": ("A",),
        "label.quote": ("Q",),
        "label.figure": ("F",),
        "label.source": ("S",),
    }


def test_with_shift_each_letter_has_its_label_stick() -> None:
    found = {c.id: c.keys for c in sticky_commands(DEFAULT_CODEBOOK)}
    assert found == {
        "sticky.actor": ("Shift+A",),
        "sticky.quote": ("Shift+Q",),
        "sticky.figure": ("Shift+F",),
        "sticky.source": ("Shift+S",),
    }
    assert clashes((*COMMANDS, *sticky_commands(DEFAULT_CODEBOOK))) == ()


@pytest.mark.parametrize("key", ["1", "ß", "ש", "文", ""])
def test_a_key_without_a_capital_has_no_key_that_sticks(key: str) -> None:
    label = replace(DEFAULT_CODEBOOK.labels[0], key=key)
    assert sticky_commands(replace(DEFAULT_CODEBOOK, labels=(label,))) == ()


def test_a_label_of_the_whole_article_does_not_stick() -> None:
    label = replace(DEFAULT_CODEBOOK.labels[0], level=Level.ARTICLE)
    assert sticky_commands(replace(DEFAULT_CODEBOOK, labels=(label,))) == ()


def test_a_letter_whose_capital_is_two_letters_keeps_its_form() -> None:
    label = replace(DEFAULT_CODEBOOK.labels[0], key="ß")
    (command,) = label_commands(replace(DEFAULT_CODEBOOK, labels=(label,)))
    assert command.keys == ("ß",)


def test_every_command_can_say_whether_it_can_run_whatever_the_context() -> None:
    fields = Context.__dataclass_fields__
    for values in product((False, True), repeat=len(fields)):
        context = Context(**dict(zip(fields, values, strict=True)))
        assert all(isinstance(command.when(context), bool) for command in COMMANDS)


def test_without_a_project_nothing_that_changes_one_can_run() -> None:
    can_run = {command.id for command in COMMANDS if command.when(Context())}
    works = ("annotate.", "edit.", "label.", "go.")
    assert {name for name in can_run if name.startswith(works)} <= {"edit.settings", "go.command"}
    assert {"file.new", "file.open", "file.quit", "help.keys"} <= can_run
