"""Keys that a person has set: read and written without loss, clashes found, none ambiguous."""

from dataclasses import replace
from itertools import combinations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtGui import QKeySequence

from annotator.app.commands import Command, all_commands, label_commands
from annotator.app.key_names import CARET_KEYS, MODIFIERS, canonical, needs_text
from annotator.app.keymap import Keymap, Taken, claimed_twice, effective, taken
from annotator.app.present.settings import fitting_keys, key_table, taken_words
from annotator.app.scopes import Scope
from annotator.core.default_codebook import DEFAULT_CODEBOOK

PORTABLE = QKeySequence.SequenceFormat.PortableText
USUAL = (*all_commands(), *label_commands(DEFAULT_CODEBOOK))
BY_ID = {command.id: command for command in USUAL}
NAMES = [*"ABCXYZ;,=+-./\"'[]1ÄЖ", "F1", "F35", "Space", "Tab", "Del", "PgUp", "Left", "Return"]

keys = st.builds(
    lambda held, name: "+".join([*(m for m in MODIFIERS if m in held), name]),
    st.sets(st.sampled_from(MODIFIERS)),
    st.sampled_from(NAMES),
)
own = st.dictionaries(
    st.sampled_from([command.id for command in all_commands()]),
    st.lists(keys, max_size=4, unique=True),
    max_size=12,
)


def keymap_of(wanted: dict[str, list[str]]) -> Keymap:
    keymap = Keymap()
    for name, some in wanted.items():
        keymap = keymap.with_keys(BY_ID[name], some)
    return keymap


@given(own)
def test_what_is_written_is_read_again(wanted: dict[str, list[str]]) -> None:
    keymap = keymap_of(wanted)
    again = Keymap.read(keymap.lines())
    assert again.unread == ()
    assert {c.id: again.keys(c) for c in USUAL} == {c.id: keymap.keys(c) for c in USUAL}
    for name, some in wanted.items():
        assert again.keys(BY_ID[name]) == tuple(some) or not keymap.lines()


@given(keys)
def test_qt_and_we_name_a_key_alike(key: str) -> None:
    sequence = QKeySequence.fromString(key, PORTABLE)
    assert sequence.count() == 1
    assert canonical(sequence.toString(PORTABLE)) == canonical(key) == key


@pytest.mark.parametrize("command", [c for c in USUAL if c.keys], ids=lambda c: c.id)
def test_the_usual_keys_are_all_keys_that_can_be_kept(command: Command) -> None:
    forms = [canonical(key) for key in command.keys]
    assert [form and QKeySequence(form) for form in forms] == [
        QKeySequence(k) for k in command.keys
    ]


@pytest.mark.parametrize(
    ("words", "form"),
    [
        ("ctrl+d", "Ctrl+D"),
        ("Shift+Ctrl+PgDown", "Ctrl+Shift+PgDown"),
        ("Escape", "Esc"),
        ("Backtab", "Shift+Tab"),
        ("Ctrl++", "Ctrl++"),
        ("+", "+"),
        ("ß", "ß"),
        ("", None),
        ("Ctrl", None),
        ("Ctrl+", None),
        ("Ctrl+Nothing", None),
        ("Ctrl+K, Ctrl+D", None),
        ("F36", None),
        (" ", None),
    ],
)
def test_a_key_has_one_form(words: str, form: str | None) -> None:
    assert canonical(words) == form


def test_the_usual_keys_are_not_written() -> None:
    split = BY_ID["edit.undo"]
    assert Keymap().with_keys(split, ["ctrl+z"]).lines() == ()
    changed = Keymap().with_keys(split, ["Ctrl+J", "Ctrl+;"])
    assert changed.lines() == ("edit.undo=Ctrl+J; Ctrl+;",)
    assert changed.with_keys(split, split.keys).lines() == ()
    assert Keymap().with_keys(split, []).lines() == ("edit.undo=",)


def test_what_is_not_understood_is_kept_and_told() -> None:
    lines = ("edit.undo=Ctrl+Nothing", "nonsense", "gone.command=F2", "go.let_go=")
    keymap = Keymap.read(lines)
    assert set(keymap.lines()) == set(lines)
    assert keymap.keys(BY_ID["edit.undo"]) == BY_ID["edit.undo"].keys
    assert set(keymap.unknown(USUAL)) == {*lines[:2], "gone.command=F2"}
    assert set(keymap.with_keys(BY_ID["edit.redo"], ["F2"]).lines()) > set(lines)


