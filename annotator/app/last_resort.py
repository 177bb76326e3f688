"""When something went wrong that nobody foresaw: what only memory holds is written to a file."""

from pathlib import Path

from annotator.app.paths import rescue_folder
from annotator.app.session import Session
from annotator.core.times import utc_now
from annotator.formats.base import ArticleWork, AuthoredSet


def keep(session: Session, folder: Path | None = None) -> Path | None:
    """Writes the articles with work that is not on disk as native JSONL; None if all is saved.

    The file can be imported into any project. Raises OSError where it cannot be written.
    """
    opened = session.unsaved_articles()
    if not session.unsaved() or not opened:
        return None
    from annotator.formats.registry import writable

    place = folder or rescue_folder()
    place.mkdir(parents=True, exist_ok=True)
    path = place / f"rescued-{utc_now().replace(':', '-')}.jsonl"
    works = [
        ArticleWork(
            one.article,
            (
                AuthoredSet(
                    one.state.annotation_set,
                    tuple(one.state),
                    one.state.relations,
                    one.seconds,
                    one.state.decisions,
                ),
            ),
        )
        for one in opened
    ]
    write = writable("jsonl").write
    assert write is not None
    for _ in write(works, path):
        pass
    return path
