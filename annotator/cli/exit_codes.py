"""What a command's exit code says."""

from annotator.core.errors import (
    AnnotatorError,
    ProjectError,
    StorageFailed,
)

DONE = 0
PROBLEMS = 1
USAGE = 2
UNUSABLE = 3
STOPPED = 130


def exit_code_of(error: AnnotatorError) -> int:
    """3 where the project or a disk refused, 2 for everything that was asked wrongly."""
    if isinstance(error, ProjectError | StorageFailed):
        return UNUSABLE
    return USAGE
