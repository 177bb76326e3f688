"""The headless tour: what the window does, without one, on the sample project."""

import sys
import tempfile
from pathlib import Path

from annotator.app import jobs
from annotator.app.desk import Desk, Place
from annotator.app.opening import inline_session
from annotator.app.sample import make_sample
from annotator.app.session import Session
from annotator.app.words import words
from annotator.core.annotations import SetState
from annotator.core.ids import LabelId, PersonId

_PERSON = PersonId("guest")


def main() -> int:
    """Makes the sample project in a temporary folder, annotates, undoes, exports; says where.

    Returns the exit code: 0, or 1 where a step did not give what it should.
    """
    folder = Path(tempfile.mkdtemp(prefix="annotator-tour-"))
    project = make_sample(folder / "sample.anno", person=_PERSON)
    print(f"The sample project: {project}")
    problems = _annotate(project)
    problems += _export(project, folder)
    problems += _check(project)
    for problem in problems:
        print(f"PROBLEM: {problem}", file=sys.stderr)
    print("The tour is over." if not problems else "The tour found problems.")
    return 1 if problems else 0


def _annotate(project: Path) -> list[str]:
    from annotator.store.open import open_store

    store = open_store(project, person=_PERSON)
    session = inline_session(store, _PERSON)
    desk = Desk(session, tell=_silent)
    untouched = [row for row in session.rows if row.state is SetState.NEW]
    print(f"It holds {len(session.rows)} articles, {len(untouched)} of them new to {_PERSON}.")
    session.open(untouched[0].id)
    current = session.current
    assert current is not None
    word = _a_name(current.article.text)
    edit = desk.press_label(LabelId("actor"), Place(caret=word))
    print(f"{edit.title}: “{_quote(session, desk)}” in “{current.article.title}”")
    desk.undo()
    after_undo = len(current.state)
    print("Undo: the mark is gone." if after_undo == 0 else "Undo did not work.")
    desk.redo()
    quote = _quote(session, desk)
    print(f"Redo: “{quote}” is marked again.")
    session.close(on_closed=_silent)
    return [] if after_undo == 0 and quote else ["undo and redo did not give back what was there"]


def _export(project: Path, folder: Path) -> list[str]:
    from annotator.app.exporting import export
    from annotator.store.open import open_store

    store = open_store(project, write=False)
    try:
        for format_name in ("jsonl", "csv"):
            destination = folder / f"sample.{format_name}"
            report = jobs.run(export(store, destination, format_name=format_name))
            print(f"Exported {report.annotations:,} annotations: {destination}")
    finally:
        store.close()
    return []


def _check(project: Path) -> list[str]:
    from annotator.store.open import open_store

    store = open_store(project, write=False)
    try:
        problems = [str(problem) for problem in store.check()]
    finally:
        store.close()
    print("Every span checked: " + ("all well." if not problems else f"{len(problems)} problems."))
    return problems


def _a_name(text: str) -> int:
    """The offset of a capitalised word in the middle of a sentence; 0 where there is none."""
    for word in words(text):
        before = text[max(0, word.start - 2) : word.start]
        if text[word.start].isupper() and before[:1].islower() and before[1:] == " ":
            return word.start
    return 0


def _quote(session: Session, desk: Desk) -> str:
    annotation, current = desk.annotation, session.current
    if annotation is None or annotation.extent is None or current is None:
        return ""
    return annotation.extent.text_of(current.article.text)


def _silent() -> None:
    """Nobody watches."""
