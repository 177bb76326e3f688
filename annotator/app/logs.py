"""The log: what the program did and where it failed, and nothing of an article's text."""

import logging
import logging.handlers
import traceback
from pathlib import Path
from types import TracebackType

from annotator.app.paths import logs_folder

_SIZE = 500_000
_KEPT = 3

ErrorInfo = (
    tuple[type[BaseException], BaseException, TracebackType | None] | tuple[None, None, None]
)


class Discreet(logging.Formatter):
    """Writes of an error its type and where in the code it arose, never its message.

    Messages of foreign errors can quote what they stumbled over, which may be an article.
    """

    def format(self, record: logging.LogRecord) -> str:
        """The line of a record; what another handler made of its error is not taken over."""
        kept, record.exc_text = record.exc_text, None
        try:
            return super().format(record)
        finally:
            record.exc_text = kept

    def formatException(self, ei: ErrorInfo) -> str:
        """The frames, then the types of the error and of those it came from."""
        kind, error, trace = ei
        seen: set[int] = set()
        lines = [
            f'  File "{frame.filename}", line {frame.lineno}, in {frame.name}'
            for frame in traceback.extract_tb(trace)
        ]
        while error is not None and id(error) not in seen:
            seen.add(id(error))
            number = f" {error.errno}" if isinstance(error, OSError) else ""
            lines.append(f"{type(error).__name__}{number}")
            error = error.__cause__ or error.__context__
        return "\n".join(lines if kind else ["no error"])


def start_log(folder: Path | None = None) -> Path | None:
    """Begins to write annotator.log in `folder`; None where no file can be written there."""
    place = folder or logs_folder()
    path = place / "annotator.log"
    try:
        place.mkdir(parents=True, exist_ok=True)
        handler = logging.handlers.RotatingFileHandler(
            path, maxBytes=_SIZE, backupCount=_KEPT, encoding="utf-8"
        )
    except OSError:
        return None
    handler.setFormatter(Discreet("%(asctime)s %(levelname)s %(name)s: %(message)s"))
    logger = logging.getLogger("annotator")
    for old in list(logger.handlers):
        logger.removeHandler(old)
        old.close()
    logger.addHandler(handler)
    logger.setLevel(logging.INFO)
    logger.propagate = False
    return path
