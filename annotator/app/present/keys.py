"""The list of keys: groups with their rows, filtered as the person types; and as a page."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from annotator.app.commands import MENUS, Command
from annotator.app.present.wording import folded

# Keys that the text has by itself, beside those of the commands.
CARET_KEYS = (
    ("Left, Right", "Caret by character"),
    ("Ctrl+Left, Ctrl+Right", "Caret by word"),
    ("Alt+Up, Alt+Down", "Caret by sentence"),
    ("Ctrl+Up, Ctrl+Down", "Caret by paragraph"),
    ("Home, End", "Caret to the start or the end of the line"),
    ("Ctrl+Home, Ctrl+End", "Caret to the start or the end of the article"),
    ("Shift + a key of the caret", "Select as the caret goes"),
    ("Alt + mouse", "Select exact characters, not whole words"),
    ("Ctrl + wheel", "Larger or smaller text"),
)
LABELS, CARET = "Labels", "Caret and selection"


@dataclass(frozen=True, slots=True)
class KeyRow:
    """A key, or several with commas between, and what it does."""

    keys: str
    title: str
    group: str


@dataclass(frozen=True, slots=True)
class KeyLine:
    """A line of the list: a group's heading where `keys` is empty, else a key."""

    id: str
    keys: str
    title: str


def key_lines(rows: Iterable[KeyRow], *, text: str = "") -> tuple[KeyLine, ...]:
    """The rows in the order given, each group under its heading; only those that hold the text."""
    words = folded(text).split()
    groups: dict[str, list[KeyLine]] = {}
    for number, row in enumerate(rows):
        searched = folded(f"{row.keys} {row.title} {row.group}")
        if all(word in searched for word in words):
            line = KeyLine(f"key/{number}", row.keys, row.title)
            groups.setdefault(row.group, []).append(line)
    lines: list[KeyLine] = []
    for group, members in groups.items():
        lines += [KeyLine(f"group/{group}", "", group), *members]
    return tuple(lines)


def key_rows(
    commands: Iterable[Command], *, shown: Callable[[str], str] = str
) -> tuple[KeyRow, ...]:
    """All keys: the labels first, then menu by menu, then the caret's own.

    `shown` turns a portable key sequence ("Ctrl+Z") into what this system's keyboard says.
    """
    commands = tuple(commands)
    rows = [
        KeyRow(", ".join(shown(key) for key in command.keys), command.title, group)
        for group in (LABELS, *MENUS)
        for command in commands
        if command.keys and _group(command) == group
    ]
    return (*rows, *(KeyRow(keys, title, CARET) for keys, title in CARET_KEYS))


def keys_page(commands: Iterable[Command]) -> str:
    """The help page of all keys, in Markdown, with what each command is for."""
    commands = tuple(commands)
    tips = {command.title: command.tip for command in commands}
    lines = ["# Keys", "", "Letters and other single keys act while the article has the focus.", ""]
    for line in key_lines(key_rows(commands)):
        if not line.keys:
            lines += ["", f"## {line.title}", "", "| key | does |", "|---|---|"]
            continue
        keys = " ".join(f"`{key}`" for key in line.keys.split(", "))
        tip = tips.get(line.title, "")
        words = f"**{line.title}**: {tip[0].lower()}{tip[1:]}" if tip else line.title
        lines.append(f"| {keys} | {words} |")
    without = [c for c in commands if not c.keys]
    lines += ["", "## Without a key", "", "These stand in the menus.", ""]
    lines += [f"- **{c.title}** ({c.menu}): {c.tip[0].lower()}{c.tip[1:]}" for c in without]
    return "\n".join(lines).replace("\n\n\n", "\n\n") + "\n"


def _group(command: Command) -> str:
    return LABELS if command.id.startswith("label.") else command.menu
