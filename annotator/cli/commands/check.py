"""`annotator check`: whether everything in a project is as it should be."""

from pathlib import Path

import click

from annotator.app.present.wording import counted
from annotator.cli.commands.arguments import json_option, project_argument
from annotator.cli.exit_codes import DONE, PROBLEMS
from annotator.cli.progress import progress_shown
from annotator.cli.words import print_json, say


@click.command()
@project_argument
@json_option
def check(project: Path, as_json: bool) -> int:
    """Check offsets, quotes, hashes, references and the database."""
    from annotator.app import jobs, projects

    with projects.opened(project, write=False) as store, progress_shown() as show:
        report = jobs.run(projects.check(store), on_progress=show)
    if as_json:
        print_json(report.to_json())
    else:
        for problem in report.problems:
            click.echo(str(problem))
        found = counted(len(report.problems), "problem") if report.problems else "all is well"
        say(
            f"{counted(report.articles, 'article')}, {counted(report.annotations, 'annotation')}, "
            f"{counted(report.relations, 'relation')} checked: {found}"
        )
    return PROBLEMS if report.problems else DONE
