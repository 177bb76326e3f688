"""What the window runs in the background: exports, backups, restoring; each with its own store."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import TypeVar

from annotator.app.exporting import ExportReport, export
from annotator.app.importing import ImportReport, Read, report_of
from annotator.app.jobs import Job, Progress
from annotator.app.present.wording import shown_moment, shown_size
from annotator.app.session import Session
from annotator.store.base import Store

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Backup:
    """A copy of a project, and when it was made and how large it is, in words."""

    path: Path
    words: str


def export_filters() -> tuple[tuple[str, str], ...]:
    """For a file dialog: "CSV table (*.csv)" with the format's name, for each to write."""
    from annotator.formats.registry import FORMATS

    return tuple(
        (f"{f.title} ({' '.join('*' + suffix for suffix in f.suffixes)})", f.name)
        for f in FORMATS
        if f.write is not None
    )


def import_filter() -> str:
    """For a file dialog: the patterns of every file that can be read."""
    from annotator.formats.registry import FORMATS

    suffixes = (suffix for f in FORMATS if f.read is not None for suffix in f.suffixes)
    return " ".join("*" + suffix for suffix in suffixes)


def add_read(session: Session, read: Read, *, then: Callable[[ImportReport], None]) -> None:
    """Adds articles that were read to the open project, all or none, and calls back."""
    session.add_articles(read.articles, then=lambda added: then(report_of(read, added)))


def export_project(source: Path, destination: Path, *, format_name: str) -> Job[ExportReport]:
    """Exports a project, replacing the destination once all is written."""
    return (
        yield from on_project(
            source, lambda store: export(store, destination, format_name=format_name, replace=True)
        )
    )


def on_project(source: Path, make_job: Callable[[Store], Job[T]]) -> Job[T]:
    """A job on a project with a store of its own, which is open for reading only."""
    from annotator.store.open import open_store

    store = open_store(source, write=False)
    try:
        return (yield from make_job(store))
    finally:
        store.close()


def is_backup_due(path: Path) -> bool:
    """Whether the newest backup of a project is older than a day, or missing."""
    from annotator.store.open import backup_due

    return backup_due(path)


def back_up_project(path: Path) -> Job[Path]:
    """Copies a project into its folder of backups; where the copy stands."""
    from annotator.store.open import back_up

    yield Progress(0, 1, f"backing up {path.name}")
    made = back_up(path)
    yield Progress(1, 1, f"backed up {path.name}")
    return made


def backups(path: Path) -> tuple[Backup, ...]:
    """The backups of a project, newest first."""
    from annotator.store.open import backups_of

    found = []
    for copy in backups_of(path):
        status = copy.stat()
        moment = datetime.fromtimestamp(status.st_mtime).astimezone().isoformat()
        found.append(Backup(copy, f"{shown_moment(moment)} ({shown_size(status.st_size)})"))
    return tuple(found)


def restore(path: Path, backup: Path) -> Job[Path]:
    """Goes back to a backup; the present project is kept as one. The project's path."""
    from annotator.store.open import restore_project

    yield Progress(0, 1, f"restoring {path.name}")
    restore_project(path, backup)
    yield Progress(1, 1, f"restored {path.name}")
    return path
