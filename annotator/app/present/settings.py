"""The settings as their dialog shows them: groups of controls, and the table of keys."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from enum import Enum

from annotator.app.commands import MENUS, Command
from annotator.app.key_names import needs_text
from annotator.app.keymap import LABEL_PREFIX, Keymap, Taken, claimed_twice
from annotator.app.present.keys import LABELS
from annotator.app.present.wording import folded
from annotator.app.settings import SCHEMA, Setting, Settings

_LETTERS = ("reading_font", "reading_size", "line_spacing")
_COLUMN = ("column_characters", "margin")
_WINDOW = ("theme", "motion")


class SettingKind(Enum):
    """Which control a setting is changed with."""

    SWITCH = "switch"
    CHOICE = "choice"
    NUMBER = "number"
    FONT = "font"


@dataclass(frozen=True, slots=True)
class SettingRow:
    """One control. `value` is a bool for a switch, a number for a number, else a text."""

    name: str
    kind: SettingKind
    title: str
    note: str
    value: str | float | bool
    least: float = 0
    most: float = 0
    step: float = 1
    choices: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class SettingGroup:
    """Controls under one heading."""

    title: str
    rows: tuple[SettingRow, ...]


def reading_groups(settings: Settings) -> tuple[SettingGroup, ...]:
    """Everything about how the article and the window look. A new switch or choice in the schema
    is shown without being named here.
    """
    placed = (*_LETTERS, *_COLUMN, *_WINDOW)
    others = tuple(
        one.name
        for one in SCHEMA
        if one.name not in placed and (isinstance(one.default, bool) or one.choices)
    )
    groups = (
        ("Letters", _LETTERS),
        ("Column", _COLUMN),
        ("Around the text", others),
        ("Window", _WINDOW),
    )
    by_name = {one.name: one for one in SCHEMA}
    return tuple(
        SettingGroup(title, tuple(_row(by_name[name], settings) for name in names))
        for title, names in groups
        if names
    )


def _row(one: Setting, settings: Settings) -> SettingRow:
    value = settings.value(one.name)
    assert not isinstance(value, list)
    if isinstance(one.default, bool):
        kind = SettingKind.SWITCH
    elif isinstance(one.default, int | float):
        kind = SettingKind.NUMBER
    else:
        kind = SettingKind.CHOICE if one.choices else SettingKind.FONT
    return SettingRow(
        name=one.name,
        kind=kind,
        title=one.title,
        note=one.note,
        value=value,
        least=one.least,
        most=one.most,
        step=one.step,
        choices=one.choices,
    )


@dataclass(frozen=True, slots=True)
class KeyTableRow:
    """A command and its keys; a menu's name where `title` is empty.

    `keys` and `usual` are as this keyboard names them, `portable` as they are kept. `clash` says
    in words what else a key means; `note` where the keys work, or why they cannot be changed here.
    """

    id: str
    group: str
    title: str = ""
    keys: str = ""
    usual: str = ""
    portable: tuple[str, ...] = ()
    is_changed: bool = False
    can_change: bool = True
    clash: str = ""
    note: str = ""


def key_table(
    usual: Iterable[Command], keymap: Keymap, *, shown: Callable[[str], str] = str
) -> tuple[KeyTableRow, ...]:
    """All commands menu by menu, those of the codebook's labels last.

    `shown` turns a portable key sequence into what this system's keyboard says.
    """
    usual = tuple(usual)
    clashing = _clashes(usual, keymap, shown=shown)
    changed = dict(keymap.changed)
    rows: list[KeyTableRow] = []
    for group in (*MENUS, LABELS):
        here = [command for command in usual if _group(command) == group]
        if not here:
            continue
        rows.append(KeyTableRow(f"group/{group}", group, can_change=False))
        for command in here:
            keys = keymap.keys(command)
            rows.append(
                KeyTableRow(
                    id=command.id,
                    group=group,
                    title=command.title,
                    keys=", ".join(map(shown, keys)),
                    usual=", ".join(map(shown, command.keys)),
                    portable=keys,
                    is_changed=command.id in changed,
                    can_change=group != LABELS,
                    clash=clashing.get(command.id, ""),
                    note=_note(command, keys),
                )
            )
    return tuple(rows)


def fitting_keys(rows: Iterable[KeyTableRow], text: str) -> tuple[KeyTableRow, ...]:
    """The rows that hold all words of a text, each under its menu."""
    words = folded(text).split()
    found: list[KeyTableRow] = []
    heading: KeyTableRow | None = None
    for row in rows:
        if not row.title:
            heading = row
            continue
        searched = folded(f"{row.title} {row.keys} {row.group}")
        if all(word in searched for word in words):
            if heading is not None:
                found.append(heading)
                heading = None
            found.append(row)
    return tuple(found)


def taken_words(taken: Iterable[Taken], *, shown: Callable[[str], str] = str) -> str:
    """What a key means already, as sentences; empty where it is free."""
    sentences = []
    for one in taken:
        key = shown(one.key)
        if one.is_label:
            words = f"{key} is the key of the label {one.title}: labels’ keys are in the codebook."
        elif one.command:
            words = f"{key} is also “{one.title}”."
        else:
            words = f"{key} {one.title} and cannot be taken."
        sentences.append(words)
    return " ".join(sentences)


def _clashes(
    usual: tuple[Command, ...], keymap: Keymap, *, shown: Callable[[str], str]
) -> dict[str, str]:
    titles = {command.id: command.title for command in usual}
    found: dict[str, list[str]] = {}
    for key, one, other in claimed_twice(usual, keymap):
        found.setdefault(one, []).append(f"{shown(key)} is also “{titles[other]}”.")
        found.setdefault(other, []).append(f"{shown(key)} is also “{titles[one]}”.")
    return {name: " ".join(words) for name, words in found.items()}


def _note(command: Command, keys: tuple[str, ...]) -> str:
    if command.id.startswith(LABEL_PREFIX):
        return "A label’s key belongs to the codebook and is changed there."
    if command.in_text or any(map(needs_text, keys)):
        return "Works while the article has the focus."
    return ""


def _group(command: Command) -> str:
    return LABELS if command.id.startswith(LABEL_PREFIX) else command.menu
