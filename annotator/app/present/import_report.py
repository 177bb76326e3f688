"""What an import did, file by file, as it is shown."""

from collections.abc import Iterable
from dataclasses import dataclass, replace

from annotator.app.present.wording import counted


@dataclass(frozen=True, slots=True)
class ImportRow:
    """One file. `id` is its path; `problems` are sentences, `notes` what was done to be read."""

    id: str
    name: str
    encoding: str = ""
    articles: int = 0
    notes: tuple[str, ...] = ()
    problems: tuple[str, ...] = ()
    is_refused: bool = False

    @property
    def articles_words(self) -> str:
        """How many articles came out of it."""
        return "not read" if self.is_refused else counted(self.articles, "article")

    @property
    def remark(self) -> str:
        """What matters most, in one line: the first problem, else the notes, else the encoding."""
        if self.problems:
            rest = len(self.problems) - 1
            return self.problems[0] + (f" (and {rest:,} more)" if rest else "")
        return " · ".join(part for part in (self.encoding, *self.notes) if part)

    @property
    def details(self) -> str:
        """Everything that is known of the file, one thing a line."""
        encoding = (f"Encoding: {self.encoding}",) if self.encoding else ()
        return "\n".join((self.id, self.articles_words, *encoding, *self.problems, *self.notes))


@dataclass(frozen=True, slots=True)
class ImportView:
    """The report: a sentence over all, and the files, those with problems first."""

    words: str
    rows: tuple[ImportRow, ...] = ()

    @property
    def text(self) -> str:
        """The whole report as text to copy."""
        return "\n\n".join((self.words, *(row.details for row in self.rows)))


def import_view(words: str, rows: Iterable[ImportRow]) -> ImportView:
    """A report with refused files first, then files with problems, then the others, by name.

    Rows about the same file become one.
    """
    files: dict[str, ImportRow] = {}
    for row in rows:
        known = files.get(row.id)
        files[row.id] = row if known is None else _joined(known, row)
    order = sorted(files.values(), key=lambda row: (not row.is_refused, not row.problems, row.id))
    return ImportView(words, tuple(order))


def _joined(one: ImportRow, other: ImportRow) -> ImportRow:
    return replace(
        one,
        encoding=one.encoding or other.encoding,
        articles=one.articles + other.articles,
        notes=one.notes + other.notes,
        problems=one.problems + other.problems,
        is_refused=one.is_refused and other.is_refused,
    )


def with_problems(view: ImportView) -> tuple[ImportRow, ...]:
    """The files that were refused or have problems."""
    return tuple(row for row in view.rows if row.is_refused or row.problems)
