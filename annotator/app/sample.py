"""The sample project: the articles of resources/samples in a project of their own."""

from pathlib import Path

from annotator.app import jobs
from annotator.app.jobs import Job
from annotator.app.paths import resources
from annotator.core.ids import PersonId


def sample_articles() -> Path:
    """The file of the sample articles, in native JSONL."""
    return resources() / "samples" / "articles.jsonl"


def make_sample(path: Path, *, person: PersonId | None = None) -> Path:
    """Makes the sample project at `path`. Raises ProjectExists where a file stands."""
    return jobs.run(sample_job(path, person=person))


def sample_job(path: Path, *, person: PersonId | None = None) -> Job[Path]:
    """The same as a job, and the folder too; where it fails or is stopped, no file is left."""
    from annotator.app.importing import import_into
    from annotator.store.open import create_project

    path.parent.mkdir(parents=True, exist_ok=True)
    store = create_project(path, person=person)
    is_made = False
    try:
        yield from import_into(store, (sample_articles(),))
        is_made = True
    finally:
        store.close()
        if not is_made:
            path.unlink(missing_ok=True)
    return path
