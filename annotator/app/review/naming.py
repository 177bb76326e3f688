"""What annotators are called in a review: by letters in a shuffled order, or by their names."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field
from hashlib import blake2b

from annotator.core.annotations import AnnotationSet
from annotator.core.ids import ArticleId, PersonId
from annotator.core.projects import Person, PersonRole

_LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"


@dataclass(frozen=True, slots=True)
class Names:
    """The annotators of one article in the order in which they are shown and numbered, from 1."""

    order: tuple[PersonId, ...]
    is_blind: bool = True
    # What some are called who are not shown by a letter: the gold set, whom nobody shall know.
    called: Mapping[PersonId, str] = field(default_factory=dict)

    def number(self, person: PersonId) -> int:
        """The place of an annotator, which is his or her key and colour; 0 for nobody here."""
        return self.order.index(person) + 1 if person in self.order else 0

    def person(self, number: int) -> PersonId | None:
        """The annotator at a place; None where there is none."""
        return self.order[number - 1] if 1 <= number <= len(self.order) else None

    def letter(self, person: PersonId) -> str:
        """The letter of an annotator: A for the first. A number beyond the 26th."""
        number = self.number(person)
        return _LETTERS[number - 1] if 1 <= number <= len(_LETTERS) else str(number)

    def of(self, person: PersonId) -> str:
        """What an annotator is called: a letter where the review is blind."""
        if person in self.called:
            return self.called[person]
        return self.letter(person) if self.is_blind and person in self.order else person

    def listed(self, people: Iterable[PersonId]) -> str:
        """Several of them in order: "A, C"."""
        return ", ".join(map(self.of, self.in_order(people)))

    def in_order(self, people: Iterable[PersonId]) -> tuple[PersonId, ...]:
        """Several of them, as they are numbered."""
        return tuple(sorted(people, key=self.number))


def names_on(
    article: ArticleId,
    sets: Collection[AnnotationSet],
    *,
    is_blind: bool,
    begun: str = "",
) -> Names:
    """The names of the authors of these sets on one article.

    Blind, the order is shuffled for each article and stays: it follows from the names and the
    article, and whoever began after the review had (`begun`, UTC) comes last, one after the other.
    """

    def place(told: AnnotationSet) -> tuple[str, bytes]:
        is_late = bool(begun) and told.stamp.created > begun
        return told.stamp.created if is_late else "", _shuffled(article, told.author)

    if is_blind:
        return Names(tuple(told.author for told in sorted(sets, key=place)))
    return Names(tuple(sorted(told.author for told in sets)), is_blind=False)


def hidden_names(people: Iterable[Person], *, project: str) -> dict[PersonId, str]:
    """What stands for annotators where many articles are looked at together and review is blind.

    Other signs than on any single article, and shuffled, so that one does not tell the other.
    Owners and reviewers come last: most have annotated nothing.
    """

    def place(person: Person) -> tuple[bool, bytes]:
        is_annotator = person.role is PersonRole.ANNOTATOR
        return not is_annotator, _shuffled(ArticleId(project), person.id)

    order = sorted(people, key=place)
    return {person.id: f"annotator {number}" for number, person in enumerate(order, start=1)}


def _shuffled(article: ArticleId, person: PersonId) -> bytes:
    text = f"{article}\0{person}".encode("utf-8", "surrogatepass")
    return blake2b(text, digest_size=16).digest()
