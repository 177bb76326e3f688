"""The sample project: the articles of resources/samples in a project of their own."""

from pathlib import Path

from annotator.app.paths import resources
from annotator.core.ids import PersonId


def sample_articles() -> Path:
    """The file of the sample articles, in native JSONL."""
    return resources() / "samples" / "articles.jsonl"


def make_sample(path: Path, *, person: PersonId | None = None) -> Path:
    """Makes the sample project at `path`. Raises ProjectExists where a file stands."""
    from annotator.app import jobs
    from annotator.app.importing import import_into
    from annotator.store.open import create_project

    store = create_project(path, person=person)
    try:
        jobs.run(import_into(store, (sample_articles(),)))
    finally:
        store.close()
    return path
