"""The spans behind a figure as rows of a list: who has what, side by side."""

from collections.abc import Iterable
from dataclasses import dataclass

from annotator.app.behind import Said, SpanBehind, SpansBehind
from annotator.app.present.charts import NO_COLOR
from annotator.app.present.dashboard_names import Naming
from annotator.app.present.wording import counted, isolated, shortened, value_words

_LONGEST = 160


@dataclass(frozen=True, slots=True)
class SideRow:
    """What one annotator has: label with its colour, the words, attributes where they count."""

    person: str
    label: str
    color: int
    words: str

    @property
    def has_nothing(self) -> bool:
        """Whether the annotator has marked nothing there."""
        return not self.words


@dataclass(frozen=True, slots=True)
class BehindRow:
    """One place. `shows_title`: it is the first one of its article in the list."""

    id: str
    article: str
    offset: int
    title: str
    shows_title: bool
    one: SideRow
    other: SideRow
    is_same: bool

    @property
    def spoken(self) -> str:
        """The row for a screen reader."""
        sides = (
            f"{side.person}: {side.label}{f', {side.words}' if side.words else ''}"
            for side in (self.one, self.other)
        )
        return "; ".join((*sides, self.title))


@dataclass(frozen=True, slots=True)
class BehindView:
    """A list with what it is of. `has_both`: some differ and some do not."""

    heading: str
    count: str
    rows: tuple[BehindRow, ...]
    has_both: bool


def behind_view(
    found: SpansBehind, naming: Naming, *, heading: str, only_different: bool
) -> BehindView:
    """The rows, all of them or those only in which the two differ."""
    different = sum(not row.is_same for row in found.rows)
    has_both = 0 < different < len(found.rows)
    shown = [row for row in found.rows if not (only_different and has_both and row.is_same)]
    words = counted(len(found.rows), "place")
    if has_both:
        words += f", {different:,} of them different"
    if found.is_cut:
        words = f"The first {words}"
    return BehindView(heading, words, _rows(shown, naming), has_both)


def _rows(spans: Iterable[SpanBehind], naming: Naming) -> tuple[BehindRow, ...]:
    rows: list[BehindRow] = []
    for span in spans:
        sides = (_side(span.one, naming), _side(span.other, naming))
        one, other = sorted(sides, key=_person_of)
        rows.append(
            BehindRow(
                id=span.id,
                article=span.article,
                offset=span.offset,
                title=isolated(span.title),
                shows_title=not rows or rows[-1].article != span.article,
                one=one,
                other=other,
                is_same=span.is_same,
            )
        )
    return tuple(rows)


def _person_of(side: SideRow) -> str:
    return side.person


def _side(said: Said, naming: Naming) -> SideRow:
    person = naming.person(said.annotator)
    if said.label is None:
        return SideRow(person, naming.label(None), NO_COLOR, "")
    heading = naming.heading(said.label)
    values = ", ".join(value_words(value) for _, value in said.attributes)
    label = f"{heading.title} ({values})" if values else heading.title
    return SideRow(person, label, heading.color, isolated(shortened(said.words, longest=_LONGEST)))
