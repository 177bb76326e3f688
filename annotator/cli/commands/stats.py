"""`annotator stats`: articles, spans by label and annotator, states."""

from pathlib import Path

import click

from annotator.app.present.wording import counted
from annotator.cli.commands.arguments import json_option, project_argument
from annotator.cli.words import print_json, table


@click.command()
@project_argument
@json_option
def stats(project: Path, as_json: bool) -> None:
    """Count articles, annotations by label and annotator, and states."""
    from annotator.app import projects

    with projects.opened(project, write=False) as store:
        told = store.stats()
    if as_json:
        print_json(projects.stats_to_json(told))
        return
    click.echo(
        f"{counted(told.articles, 'article')}, {counted(told.characters, 'character')}, "
        f"{counted(told.annotations, 'annotation')}, {counted(told.relations, 'relation')}\n"
    )
    labels = [(count.label, count.author, count.annotations) for count in told.labels]
    click.echo(table(("label", "annotator", "annotations"), labels) + "\n")
    head = ("annotator", "role", "state", "articles", "spans", "time")
    sets = [
        (s.annotator, s.role, s.state.replace("_", " "), s.articles, s.spans, _time(s.seconds))
        for s in projects.set_totals(told)
    ]
    click.echo(table(head, sets))


def _time(seconds: int) -> str:
    """Hours, minutes and seconds: 1:02:03."""
    minutes, rest = divmod(seconds, 60)
    hours, minutes = divmod(minutes, 60)
    return f"{hours}:{minutes:02}:{rest:02}"
