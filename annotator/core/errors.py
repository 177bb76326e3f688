"""The errors a person can meet. Each carries data and says what happened and what to do next."""

from dataclasses import dataclass
from pathlib import Path


class AnnotatorError(Exception):
    """Anything that went wrong in the world, not in our code. `str()` is a sentence to show."""


class Refused(AnnotatorError):
    """An act that the rules do not permit now; nothing was changed."""


class StaleEdit(AnnotatorError):
    """An edit whose `before` is not what the article holds now."""

    def __init__(self, record_id: str) -> None:
        self.record_id = record_id
        super().__init__(f"{record_id} was changed meanwhile. Open the article again and repeat.")


class Conflict(AnnotatorError):
    """Somebody else changed the same record on disk since it was read."""

    def __init__(self, *, record_id: str, ours: int, theirs: int | None) -> None:
        self.record_id, self.ours, self.theirs = record_id, ours, theirs
        super().__init__(
            "What you changed was changed elsewhere since the article was opened. "
            "The article is read again; repeat what you did if it is still wanted."
        )


class NotFound(AnnotatorError):
    """An article, annotation or person that the project does not hold."""


class BadCodebook(AnnotatorError):
    """A codebook that cannot be used; says which entry and why."""


class ProjectError(AnnotatorError):
    """The project file cannot be used. Nothing in it was changed."""

    def __init__(self, path: Path, reason: str) -> None:
        self.path, self.reason = path, reason
        super().__init__(f"{path}: {reason}")


class ProjectMissing(ProjectError):
    """There is no file at the path."""


class ProjectExists(ProjectError):
    """A new project was asked for where a file already stands."""


class NotAProject(ProjectError):
    """The file is not one of ours, or is damaged beyond opening."""


class ProjectTooNew(ProjectError):
    """A newer version of the program made the project."""


class ProjectReadOnly(ProjectError):
    """Writing was asked for in a file that cannot be written."""


class ProjectBusy(ProjectError):
    """Another process has the project open for writing."""

    def __init__(self, path: Path, *, since: str, process: int, host: str, person: str) -> None:
        self.since, self.process, self.host, self.person = since, process, host, person
        who = f" by {person}" if person else ""
        super().__init__(
            path,
            f"open elsewhere since {since}{who}, by process {process} on {host}. "
            "Close it there, or open the project read-only.",
        )


class StorageFailed(AnnotatorError):
    """The disk refused a write: full, read-only, gone. What was not saved is still in memory."""

    def __init__(self, path: Path, reason: str, *, unsaved: int = 0) -> None:
        self.path, self.reason, self.unsaved = path, reason, unsaved
        super().__init__(f"{path} could not be written: {reason}.")


class BadFile(AnnotatorError):
    """A file that cannot be imported, with the line or byte where that shows."""

    def __init__(
        self, path: Path, reason: str, *, line: int | None = None, byte: int | None = None
    ) -> None:
        self.path, self.reason, self.line, self.byte = path, reason, line, byte
        at = f" (line {line})" if line is not None else ""
        at = f" (byte {byte})" if line is None and byte is not None else at
        super().__init__(f"{path.name} could not be read{at}: {reason}")


@dataclass(frozen=True, slots=True)
class Problem:
    """An odd input among many, or a breach of a rule: reported, never raised.

    `where` is a path, an article id or an annotation id; `line` counts from 1.
    """

    where: str
    what: str
    line: int | None = None
    skipped: bool = False

    def __str__(self) -> str:
        """One line: where, line, what."""
        at = f", line {self.line}" if self.line is not None else ""
        return f"{self.where}{at}: {self.what}"
