"""What every format offers: capabilities, reading, writing, and what it could not carry."""

from collections import Counter
from collections.abc import Callable, Generator, Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

from annotator.core.annotations import Annotation, AnnotationSet, Relation
from annotator.core.articles import Article
from annotator.core.decisions import Decision
from annotator.core.errors import AnnotatorError, Problem


@dataclass(frozen=True, slots=True)
class Capabilities:
    """Which parts of a project a format can carry; what it cannot is counted when it is written.

    `annotators`: it says who made an annotation. `sets`: role, state and time of each set.
    `decisions`: how a reviewer came to the gold set, also where nothing was taken.
    """

    texts: bool = False
    spans: bool = False
    gaps: bool = False
    overlaps: bool = False
    relations: bool = False
    attributes: bool = False
    annotators: bool = False
    article_labels: bool = False
    sets: bool = False
    decisions: bool = False


@dataclass(frozen=True, slots=True)
class AuthoredSet:
    """All of one author's work on one article. `seconds` is active time spent."""

    annotation_set: AnnotationSet
    annotations: tuple[Annotation, ...] = ()
    relations: tuple[Relation, ...] = ()
    seconds: int = 0
    decisions: tuple[Decision, ...] = ()


@dataclass(frozen=True, slots=True)
class ArticleWork:
    """An article to write, with the sets that shall go with it."""

    article: Article
    sets: tuple[AuthoredSet, ...] = ()


@dataclass(frozen=True, slots=True)
class Imported:
    """An article that was read, with its sets and what there is to know about the reading.

    `line` is where it stands in a file of many. `notes` are sentences: nothing is wrong, but a
    person should be able to know.
    """

    article: Article
    sets: tuple[AuthoredSet, ...] = ()
    line: int | None = None
    encoding: str = "utf-8"
    notes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Loss:
    """Something a format cannot say, and how often it was met."""

    what: str
    count: int


@dataclass(frozen=True, slots=True)
class LossReport:
    """What was written, what the format could not carry, and what was wrong in the project."""

    articles: int = 0
    annotations: int = 0
    relations: int = 0
    losses: tuple[Loss, ...] = ()
    problems: tuple[Problem, ...] = ()


class LossCounter:
    """Adds up a LossReport while articles are written."""

    def __init__(self) -> None:
        self.articles = 0
        self.annotations = 0
        self.relations = 0
        self.problems: list[Problem] = []
        self._losses: Counter[str] = Counter()

    def lost(self, what: str, count: int = 1) -> None:
        """Counts something that could not be carried."""
        if count:
            self._losses[what] += count

    def report(self) -> LossReport:
        """The counts so far."""
        losses = tuple(Loss(what, count) for what, count in sorted(self._losses.items()))
        return LossReport(
            self.articles, self.annotations, self.relations, losses, tuple(self.problems)
        )


class Reader(Protocol):
    """Reads one file: articles and problems, in the file's order. Raises OSError."""

    def __call__(self, path: Path, *, annotator: str) -> Iterator[Imported | Problem]:
        """`annotator` is the author of what names none; empty if nobody was named."""
        ...


class Writer(Protocol):
    """Writes articles to a file. Raises OSError.

    It yields the number of articles done after each, so that a job can show and stop it.
    """

    def __call__(
        self, articles: Iterable[ArticleWork], path: Path
    ) -> Generator[int, None, LossReport]:
        """The file is complete when the generator returns."""
        ...


def _recognises_nothing(_head: bytes) -> bool:
    return False


@dataclass(frozen=True, slots=True)
class Format:
    """A row of the registry. `suffixes` begin with a dot; the first one names new files.

    `recognises` looks at the first bytes of a file whose suffix says nothing.
    """

    name: str
    title: str
    suffixes: tuple[str, ...]
    capabilities: Capabilities
    read: Reader | None = None
    write: Writer | None = None
    recognises: Callable[[bytes], bool] = _recognises_nothing


class UnknownFormat(AnnotatorError):
    """A format name that no format has, or one that cannot do what is wanted."""

    def __init__(self, name: str, *, known: tuple[str, ...], act: str) -> None:
        self.name, self.known = name, known
        super().__init__(
            f"The format “{name}” cannot be {act}. Formats that can be {act}: {', '.join(known)}."
        )
