"""Annotators and labels as the dashboard calls them: blind or by name, by the codebook's titles."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from annotator.app.present.charts import NO_COLOR, Heading
from annotator.core.codebook import Codebook
from annotator.core.ids import LabelId, PersonId

Names = Mapping[PersonId, str]
NOTHING_WORDS = "nothing"


@dataclass(frozen=True, slots=True)
class Naming:
    """Says what stands for an annotator, a pair, a label. `names` may hide who somebody is."""

    codebook: Codebook
    names: Names = field(default_factory=dict)

    def person(self, annotator: PersonId) -> str:
        """An annotator's name, or what stands for it."""
        return self.names.get(annotator, annotator)

    def people(self, group: Sequence[PersonId]) -> str:
        """Several annotators: "ana and ben", "ana, ben and cem"."""
        return joined([self.person(annotator) for annotator in self.by_name(group)])

    def by_name(self, group: Iterable[PersonId]) -> tuple[PersonId, ...]:
        """Annotators by what stands for them: the order of their own names would give them away."""
        return tuple(sorted(group, key=lambda annotator: (self.person(annotator), annotator)))

    def label(self, label: LabelId | None) -> str:
        """A label's title; for None "nothing"."""
        if label is None:
            return NOTHING_WORDS
        found = self.codebook.label(label)
        return found.title if found else label

    def heading(self, label: LabelId | None) -> Heading:
        """A label's title with its colour."""
        found = self.codebook.label(label) if label is not None else None
        return Heading(self.label(label), found.color if found else NO_COLOR)

    def in_order(self, labels: Sequence[LabelId]) -> tuple[LabelId, ...]:
        """Labels as the codebook orders them; those it does not have last, by id."""
        places = {label.id: place for place, label in enumerate(self.codebook.labels)}
        return tuple(sorted(labels, key=lambda label: (places.get(label, len(places)), label)))


def joined(words: Sequence[str]) -> str:
    """Words as a list in a sentence: "a", "a and b", "a, b and c"."""
    if len(words) < 2:
        return "".join(words)
    return f"{', '.join(words[:-1])} and {words[-1]}"
