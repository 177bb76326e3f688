"""What the dashboard runs in the background and writes, each time with a store of its own."""

from pathlib import Path

from annotator.app.behind import Behind, SpansBehind, spans_behind
from annotator.app.dashboard import Dashboard, DashboardQuestion, dashboard
from annotator.app.jobs import Job
from annotator.app.whole_file import whole_file


def project_dashboard(
    source: Path, asked: DashboardQuestion, *, kept: Dashboard | None = None
) -> Job[Dashboard]:
    """The figures of a project; what is still true of `kept` is not counted again."""
    from annotator.store.open import open_store

    store = open_store(source, write=False)
    try:
        return (yield from dashboard(store, asked, kept=kept))
    finally:
        store.close()


def project_spans_behind(source: Path, behind: Behind, *, of: Dashboard) -> Job[SpansBehind]:
    """The spans behind a cell, a bar or a figure of a project."""
    from annotator.store.open import open_store

    store = open_store(source, write=False)
    try:
        return (yield from spans_behind(store, behind, of=of))
    finally:
        store.close()


def write_table(text: str, destination: Path, *, never: Path) -> None:
    """Writes a table, replacing what stands there, but never the project itself."""
    write_picture(text.encode(), destination, never=never)


def write_picture(data: bytes, destination: Path, *, never: Path) -> None:
    """Writes a picture, replacing what stands there, but never the project itself."""
    with whole_file(destination, replace=True, never=never) as passing:
        passing.write_bytes(data)
