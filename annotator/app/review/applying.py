"""Writing the edits of a batch in one transaction, with a problem for each that did not fit."""

from collections.abc import Sequence
from dataclasses import dataclass

from annotator.core.edits import Edit
from annotator.core.errors import Conflict, Problem
from annotator.store.base import Store


@dataclass(frozen=True, slots=True)
class Applied:
    """In how many articles edits are in effect now, and those whose records had changed."""

    articles: int
    problems: tuple[Problem, ...] = ()


def apply_all(store: Store, edits: Sequence[Edit]) -> Applied:
    """Writes edits, one for each article, and says what became of them. Raises StorageFailed."""
    problems = [
        Problem(edit.article, str(outcome), skipped=True)
        for edit, outcome in zip(edits, store.apply(edits), strict=True)
        if isinstance(outcome, Conflict)
    ]
    return Applied(len(edits) - len(problems), tuple(problems))
