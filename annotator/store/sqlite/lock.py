"""One writer at a time: a lock of the operating system on `<project>.lock`, beside the project.

It dies with the process, however that ends; what is left of the file is taken over.
"""

import errno
import json
import os
import socket
import sys
from collections.abc import Callable
from contextlib import suppress
from datetime import datetime
from pathlib import Path
from typing import IO, Any

from annotator import __version__
from annotator.core.errors import ProjectBusy, ProjectReadOnly
from annotator.core.times import utc, written
from annotator.store.sqlite.failures import system_failure

_READ_ONLY = (errno.EROFS, errno.EACCES, errno.EPERM)
# Windows keeps others from reading what is locked, so a byte far behind the content is locked.
_LOCKED_BYTE = 1 << 20


class WriterLock:
    """The right to write to a project, held until `release` or the end of the process."""

    def __init__(self, file: IO[bytes], path: Path) -> None:
        self._file = file
        self._path = path

    def release(self) -> None:
        """Gives the right back and tidies the file away where the system permits it."""
        if self._file.closed:
            return
        if sys.platform != "win32" and _is_same(self._file, self._path):
            # While it is still locked: whoever locks it now sees that it is gone and makes anew.
            self._path.unlink(missing_ok=True)
        self._file.close()


def lock_path(project: Path) -> Path:
    """Where the lock of a project is; one place for all the names a project has by links."""
    real = project.resolve()
    return real.with_name(real.name + ".lock")


def take_lock(
    project: Path, *, person: str = "", clock: Callable[[], datetime] = utc
) -> WriterLock:
    """The right to write. Raises ProjectBusy, ProjectReadOnly or StorageFailed."""
    path = lock_path(project)
    while True:
        file = _open(path, project)
        if not _lock(file):
            file.close()
            raise _busy(project, path)
        if _is_same(file, path) and (file.writable() or not _is_removed(path)):
            break
        file.close()
    content = {
        "since": written(clock()),
        "process": os.getpid(),
        "host": socket.gethostname(),
        "person": person,
        "program": f"annotator {__version__}",
    }
    try:
        file.seek(0)
        file.truncate()
        file.write(json.dumps(content, ensure_ascii=False).encode("utf-8", "replace"))
        file.flush()
    except OSError:
        # A full disk: the lock holds all the same, only who holds it cannot be told.
        pass
    return WriterLock(file, path)


def _open(path: Path, project: Path) -> IO[bytes]:
    try:
        # Unbuffered, so that closing has nothing left to write.
        return open(os.open(path, os.O_RDWR | os.O_CREAT, 0o666), "r+b", buffering=0)
    except OSError as error:
        if error.errno in _READ_ONLY:
            with suppress(OSError):
                # What is left of somebody else's lock: enough to lock, not to write into.
                return open(os.open(path, os.O_RDONLY), "rb", buffering=0)
            raise ProjectReadOnly(
                project, "nothing can be written in its folder. Open the project read-only."
            ) from error
        raise system_failure(error, path) from error


def _lock(file: IO[bytes]) -> bool:
    """Whether the lock was free; never waits."""
    try:
        if sys.platform == "win32":
            import msvcrt

            file.seek(_LOCKED_BYTE)
            msvcrt.locking(file.fileno(), msvcrt.LK_NBLCK, 1)
        else:
            import fcntl

            fcntl.flock(file.fileno(), fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError:
        return False
    return True


def _is_removed(path: Path) -> bool:
    """Whether a file that only others may write could be removed, to be made anew."""
    try:
        path.unlink()
    except OSError:
        return False
    return True


def _is_same(file: IO[bytes], path: Path) -> bool:
    """Whether the path still names the file that is open."""
    try:
        return os.path.samestat(os.fstat(file.fileno()), path.stat())
    except OSError:
        return False


def _busy(project: Path, path: Path) -> ProjectBusy:
    try:
        with path.open("rb") as file:
            content: Any = json.loads(file.read(10_000).decode("utf-8", "replace"))
    except (OSError, ValueError):
        content = None
    if not isinstance(content, dict):
        content = {}
    process = content.get("process")
    return ProjectBusy(
        project,
        since=str(content.get("since", "a moment ago")),
        process=process if isinstance(process, int) else 0,
        host=str(content.get("host", "an unknown computer")),
        person=str(content.get("person", "")),
    )
