"""Importing articles, with the work that comes with them, from files and folders."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import asdict, dataclass, replace
from pathlib import Path
from typing import Any

from annotator.app.files_to_read import FoundFiles, find_files, shown_path
from annotator.app.jobs import Job, Progress
from annotator.core.errors import AnnotatorError, Problem
from annotator.core.projects import new_name_problem
from annotator.formats import registry
from annotator.formats.base import Format, Imported
from annotator.store.base import Added, NewArticle, SetContent, Store

# Articles of one file between two steps of the job.
_STEP = 50
_LONGEST_LIST = 5


class BadAnnotator(AnnotatorError):
    """A name that cannot be an annotator's."""


@dataclass(frozen=True, slots=True)
class FileReport:
    """What came out of one file. `notes` are sentences: nothing is wrong, but it may be odd."""

    name: str
    format: str
    encoding: str = ""
    titles: tuple[str, ...] = ()
    articles: int = 0
    annotations: int = 0
    relations: int = 0
    notes: tuple[str, ...] = ()
    problems: tuple[Problem, ...] = ()


@dataclass(frozen=True, slots=True)
class Read:
    """Articles read from files and not yet added anywhere.

    `problems` are those of all files, and of paths that gave none. `notes` are about folders.
    """

    articles: tuple[NewArticle, ...] = ()
    files: tuple[FileReport, ...] = ()
    problems: tuple[Problem, ...] = ()
    notes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class ImportReport:
    """What an import did: file by file, what was wrong, and what the project gained.

    `known` articles were in the project already, by their text; work on them was merged.
    """

    files: tuple[FileReport, ...]
    problems: tuple[Problem, ...]
    notes: tuple[str, ...]
    new: int
    known: int
    annotations: int
    relations: int

    def to_json(self) -> dict[str, Any]:
        """The report as plain JSON values."""
        return asdict(self)


def read_paths(
    paths: Iterable[Path],
    *,
    format_name: str | None = None,
    annotator: str | None = None,
    project: Path | None = None,
) -> Job[Read]:
    """Reads files and folders into articles; touches no store.

    Each file's format is told by its suffix or first bytes unless one is named; a folder gives
    its text files, at any depth, or those of the format named. `annotator` is the author of
    annotations that name none. A bad file is a problem and never stops the others, and so is the
    `project` itself, which is open and not touched. Raises UnknownFormat and BadAnnotator at the
    first step.
    """
    chosen = registry.readable(format_name) if format_name is not None else None
    if annotator:
        problem = new_name_problem(annotator)
        if problem:
            raise BadAnnotator(f"{annotator!r} cannot be an annotator's name. {problem}")
    yield Progress(0, None, "looking for files")
    suffixes = (chosen or registry.readable("text")).suffixes
    found: FoundFiles = find_files(paths, suffixes=suffixes)
    articles: list[NewArticle] = []
    reports: list[FileReport] = []
    for number, path in enumerate(found.files):
        yield Progress(number, len(found.files), path.name)
        reading = _Reading(path)
        if project is not None and _is_same(path, project):
            what = "this is the project itself. Export its articles, and import these elsewhere."
            reading.take(Problem(reading.name, what, skipped=True))
            reports.append(reading.report())
            continue
        for step, item in enumerate(_items(path, chosen, reading, annotator=annotator or "")):
            reading.take(item)
            if step % _STEP == _STEP - 1:
                yield Progress(number, len(found.files), f"{path.name}: {step + 1:,}")
        articles += reading.articles
        reports.append(reading.report())
    yield Progress(len(found.files), len(found.files), "read")
    problems = (*found.problems, *(p for report in reports for p in report.problems))
    return Read(tuple(articles), tuple(reports), problems, found.notes)


def _is_same(one: Path, other: Path) -> bool:
    try:
        return one.samefile(other)
    except OSError:
        return False


