"""`annotator import`: articles, and work on them, from files and folders."""

from pathlib import Path
from typing import TYPE_CHECKING

import click

from annotator.app.present.wording import counted
from annotator.cli.commands.arguments import PATH, json_option, project_argument
from annotator.cli.exit_codes import DONE, PROBLEMS
from annotator.cli.progress import progress_shown
from annotator.cli.words import print_json, say, say_problems

if TYPE_CHECKING:
    from annotator.app.importing import FileReport, ImportReport

# Files that are told of one by one; the others are only counted.
_MOST_FILES = 50


@click.command(name="import")
@project_argument
@click.argument("paths", type=PATH, nargs=-1, required=True, metavar="PATH...")
@click.option(
    "--format", "format_name", metavar="NAME", help="Read every file as this format (see formats)."
)
@click.option("--annotator", metavar="NAME", help="Who made annotations that name nobody.")
@json_option
def import_(
    project: Path,
    paths: tuple[Path, ...],
    format_name: str | None,
    annotator: str | None,
    as_json: bool,
) -> int:
    """Add articles from files and folders.

    A folder gives the text files in it, at any depth. Everything is added at once or not at all;
    a file that cannot be read is reported and does not stop the others.
    """
    from annotator.app import jobs, projects
    from annotator.app.importing import import_into
    from annotator.app.jobs import Progress

    with projects.opened(project, write=True) as store, progress_shown() as show:

        def on_added(done: int) -> None:
            if done % 100 == 0:
                show(Progress(done, None, "adding articles"))

        job = import_into(
            store, paths, format_name=format_name, annotator=annotator, on_added=on_added
        )
        report = jobs.run(job, on_progress=show)
    _tell(report, as_json=as_json)
    return PROBLEMS if report.problems else DONE


def _tell(report: "ImportReport", *, as_json: bool) -> None:
    if as_json:
        print_json(report.to_json())
        return
    for file in report.files[:_MOST_FILES]:
        if file.articles:
            say(_about(file))
    rest = len(report.files) - _MOST_FILES
    if rest > 0:
        say(f"… and {counted(rest, 'file')} more")
    for note in report.notes:
        say(note)
    say_problems(report.problems)
    work = f"{counted(report.annotations, 'annotation')}, {counted(report.relations, 'relation')}"
    here = f", {report.known:,} were here already" if report.known else ""
    say(f"{counted(report.new, 'new article')}{here}; {work} added")


def _about(file: "FileReport") -> str:
    found = counted(file.articles, "article")
    if file.annotations:
        found += f", {counted(file.annotations, 'annotation')}"
    title = f" “{file.titles[0]}”" if file.articles == 1 else ""
    notes = "".join(f"; {note}" for note in file.notes)
    return f"{file.name}: {found}{title} ({file.format}, {file.encoding}{notes})"
