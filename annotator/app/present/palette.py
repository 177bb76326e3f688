"""The palette at the caret: labels, relation types or commands as rows, filtered while typing."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from annotator.app.commands import Command
from annotator.app.present.wording import folded, isolated, shortened
from annotator.core.annotations import Annotation
from annotator.core.codebook import Codebook, Label, Level, RelationType
from annotator.core.ids import LabelId
from annotator.core.spans import Span
from annotator.core.state import ArticleState

_QUOTE_SHOWN = 40
_NUMBERED = 9


@dataclass(frozen=True, slots=True)
class PaletteRow:
    """One choice. `color` is a label's colour, 0 for none; `is_present`: it is so already.

    `names` and `searched` are folded: what a prefix is looked for in, and all that is searched.
    """

    id: str
    title: str
    detail: str = ""
    key: str = ""
    color: int = 0
    is_present: bool = False
    names: tuple[str, ...] = ()
    searched: str = ""


@dataclass(frozen=True, slots=True)
class PaletteModel:
    """What a palette shows when it opens. `hint` stands in the empty field.

    `current` is the row that Return takes at first. `takes_numbers`: a number alone chooses the row
    that has it as its key.
    """

    heading: str
    hint: str
    rows: tuple[PaletteRow, ...]
    current: str = ""
    takes_numbers: bool = False


def matching(rows: Iterable[PaletteRow], text: str) -> tuple[PaletteRow, ...]:
    """The rows that hold every word of the text, in any order and without case and accents.

    Those with a name that begins with the text come first, then those with a word that begins with
    the first word typed; within each the order stays.
    """
    wanted = folded(text).strip()
    words = wanted.split()
    found = [row for row in rows if all(word in row.searched for word in words)]
    if words:
        found.sort(key=lambda row: _rank(row, wanted, words[0]))
    return tuple(found)


def _rank(row: PaletteRow, wanted: str, first: str) -> int:
    if any(name.startswith(wanted) for name in row.names):
        return 0
    is_begun = any(word.startswith(first) for name in row.names for word in name.split())
    return 1 if is_begun else 2


def label_rows(
    codebook: Codebook,
    *,
    recent: Iterable[LabelId] = (),
    present: Iterable[LabelId] = (),
    levels: Iterable[Level] = tuple(Level),
    counts: Callable[[LabelId], int] | None = None,
) -> tuple[PaletteRow, ...]:
    """The labels: those used last first, then the rest in the codebook's order.

    `counts` says how many annotations of a label there are, where that shall be shown.
    """
    permitted, there = set(levels), set(present)
    used = [codebook.label(label_id) for label_id in recent]
    order = dict.fromkeys([*(label for label in used if label is not None), *codebook.labels])
    return tuple(
        _label_row(
            label,
            is_present=label.id in there,
            more=_label_facts(label, counts=counts),
        )
        for label in order
        if label.level in permitted
    )


def _label_facts(label: Label, *, counts: Callable[[LabelId], int] | None) -> list[str]:
    facts = [f"{counts(label.id):,} here"] if counts is not None else []
    return [*facts, "whole article"] if label.level is Level.ARTICLE else facts


def _label_row(label: Label, *, is_present: bool, more: list[str]) -> PaletteRow:
    note = " ".join(label.note.split())
    return PaletteRow(
        id=label.id,
        title=label.title,
        detail=" · ".join([*more, *([note] if note else [])]),
        key=label.key,
        color=label.color,
        is_present=is_present,
        names=(folded(label.title), folded(label.short), folded(label.id)),
        searched=folded("\n".join((label.title, label.short, label.id, note))),
    )


def label_palette(
    codebook: Codebook,
    aim: Annotation | Span | None,
    *,
    state: ArticleState,
    text: str,
    recent: Iterable[LabelId] = (),
) -> PaletteModel:
    """The palette that marks or relabels what a label's key would mark or relabel now.

    Where that is nothing, only labels of the whole article are there.
    """
    whole = {a.label for a in _whole_article(state)}
    levels = (Level.ARTICLE,) if aim is None else tuple(Level)
    if isinstance(aim, Annotation):
        heading = f"Relabel “{_quoted(text, aim.extent)}”"
        present = {aim.label, *whole}
    elif aim is not None:
        heading = f"Mark “{_quoted(text, aim)}”"
        present = whole
    else:
        heading, present = "Label the article", whole
    rows = label_rows(codebook, recent=recent, present=present, levels=levels)
    current = ""
    if isinstance(aim, Annotation):
        # What it is already would change nothing.
        current = next((row.id for row in rows if not row.is_present), "")
    return PaletteModel(heading, "Type to filter the labels", rows, current)


def _whole_article(state: ArticleState) -> Iterable[Annotation]:
    for annotation in state:
        if annotation.spans:
            return
        yield annotation


def _quoted(text: str, span: Span | None) -> str:
    """The words of a span in a few characters, its beginning and its end."""
    if span is None:
        return ""
    words = text[span.start : min(span.end, span.start + 4 * _QUOTE_SHOWN)]
    if len(span) > 4 * _QUOTE_SHOWN:
        words += f" {text[span.end - _QUOTE_SHOWN : span.end]}"
    return isolated(shortened(words, longest=_QUOTE_SHOWN))


def sticky_palette(
    codebook: Codebook, *, sticky: LabelId | None, recent: Iterable[LabelId] = ()
) -> PaletteModel:
    """The labels on words, one of which every selection shall get."""
    present = () if sticky is None else (sticky,)
    rows = label_rows(codebook, recent=recent, present=present, levels=(Level.SPAN,))
    return PaletteModel("Every selection becomes", "Type to filter the labels", rows)


def stepping_palette(
    codebook: Codebook, *, counts: Callable[[LabelId], int], recent: Iterable[LabelId] = ()
) -> PaletteModel:
    """The labels on words with how many there are, to go to the next of one."""
    rows = label_rows(codebook, recent=recent, levels=(Level.SPAN,), counts=counts)
    return PaletteModel("Go to the next", "Type to filter the labels", rows)


def relation_palette(kinds: Iterable[RelationType]) -> PaletteModel:
    """The types a relation may have, numbered."""
    rows = tuple(
        PaletteRow(
            id=kind.id,
            title=kind.title,
            detail=" ".join(kind.note.split()),
            key=str(number) if number <= _NUMBERED else "",
            names=(folded(kind.title), folded(kind.id)),
            searched=folded(f"{kind.title}\n{kind.id}\n{kind.note}"),
        )
        for number, kind in enumerate(kinds, 1)
    )
    return PaletteModel("Relation", "Number, or type to filter", rows, takes_numbers=True)


def command_rows(
    commands: Iterable[Command],
    *,
    titles: Callable[[str], str] = str,
    menus: Callable[[str], str] = str,
    shown: Callable[[str], str] = str,
) -> tuple[PaletteRow, ...]:
    """Commands with their menus and keys.

    `titles` gives what a command is called now, by id; `menus` a menu's title; `shown` a key as
    this system's keyboard says it.
    """
    return tuple(
        PaletteRow(
            id=command.id,
            title=titles(command.id),
            detail=menus("Labels" if _is_of_label(command) else command.menu),
            key=shown(command.keys[0]) if command.keys else "",
            names=(folded(titles(command.id)), folded(command.id)),
            searched=folded(f"{titles(command.id)}\n{menus(command.menu)}\n{command.tip}"),
        )
        for command in commands
    )


def _is_of_label(command: Command) -> bool:
    return command.id.partition(".")[0] in ("label", "sticky")
