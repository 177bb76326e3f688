"""`annotator summary`: one annotator's work beside the gold standard."""

from pathlib import Path
from typing import TYPE_CHECKING

import click

from annotator.app.present.wording import counted
from annotator.cli.commands.arguments import json_option, project_argument
from annotator.cli.exit_codes import DONE, PROBLEMS
from annotator.cli.progress import progress_shown
from annotator.cli.words import print_json, say, say_problems, table

if TYPE_CHECKING:
    from annotator.app.review.summary import OwnWork


@click.command()
@project_argument
@click.argument("annotator")
@json_option
def summary(project: Path, annotator: str, as_json: bool) -> int:
    """Say what an annotator missed in the gold standard, and which labels were confused.

    Articles count that the annotator has finished and that are adjudicated. "spurious" is not in
    the gold standard. --json prints every annotation beside the gold standard's.
    """
    from annotator.app import jobs, projects
    from annotator.app.choosing import check_annotators, everybody
    from annotator.app.present.own_work import own_work_to_json
    from annotator.app.review.summary import own_work
    from annotator.core.ids import PersonId

    with projects.opened(project, write=False) as store, progress_shown() as show:
        check_annotators((annotator,), known=everybody(store))
        found = jobs.run(own_work(store, PersonId(annotator)), on_progress=show)
    if as_json:
        print_json(own_work_to_json(found))
    else:
        _tell(found)
        say_problems(found.problems)
    return PROBLEMS if found.problems else DONE


def _tell(found: "OwnWork") -> None:
    from annotator.app.present.own_work import OUTCOME_WORDS, confusion_rows

    rows: list[tuple[str | int, ...]] = [
        (told.id, *told.counts.values(), told.title) for told in found.articles
    ]
    if len(rows) > 1:
        rows.append(("in all", *found.counts.values(), ""))
    if rows:
        click.echo(table(("article", *OUTCOME_WORDS.values(), "title"), rows))
    confused = confusion_rows(found)
    if confused:
        click.echo("\n" + table((f"{found.person} has", "gold has", "times"), confused))
    say(
        f"{counted(len(found.articles), 'article')} adjudicated, {found.waiting:,} finished and not"
    )
