"""Work that the disk refused, saved elsewhere: the project copied, then what is only in memory."""

from collections.abc import Sequence
from contextlib import closing
from pathlib import Path

from annotator.app.jobs import Job, Progress
from annotator.app.reading import OpenArticle
from annotator.core.codebook import Codebook
from annotator.core.edits import Edit
from annotator.core.errors import AnnotatorError, ProjectExists
from annotator.core.ids import PersonId
from annotator.store.base import NewArticle, SetContent


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
    their own. An edit that conflicts with the copy is left out: whoever goes on in the copy hands
    `edits` to its session (`Wanted.carried`), which tells the person of it. Raises ProjectError
    or StorageFailed; then no file is left at the destination.
    """
    from annotator.store.open import back_up, open_store

    yield Progress(0, 2, "copying the project")
    try:
        back_up(source, destination)
    except AnnotatorError:
        if not articles or destination.exists() or _is_readable(source):
            raise
        _make_from_memory(destination, articles, codebook=codebook, person=person)
        yield Progress(2, 2, "the project could not be read: saved what was in memory")
        return destination
    try:
        yield Progress(1, 2, "adding what was in memory")
        with closing(open_store(destination, person=person)) as store:
            if edits:
                store.apply(edits)
    except BaseException:
        destination.unlink(missing_ok=True)
        raise
    yield Progress(2, 2, "done")
    return destination


def _is_readable(project: Path) -> bool:
    from annotator.store.open import open_store

    try:
        with closing(open_store(project, write=False)) as store:
            return all(store.article(article_id) for article_id in store.article_ids())
    except AnnotatorError:
        return False


def _make_from_memory(
    destination: Path,
    articles: Sequence[OpenArticle],
    *,
    codebook: Codebook,
    person: PersonId,
) -> None:
    from annotator.store.open import create_project

    try:
        with closing(create_project(destination, codebook=codebook, person=person)) as store:
            store.add_articles([_new_article(opened) for opened in articles])
    except ProjectExists:
        raise
    except BaseException:
        destination.unlink(missing_ok=True)
        raise


def _new_article(opened: OpenArticle) -> NewArticle:
    state = opened.state
    content = SetContent(
        state.annotation_set, tuple(state), state.relations, opened.seconds, state.decisions
    )
    return NewArticle(opened.article, (content,), source=opened.article.title)
