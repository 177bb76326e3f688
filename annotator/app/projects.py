"""Projects as the command line handles them: made, opened, counted, checked, copied, restored."""

import json
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from annotator.app.jobs import Job, Progress
from annotator.app.whole_file import whole_file
from annotator.core.codebook import Codebook, Label, from_json, to_json
from annotator.core.default_codebook import DEFAULT_CODEBOOK
from annotator.core.errors import BadCodebook, Problem
from annotator.store import open as stores
from annotator.store.base import Stats, Store


@dataclass(frozen=True, slots=True)
class CheckReport:
    """What a check found, and how much it looked at."""

    problems: tuple[Problem, ...]
    articles: int
    annotations: int
    relations: int

    def to_json(self) -> dict[str, Any]:
        """The report as plain JSON values."""
        return {
            "ok": not self.problems,
            "problems": [{"where": p.where, "what": p.what} for p in self.problems],
            "checked": {
                "articles": self.articles,
                "annotations": self.annotations,
                "relations": self.relations,
            },
        }


@dataclass(frozen=True, slots=True)
class SetTotal:
    """How many articles one annotator has in one state, with spans and time."""

    annotator: str
    role: str
    state: str
    articles: int
    spans: int
    seconds: int


def create(path: Path, *, codebook: Codebook | None = None) -> None:
    """Makes an empty project. Raises ProjectExists, ProjectMissing, StorageFailed."""
    stores.create_project(path, codebook=codebook or DEFAULT_CODEBOOK).close()


@contextmanager
def opened(path: Path, *, write: bool, backs_up: bool = True) -> Iterator[Store]:
    """A project's store for the length of a `with`. Raises ProjectError.

    Opened for writing it is backed up first, where the last backup is older than a day; with
    `backs_up` not said the caller does that before it writes.
    """
    store = stores.open_store(path, write=write)
    try:
        if write and backs_up and store.article_ids() and stores.backup_due(path):
            stores.back_up(path)
        yield store
    finally:
        store.close()


def back_up(path: Path, destination: Path | None = None) -> Path:
    """Copies a project, to its folder of backups where no destination is given; the copy's path."""
    return stores.back_up(path, destination)


def restore(path: Path, backup: Path) -> Path | None:
    """Makes a project say what a backup says; where what stood there before is kept."""
    return stores.restore_project(path, backup)


def check(store: Store) -> Job[CheckReport]:
    """Looks at everything in a project; a step for each problem, and for articles in between."""
    stats = store.stats()
    done = 0

    def count(articles: int) -> None:
        nonlocal done
        done = articles

    yield Progress(0, stats.articles, "checking")
    problems = []
    for problem in store.check(progress=count):
        problems.append(problem)
        yield Progress(done, stats.articles, "checking")
    yield Progress(stats.articles, stats.articles, "checked")
    return CheckReport(tuple(problems), stats.articles, stats.annotations, stats.relations)


def set_totals(stats: Stats) -> tuple[SetTotal, ...]:
    """The sets of all articles added up, by annotator and state."""
    totals: dict[tuple[str, str, str], list[int]] = {}
    for told in stats.sets:
        key = (told.author, told.role.value, told.state.value)
        sums = totals.setdefault(key, [0, 0, 0])
        for place, number in enumerate((1, told.spans, told.seconds)):
            sums[place] += number
    return tuple(SetTotal(*key, *sums) for key, sums in sorted(totals.items()))


def stats_to_json(stats: Stats) -> dict[str, Any]:
    """Counts over a project as plain JSON values."""
    return {
        "articles": stats.articles,
        "characters": stats.characters,
        "annotations": stats.annotations,
        "relations": stats.relations,
        "labels": [
            {"label": c.label, "annotator": c.author, "annotations": c.annotations}
            for c in stats.labels
        ],
        "sets": [
            {
                "annotator": total.annotator,
                "role": total.role,
                "state": total.state,
                "articles": total.articles,
                "spans": total.spans,
                "seconds": total.seconds,
            }
            for total in set_totals(stats)
        ],
    }


def replace_codebook(store: Store, codebook: Codebook) -> tuple[str, ...]:
    """Gives a project another codebook; the entries of the old one that were kept, as in use.

    Without them annotations would have a label that nobody can look up.
    """
    old = store.codebook()
    missing = {c.label for c in store.stats().labels if codebook.label(c.label) is None}
    kept = [label for label in old.labels if label.id in missing]
    keys = {label.key for label in codebook.labels}
    labels: list[Label] = [*codebook.labels]
    for label in kept:
        labels.append(replace(label, key="" if label.key in keys else label.key))
    types = [*codebook.relation_types]
    unknown = [r for r in old.relation_types if codebook.relation_type(r.id) is None]
    if unknown:
        used = _relation_types_in_use(store)
        known = {label.id for label in labels}
        for kind in unknown:
            if kind.id in used:
                sources = tuple(end for end in kind.sources if end in known)
                targets = tuple(end for end in kind.targets if end in known)
                types.append(replace(kind, sources=sources, targets=targets))
    store.set_codebook(replace(codebook, labels=tuple(labels), relation_types=tuple(types)))
    return (*(label.id for label in kept), *(r.id for r in types[len(codebook.relation_types) :]))


def _relation_types_in_use(store: Store) -> set[str]:
    return {
        relation.type
        for article_id in store.article_ids()
        for content in store.sets_of(article_id)
        for relation in content.relations
    }


def read_codebook(path: Path) -> Codebook:
    """The codebook of a JSON file. Raises BadCodebook, which names the file and the place."""
    try:
        return from_json(json.loads(path.read_bytes()))
    except OSError as error:
        raise BadCodebook(f"{path}: could not be read: {error.strerror}.") from error
    except json.JSONDecodeError as error:
        place = f"line {error.lineno}, column {error.colno}"
        raise BadCodebook(f"{path}: not JSON: {error.msg} ({place}).") from error
    except (ValueError, RecursionError) as error:
        raise BadCodebook(f"{path}: not JSON in UTF-8.") from error
    except BadCodebook as error:
        raise BadCodebook(f"{path}: {error}") from error


def write_codebook(store: Store, destination: Path, *, replace: bool = False) -> None:
    """Writes a project's codebook to a JSON file. Raises BadDestination, StorageFailed."""
    text = json.dumps(codebook_of(store), ensure_ascii=False, indent=2) + "\n"
    with whole_file(destination, replace=replace, never=store.info().path) as passing:
        passing.write_bytes(text.encode())


def codebook_of(store: Store) -> dict[str, Any]:
    """A project's codebook in the form it has in files."""
    return to_json(store.codebook())