class _Reading:
    """What has come out of one file so far."""

    def __init__(self, path: Path) -> None:
        self.name = shown_path(path)
        self.format = ""
        self.articles: list[NewArticle] = []
        self._problems: list[Problem] = []
        self._encoding = ""
        self._notes: dict[str, list[int | None]] = {}

    def take(self, item: Imported | Problem) -> None:
        """Adds what was read next."""
        if isinstance(item, Problem):
            self._problems.append(replace(item, where=self.name))
            return
        source = self.name if item.line is None else f"{self.name}, line {item.line}"
        self.articles.append(new_article(item, source=source))
        self._encoding = item.encoding
        for note in item.notes:
            self._notes.setdefault(note, []).append(item.line)

    def report(self) -> FileReport:
        """The file's part of the report."""
        sets = [content for article in self.articles for content in article.sets]
        return FileReport(
            name=self.name,
            format=self.format,
            encoding=self._encoding,
            titles=tuple(a.article.title for a in self.articles[:_LONGEST_LIST]),
            articles=len(self.articles),
            annotations=sum(len(content.annotations) for content in sets),
            relations=sum(len(content.relations) for content in sets),
            notes=tuple(_note(note, lines) for note, lines in self._notes.items()),
            problems=tuple(self._problems),
        )


def _note(note: str, lines: Sequence[int | None]) -> str:
    """A note with the lines it is about, the first few of them by number."""
    numbers = [f"{line:,}" for line in lines if line is not None]
    if not numbers:
        return note
    rest = len(numbers) - _LONGEST_LIST
    shown = ", ".join(numbers[:_LONGEST_LIST]) + (f" and {rest:,} more" if rest > 0 else "")
    return f"line{'s' if len(numbers) > 1 else ''} {shown}: {note}"


def _items(
    path: Path, chosen: Format | None, reading: _Reading, *, annotator: str
) -> Iterable[Imported | Problem]:
    """Everything in a file; what the system or the format refuses is a problem among others."""
    try:
        file_format = chosen or registry.of_file(path)
        reading.format = file_format.name
        assert file_format.read is not None
        yield from file_format.read(path, annotator=annotator)
    except OSError as error:
        what = f"could not be read: {error.strerror or error}"
        yield Problem(reading.name, what, skipped=True)
    except AnnotatorError as error:
        yield Problem(reading.name, str(error), skipped=True)


def new_article(item: Imported, *, source: str) -> NewArticle:
    """What was read, in the store's form."""
    sets = tuple(
        SetContent(
            told.annotation_set, told.annotations, told.relations, told.seconds, told.decisions
        )
        for told in item.sets
    )
    return NewArticle(item.article, sets, source)


def import_into(
    store: Store,
    paths: Iterable[Path],
    *,
    format_name: str | None = None,
    annotator: str | None = None,
    on_added: Callable[[int], None] | None = None,
) -> Job[ImportReport]:
    """Reads files and folders and adds all articles at once, or none where that fails.

    Raises what `read_paths` raises, and StorageFailed. `on_added` is called with the number of
    articles added so far; an exception raised in it takes all of them back.
    """
    project = store.info().path
    read = yield from read_paths(
        paths, format_name=format_name, annotator=annotator, project=project
    )
    yield Progress(0, len(read.articles), "adding articles")
    added = Added(0, 0, 0, 0)
    if read.articles:
        added = store.add_articles(read.articles, progress=on_added)
    yield Progress(len(read.articles), len(read.articles), "added")
    return report_of(read, added)


def report_of(read: Read, added: Added) -> ImportReport:
    """What reading and adding did, together."""
    problems = [problem for problem in added.problems if not _is_note(problem)]
    notes = [problem.what for problem in added.problems if _is_note(problem)]
    return ImportReport(
        files=read.files,
        problems=(*read.problems, *problems),
        notes=(*read.notes, *notes),
        new=added.new,
        known=added.known,
        annotations=added.annotations,
        relations=added.relations,
    )


def _is_note(problem: Problem) -> bool:
    """Whether the store only tells what it added to codebook and people."""
    return problem.where in ("codebook", "people") and not problem.skipped
