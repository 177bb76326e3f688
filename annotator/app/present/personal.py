"""An annotator's own work against the gold standard: what was missed, which labels are confused."""

from dataclasses import dataclass
from functools import reduce

from annotator.app.present.wording import counted


@dataclass(frozen=True, slots=True)
class Against:
    """How many of an annotator's spans are as in gold, and how the others differ."""

    agreed: int = 0
    missed: int = 0
    spurious: int = 0
    other_label: int = 0
    other_boundary: int = 0
    other_attributes: int = 0

    @property
    def total(self) -> int:
        """All cases, agreed or not."""
        return sum(self.counts)

    @property
    def counts(self) -> tuple[int, ...]:
        """The counts in the order they are shown."""
        return (
            self.agreed,
            self.missed,
            self.spurious,
            self.other_label,
            self.other_boundary,
            self.other_attributes,
        )

    def plus(self, other: "Against") -> "Against":
        """Both together."""
        return Against(*(a + b for a, b in zip(self.counts, other.counts, strict=True)))


@dataclass(frozen=True, slots=True)
class AgainstRow:
    """One article of the summary."""

    id: str
    title: str
    counts: Against


@dataclass(frozen=True, slots=True)
class ConfusionRow:
    """A label that was marked where gold has another; `article` is one where that is so."""

    marked: str
    gold: str
    count: int
    article: str = ""

    @property
    def words(self) -> str:
        """The pair in words: "marked actor, gold has source: 4"."""
        return f"marked {self.marked}, gold has {self.gold}: {self.count:,}"


@dataclass(frozen=True, slots=True)
class PersonalSummary:
    """What an annotator is told of the articles that are adjudicated and open to him or her."""

    annotator: str
    rows: tuple[AgainstRow, ...] = ()
    confusions: tuple[ConfusionRow, ...] = ()

    @property
    def counts(self) -> Against:
        """All articles together."""
        return reduce(Against.plus, (row.counts for row in self.rows), Against())

    @property
    def words(self) -> str:
        """The summary in a sentence."""
        told = self.counts
        if not self.rows:
            return "No article is open to you yet: the reviewer shows them when they are decided."
        articles = counted(len(self.rows), "article")
        if not told.total:
            return f"{articles}, and nothing was marked in them."
        share = f"{100 * told.agreed / told.total:.0f} %"
        return f"{share} as in gold: {told.agreed:,} of {told.total:,} in {articles}."
