"""Writing a file so that it appears whole or not at all."""

import os
import stat
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from annotator.core.errors import AnnotatorError, StorageFailed
from annotator.core.ids import new_id


class BadDestination(AnnotatorError):
    """A place that cannot be written to as asked; nothing was written."""

    def __init__(self, path: Path, reason: str) -> None:
        self.path, self.reason = path, reason
        super().__init__(f"{path}: {reason}")


@contextmanager
def whole_file(destination: Path, *, replace: bool, never: Path | None = None) -> Iterator[Path]:
    """A passing path to write to; at the end what was written stands at the destination.

    After an error or a cancelled job nothing is left. A file at the destination is replaced only
    if `replace` says so, and `never` is not replaced at all. Raises BadDestination, StorageFailed.
    """
    target = destination.resolve()
    _check(destination, target, replace=replace, never=never)
    if _is_device(target):
        # A pipe or /dev/stdout takes what comes; nothing can be put in its place.
        try:
            yield target
        except OSError as error:
            raise StorageFailed(destination, error.strerror or str(error)) from error
        return
    passing: Path | None = None
    try:
        passing = _passing(target)
        yield passing
        _sync(passing)
        if target.exists():
            passing.chmod(stat.S_IMODE(target.stat().st_mode))
        _publish(passing, target, destination=destination, replace=replace)
    except OSError as error:
        raise StorageFailed(destination, error.strerror or str(error)) from error
    finally:
        if passing is not None:
            with suppress(OSError):
                passing.unlink(missing_ok=True)


def _check(destination: Path, target: Path, *, replace: bool, never: Path | None) -> None:
    if target.is_dir():
        raise BadDestination(destination, "this is a folder. Name a file in it.")
    if not target.parent.is_dir():
        raise BadDestination(destination, "the folder it should go to does not exist.")
    if never is not None and never.exists() and target.exists() and target.samefile(never):
        raise BadDestination(destination, "this is the project itself. Choose another name.")
    if target.is_file() and not replace:
        raise BadDestination(
            destination, "a file stands here already. Choose another name, or use --overwrite."
        )


def _is_device(target: Path) -> bool:
    return target.exists() and not target.is_file()


def _passing(target: Path) -> Path:
    # A long name would be too long with an addition.
    passing = target.with_name(f".{target.name[:20]}.{new_id()[-8:]}.part")
    passing.touch(exist_ok=False)
    return passing


def _publish(passing: Path, target: Path, *, destination: Path, replace: bool) -> None:
    if not replace:
        try:
            os.link(passing, target)
        except FileExistsError as error:
            raise BadDestination(destination, "a file has appeared here meanwhile.") from error
        except OSError:
            # A disk without hard links.
            passing.replace(target)
        return
    passing.replace(target)
    _sync_folder(target.parent)


def _sync(path: Path) -> None:
    with path.open("rb+") as file:
        os.fsync(file.fileno())


def _sync_folder(folder: Path) -> None:
    with suppress(OSError):
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)
