"""`annotator backup` and `annotator restore`: copies of a project, and going back to one."""

from pathlib import Path

import click

from annotator.cli.commands.arguments import PATH, project_argument
from annotator.cli.words import say


@click.command()
@project_argument
@click.argument("destination", type=PATH, required=False, metavar="[DEST]")
def backup(project: Path, destination: Path | None) -> None:
    """Copy a project, also while it is open elsewhere.

    Without DEST the copy goes to the folder of backups beside the project. Its path is printed.
    """
    from annotator.app import projects

    made = projects.back_up(project, destination)
    click.echo(str(made))
    say(f"{project}: backed up")


@click.command()
@project_argument
@click.argument("copy", type=PATH, metavar="BACKUP")
def restore(project: Path, copy: Path) -> None:
    """Make a project say what a backup says.

    What stood there before is kept, and its path is printed.
    """
    from annotator.app import projects

    kept = projects.restore(project, copy)
    say(f"{project}: restored from {copy}")
    if kept is not None:
        click.echo(str(kept))
        say("what stood there before is kept under the path above")
