"""What a person chooses by name in a project: annotators and labels that are there."""

from collections.abc import Sequence

from annotator.core.errors import AnnotatorError
from annotator.core.ids import LabelId
from annotator.store.base import Store


class UnknownAnnotator(AnnotatorError):
    """A name that nobody in the project has."""

    def __init__(self, names: Sequence[str], *, known: Sequence[str]) -> None:
        self.names, self.known = tuple(names), tuple(known)
        there = f"There are {', '.join(known)}." if known else "There is none yet."
        super().__init__(f"No annotator in the project is called {', '.join(names)}. {there}")


class UnknownLabel(AnnotatorError):
    """A label that the project's codebook does not have."""

    def __init__(self, names: Sequence[str], *, known: Sequence[str]) -> None:
        self.names, self.known = tuple(names), tuple(known)
        there = f"There are {', '.join(known)}." if known else "It has none yet."
        super().__init__(f"The codebook has no label {', '.join(names)}. {there}")


def check_annotators(names: Sequence[str], *, known: Sequence[str]) -> None:
    """Raises UnknownAnnotator where a name is not among the known ones."""
    unknown = [name for name in names if name not in known]
    if unknown:
        raise UnknownAnnotator(unknown, known=known)


def check_labels(store: Store, names: Sequence[str]) -> tuple[LabelId, ...]:
    """The labels of these names, each once. Raises UnknownLabel where the codebook lacks one."""
    book = store.codebook()
    unknown = [name for name in names if book.label(LabelId(name)) is None]
    if unknown:
        raise UnknownLabel(unknown, known=[label.id for label in book.labels])
    return tuple(dict.fromkeys(map(LabelId, names)))


def everybody(store: Store) -> list[str]:
    """Everybody in the project, and every author of a set, by name."""
    people = {person.id for person in store.people()}
    return sorted(people | {told.author for told in store.stats().sets})
