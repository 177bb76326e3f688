"""`annotator export`: articles and the work on them to a file."""

from pathlib import Path

import click

from annotator.app.present.wording import counted
from annotator.cli.commands.arguments import (
    PATH,
    json_option,
    overwrite_option,
    project_argument,
)
from annotator.cli.exit_codes import DONE, PROBLEMS
from annotator.cli.progress import progress_shown
from annotator.cli.words import print_json, say, say_problems


@click.command()
@project_argument
@click.argument("destination", type=PATH, metavar="DEST")
@click.option("--format", "format_name", metavar="NAME", required=True, help="See formats.")
@click.option(
    "--annotator", "annotators", metavar="NAME", multiple=True, help="Only these; may be repeated."
)
@click.option("--gold", is_flag=True, help="Only the gold set.")
@click.option(
    "--query",
    metavar="QUERY",
    default="",
    help='Only articles that fit: words, "a phrase", label:quote, outlet:guardian, state:finished.',
)
@overwrite_option
@json_option
def export(
    project: Path,
    destination: Path,
    format_name: str,
    annotators: tuple[str, ...],
    gold: bool,
    query: str,
    overwrite: bool,
    as_json: bool,
) -> int:
    """Write articles and the work on them to a file.

    The file appears whole or not at all. What the format cannot carry is counted.
    """
    from annotator.app import exporting, jobs, projects

    if str(destination) == "-":
        raise click.UsageError("Name a file: an export cannot go to standard output.")
    with projects.opened(project, write=False) as store, progress_shown() as show:
        job = exporting.export(
            store,
            destination,
            format_name=format_name,
            annotators=annotators,
            gold=gold,
            query=query,
            replace=overwrite,
        )
        report = jobs.run(job, on_progress=show)
    if as_json:
        print_json(report.to_json())
        return PROBLEMS if report.problems else DONE
    work = f"{counted(report.annotations, 'annotation')}, {counted(report.relations, 'relation')}"
    say(f"{report.path}: {counted(report.articles, 'article')}, {work}")
    if report.left_out:
        say(f"left out, as not asked for: {counted(report.left_out, 'article')}")
    for loss in report.losses:
        say(f"not carried by {report.format}: {loss.count:,} × {loss.what}")
    say_problems(report.problems)
    return PROBLEMS if report.problems else DONE
