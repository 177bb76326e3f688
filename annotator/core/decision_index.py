"""The decisions in one set, found by id and by what they are about."""

from collections.abc import Iterable

from annotator.core.decisions import Decision
from annotator.core.ids import DecisionId


class DecisionIndex:
    """A reviewer's decisions by id, and by the groups and annotators' records they are about."""

    def __init__(self, decisions: Iterable[Decision] = ()) -> None:
        self._by_id: dict[DecisionId, Decision] = {}
        self._about: dict[str, set[DecisionId]] = {}
        self._all: tuple[Decision, ...] | None = None
        for decision in decisions:
            self.put(decision)

    def get(self, decision_id: DecisionId) -> Decision | None:
        """The decision of that id, if it is there."""
        return self._by_id.get(decision_id)

    @property
    def all(self) -> tuple[Decision, ...]:
        """All, in the order they were made first; the same tuple until one changes."""
        if self._all is None:
            self._all = tuple(self._by_id[key] for key in sorted(self._by_id))
        return self._all

    def about(self, key: str) -> frozenset[DecisionId]:
        """Which decisions are about a group, or about an annotator's record in one, by their id."""
        return frozenset(self._about.get(key, ()))

    def put(self, decision: Decision) -> None:
        """Puts a decision in, in the place of one with its id."""
        if decision.id in self._by_id:
            self.drop(decision.id)
        self._by_id[decision.id] = decision
        for key in _subjects(decision):
            self._about.setdefault(key, set()).add(decision.id)
        self._all = None

    def drop(self, decision_id: DecisionId) -> None:
        """Takes a decision out. Raises KeyError where it is not there."""
        for key in _subjects(self._by_id.pop(decision_id)):
            ids = self._about[key]
            ids.discard(decision_id)
            if not ids:
                del self._about[key]
        self._all = None


def _subjects(decision: Decision) -> Iterable[str]:
    return {decision.group, *decision.sources} - {""}