@given(own)
def test_every_clash_is_found(wanted: dict[str, list[str]]) -> None:
    keymap = keymap_of(wanted)
    claims = {c.id: {canonical(key) for key in keymap.keys(c)} for c in USUAL}
    shared = {
        key
        for a, b in combinations(claims, 2)
        if BY_ID[a].scope.meets(BY_ID[b].scope)
        for key in claims[a] & claims[b]
    }
    assert {key for key, _, _ in claimed_twice(USUAL, keymap)} == shared
    clashing = {
        c
        for a, b in combinations(claims, 2)
        if BY_ID[a].scope.meets(BY_ID[b].scope) and claims[a] & claims[b]
        for c in (a, b)
    }
    said = {row.id for row in key_table(USUAL, keymap) if row.clash}
    assert said == clashing


@given(own)
def test_no_key_is_ever_claimed_by_two_in_the_window(wanted: dict[str, list[str]]) -> None:
    commands = effective(USUAL, keymap_of(wanted))
    for scope in Scope:
        here = [command for command in commands if command.scope.meets(scope)]
        forms = [canonical(key) for command in here for key in command.keys]
        if scope in (Scope.REVIEWING, Scope.ANNOTATING, Scope.EDITING):
            assert len(forms) == len(set(forms)), scope


def test_a_label_keeps_its_key_and_the_persons_key_beats_a_usual_one() -> None:
    keymap = Keymap.read(["edit.redo=A; Ctrl+O"])
    found = {c.id: c.keys for c in effective(USUAL, keymap)}
    assert found["label.actor"] == ("A",)
    assert found["edit.redo"] == ("Ctrl+O",)
    assert "Ctrl+O" not in found["file.open"]


def test_a_single_letter_works_in_the_article_only() -> None:
    (command,) = effective([BY_ID["file.open"]], Keymap.read(["file.open=O"]))
    assert command.in_text
    assert not BY_ID["file.open"].in_text


def test_the_usual_keys_need_no_rules() -> None:
    assert effective(USUAL, Keymap()) == USUAL


def test_no_usual_key_is_the_carets() -> None:
    usual = {canonical(key) for command in USUAL for key in command.keys}
    assert usual & CARET_KEYS == set()


def test_what_a_key_means_already_is_said() -> None:
    def words(key: str) -> str:
        return taken_words(taken(key, by="file.open", usual=USUAL, keymap=Keymap()))

    assert words("Ctrl+Z") == "Ctrl+Z is also “Undo”."
    assert "moves the caret" in words("Ctrl+Shift+Left")
    assert "label Actor" in words("a")
    assert "codebook" in words("a")
    assert "menu File" in words("Alt+F")
    assert words("Ctrl+O") == ""
    assert words("Ctrl+F12") == ""


def test_a_key_given_away_is_free() -> None:
    keymap = Keymap().without_key(BY_ID["edit.redo"], "Ctrl+Y")
    assert keymap.keys(BY_ID["edit.redo"]) == ("Ctrl+Shift+Z",)
    assert taken("Ctrl+Y", by="file.open", usual=USUAL, keymap=keymap) == ()
    assert taken("Ctrl+Y", by="file.open", usual=USUAL, keymap=Keymap()) == (
        Taken("Ctrl+Y", "Redo", "edit.redo"),
    )


def test_a_key_that_is_none_is_refused() -> None:
    with pytest.raises(ValueError, match="Ctrl"):
        Keymap().with_keys(BY_ID["file.open"], ["Ctrl+"])


def test_the_table_shows_menus_and_what_differs() -> None:
    rows = key_table(USUAL, Keymap.read(["edit.undo=F2"]))
    undo = next(row for row in rows if row.id == "edit.undo")
    assert (undo.keys, undo.usual, undo.is_changed) == ("F2", "Ctrl+Z", True)
    actor = next(row for row in rows if row.id == "label.actor")
    assert not actor.can_change
    assert "codebook" in actor.note


def test_the_table_can_be_filtered_by_name_menu_and_key() -> None:
    rows = key_table(USUAL, Keymap())
    assert [row.title or row.group for row in fitting_keys(rows, "edit undo")] == ["Edit", "Undo"]
    assert "edit.undo" in [row.id for row in fitting_keys(rows, "ctrl+z")]
    assert fitting_keys(rows, "no such thing") == ()
    assert fitting_keys(rows, "") == rows


def test_keys_of_fields_are_known() -> None:
    assert [key for key in ("A", "Shift+Tab", "Alt+Left", "Ctrl+C", "Space") if needs_text(key)]
    assert not [key for key in ("Esc", "F3", "Shift+F3", "Ctrl+J", "Alt+Up") if needs_text(key)]


def test_a_clash_of_three_names_them() -> None:
    one, two, three = (replace(c, keys=("F2",)) for c in USUAL[:3])
    assert len(claimed_twice((one, two, three), Keymap())) == 3
