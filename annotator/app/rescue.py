"""Work that the disk refused, saved elsewhere: the project copied, then what is only in memory."""

from collections.abc import Sequence
from pathlib import Path

from annotator.app.jobs import Job, Progress
from annotator.app.unsaved import OpenArticle
from annotator.core.codebook import Codebook
from annotator.core.edits import Edit
from annotator.core.errors import AnnotatorError, Conflict
from annotator.core.ids import PersonId


def save_elsewhere(
    source: Path,
    destination: Path,
    *,
    edits: Sequence[Edit],
    articles: Sequence[OpenArticle],
    codebook: Codebook,
    person: PersonId,
) -> Job[Path]:
    """Writes the project with `edits` on top to `destination`; the source is only read.

    Where the source cannot be read any more, `articles`, as they are in memory, make a project of
    their own. Raises ProjectError or StorageFailed; then no file is left at the destination.
    """
    from annotator.store.open import back_up, open_store

    yield Progress(0, 2, "copying the project")
    try:
        back_up(source, destination)
    except AnnotatorError:
        if not articles or destination.exists():
            raise
        _make_from_memory(destination, articles, codebook=codebook, person=person)
        return destination
    yield Progress(1, 2, "adding what was in memory")
    store = open_store(destination, person=person)
    try:
        outcomes = store.apply(edits) if edits else ()
    except AnnotatorError:
        store.close()
        destination.unlink(missing_ok=True)
        raise
    store.close()
    conflicts = [outcome for outcome in outcomes if isinstance(outcome, Conflict)]
    if conflicts:
        raise conflicts[0]
    yield Progress(2, 2, "done")
    return destination


def _make_from_memory(
    destination: Path,
    articles: Sequence[OpenArticle],
    *,
    codebook: Codebook,
    person: PersonId,
) -> None:
    from annotator.store.base import NewArticle, SetContent
    from annotator.store.open import create_project

    store = create_project(destination, codebook=codebook, person=person)
    try:
        store.add_articles(
            [
                NewArticle(
                    opened.article,
                    (
                        SetContent(
                            opened.state.annotation_set,
                            tuple(opened.state),
                            opened.state.relations,
                            opened.seconds,
                        ),
                    ),
                    source=str(destination),
                )
                for opened in articles
            ]
        )
    finally:
        store.close()
