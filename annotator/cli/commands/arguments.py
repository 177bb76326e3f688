"""Arguments and options that commands share."""

from pathlib import Path

import click

PATH = click.Path(path_type=Path)

project_argument = click.argument("project", type=PATH)
json_option = click.option(
    "--json", "as_json", is_flag=True, help="Print one JSON object to standard output."
)
overwrite_option = click.option(
    "--overwrite", is_flag=True, help="Replace a file that stands at the destination."
)
