"""The list of keys: groups with their rows, filtered as the person types; and as a page."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from annotator.app.commands import MENUS, Command
from annotator.app.present.wording import folded

# Keys that the text has by itself, beside those of the commands.
CARET_KEYS = (
    ("Left, Right", "Caret by character"),
    ("Ctrl+Left, Ctrl+Right", "Caret by word"),
    ("Up, Down", "Caret by line"),
    ("Alt+Up, Alt+Down", "Caret by sentence"),
    ("Ctrl+Up, Ctrl+Down", "Caret by paragraph"),
    ("Home, End", "Caret to the start or the end of the line"),
    ("Ctrl+Home, Ctrl+End", "Caret to the start or the end of the article"),
    ("PgUp, PgDown", "Caret by what is in sight"),
    ("Shift + a key of the caret", "Select as the caret goes"),
    ("Click", "Caret there; on a mark, select it"),
    ("Shift + click", "Select from the caret to there"),
    ("Drag", "Select whole words; at the end of a mark, move that boundary"),
    ("Alt + drag", "Select exact characters, not whole words"),
    ("Double click", "Select the word"),
    ("Triple click", "Select the sentence; once more, the paragraph"),
    ("Right click", "Everything that can be done there"),
    ("Ctrl + wheel", "Larger or smaller text"),
)
# Said once for all labels.
STICKY_KEYS = ("Shift + a label’s letter", "Every selection becomes that label, until you let go")
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
    of_labels = sum(row.group == LABELS for row in rows)
    if of_labels:
        rows.insert(of_labels, KeyRow(*STICKY_KEYS, LABELS))
    return (*rows, *(KeyRow(keys, title, CARET) for keys, title in CARET_KEYS))


# The most useful first: where room is short, the last ones are left out.
_HINTED = (
    ("annotate.palette", "all labels"),
    ("go.next_annotation", "next mark"),
    ("help.keys", "keys"),
    ("annotate.details", "attributes"),
    ("annotate.finish_next", "finish"),
    ("go.command", "commands"),
)


def keys_hint(commands: Iterable[Command], *, shown: Callable[[str], str] = str) -> tuple[str, ...]:
    """The keys that are pressed most, each with a word or two, of those commands that have one."""
    first = {command.id: command.keys[0] for command in commands if command.keys}
    return tuple(f"{shown(first[name])}: {words}" for name, words in _HINTED if name in first)


@dataclass(frozen=True, slots=True)
class NamedKeys:
    """Keys that words in the window name, as they are now; empty where a command has none."""

    new_project: str = ""
    open_project: str = ""
    next_annotation: str = ""
    next_hit: str = ""
    previous_hit: str = ""
    remove: str = ""
    unsure: str = ""
    relation: str = ""
    let_go: str = ""


def named_keys(key_words: Callable[[str], str]) -> NamedKeys:
    """The keys of those commands, each as `key_words` says the key of a command's id."""
    return NamedKeys(
        new_project=key_words("file.new"),
        open_project=key_words("file.open"),
        next_annotation=key_words("go.next_annotation"),
        next_hit=key_words("edit.find_next"),
        previous_hit=key_words("edit.find_previous"),
        remove=key_words("annotate.remove"),
        unsure=key_words("annotate.unsure"),
        relation=key_words("annotate.relation"),
        let_go=key_words("go.let_go"),
    )


def with_key(words: str, key: str) -> str:
    """Words for a tool tip with a key behind them, if there is one."""
    return f"{words} ({key})" if key else words


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
