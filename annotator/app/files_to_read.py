"""Which files paths stand for: files as they are named, folders with what is in them."""

import os
import re
from collections import Counter
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from pathlib import Path

from annotator.core.errors import Problem

_NUMBERS = re.compile(r"(\d+)")


@dataclass(frozen=True, slots=True)
class FoundFiles:
    """Files to read, each once; paths that gave none; and what folders held besides."""

    files: tuple[Path, ...]
    problems: tuple[Problem, ...]
    notes: tuple[str, ...]


def find_files(paths: Iterable[Path], *, suffixes: Collection[str]) -> FoundFiles:
    """The files that are named, and those in folders, at any depth, with one of the suffixes.

    Folders are read in natural order ("2.txt" before "10.txt"); hidden files, hidden folders and
    links to folders are passed over.
    """
    files: dict[str, Path] = {}
    problems: list[Problem] = []
    notes: list[str] = []
    for path in paths:
        try:
            found = _of_path(path, suffixes, problems, notes)
        except OSError as error:
            what = f"could not be opened: {error.strerror}"
            problems.append(Problem(shown_path(path), what, skipped=True))
        else:
            for file in found:
                files.setdefault(os.path.realpath(file), file)
    return FoundFiles(tuple(files.values()), tuple(problems), tuple(notes))


def _of_path(
    path: Path, suffixes: Collection[str], problems: list[Problem], notes: list[str]
) -> list[Path]:
    if path.is_dir():
        return _in_folder(path, suffixes, problems, notes)
    if path.is_file():
        return [path]
    problems.append(Problem(shown_path(path), _absence(path), skipped=True))
    return []


def _absence(path: Path) -> str:
    if path.exists():
        return "neither a file nor a folder"
    return "a link that leads nowhere" if path.is_symlink() else "there is no such file or folder"


def _in_folder(
    folder: Path, suffixes: Collection[str], problems: list[Problem], notes: list[str]
) -> list[Path]:
    found: list[Path] = []
    others: Counter[str] = Counter()

    def refused(error: OSError) -> None:
        what = f"could not be opened: {error.strerror}"
        problems.append(Problem(shown_path(Path(error.filename)), what, skipped=True))

    for where, folders, names in os.walk(folder, onerror=refused):
        folders[:] = sorted((n for n in folders if not n.startswith(".")), key=natural_order)
        for name in sorted(names, key=natural_order):
            file = Path(where, name)
            if name.startswith("."):
                continue
            if file.suffix.lower() in suffixes and (file.is_file() or file.is_symlink()):
                found.append(file)
            else:
                others[file.suffix.lower() or "no suffix"] += 1
    if others:
        told = ", ".join(f"{count:,} {suffix}" for suffix, count in sorted(others.items()))
        notes.append(f"{shown_path(folder)}: files of other kinds were passed over ({told})")
    if not found:
        wanted = ", ".join(sorted(suffixes))
        what = f"no file in the folder ends in {wanted}"
        problems.append(Problem(shown_path(folder), what, skipped=True))
    return found


def natural_order(name: str) -> tuple[tuple[int, int, str], ...]:
    """Sorts names as people do: numbers in them by value, letters without regard to case."""
    parts = _NUMBERS.split(name.casefold())
    key = [(1, int(p), p) if p.isdecimal() else (0, 0, p) for p in parts if p]
    return (*key, (0, 0, name))


def shown_path(path: Path) -> str:
    """A path for reports; bytes of it that are not UTF-8 become U+FFFD."""
    return os.fsencode(path).decode("utf-8", "replace")
