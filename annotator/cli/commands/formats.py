"""`annotator formats`: what can be read and written, and what each format can carry."""

import click

from annotator.cli.commands.arguments import json_option
from annotator.cli.words import print_json, table


@click.command()
@json_option
def formats(as_json: bool) -> None:
    """List what can be read and written, and what each format can carry."""
    from annotator.app.format_list import format_rows

    rows = format_rows()
    if as_json:
        print_json({"formats": [row.to_json() for row in rows]})
        return
    acts = {(True, True): "read, write", (True, False): "read", (False, True): "write"}
    head = ("name", "files", "", "what it is", "cannot carry")
    lines = [
        (
            row.name,
            " ".join(row.suffixes),
            acts[row.reads, row.writes],
            row.title,
            ", ".join(part.replace("_", " ") for part in row.loses) or "nothing is lost",
        )
        for row in rows
    ]
    click.echo(table(head, lines))
