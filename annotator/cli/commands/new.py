"""`annotator new`: an empty project."""

from pathlib import Path

import click

from annotator.app.present.wording import counted
from annotator.cli.commands.arguments import PATH, project_argument
from annotator.cli.words import say


@click.command()
@project_argument
@click.option(
    "--codebook",
    "codebook_file",
    type=PATH,
    metavar="FILE",
    help="A codebook in JSON, as `annotator codebook PROJECT export` writes it.",
)
def new(project: Path, codebook_file: Path | None) -> None:
    """Make an empty project.

    PROJECT is a file, usually named *.anno. A file that stands there is never replaced.
    """
    from annotator.app import projects

    codebook = projects.read_codebook(codebook_file) if codebook_file is not None else None
    projects.create(project, codebook=codebook)
    with projects.opened(project, write=False) as store:
        made = store.codebook()
    say(f"{project}: made, with the codebook {made.name} ({counted(len(made.labels), 'label')})")
