"""`annotator codebook`: shows, takes in or writes a project's codebook."""

from pathlib import Path

import click

from annotator.cli.commands.arguments import (
    PATH,
    json_option,
    overwrite_option,
    project_argument,
)
from annotator.cli.words import print_json, say, table


@click.command()
@project_argument
@click.argument("act", type=click.Choice(("show", "import", "export")))
@click.argument("file", type=PATH, required=False, metavar="[FILE]")
@overwrite_option
@json_option
def codebook(
    project: Path,
    act: str,
    file: Path | None,
    overwrite: bool,
    as_json: bool,
) -> None:
    """Show the codebook, replace it by one from a file, or write it to a file.

    Without FILE, export prints to standard output. Labels in use are kept by an import.
    """
    match act:
        case "show":
            _show(project, as_json=as_json)
        case "import":
            if file is None:
                raise click.UsageError("Name the FILE with the codebook to take in.")
            _take_in(project, file, as_json=as_json)
        case _:
            _write(project, file, overwrite=overwrite, as_json=as_json)


def _show(project: Path, *, as_json: bool) -> None:
    from annotator.app import projects

    with projects.opened(project, write=False) as store:
        book, plain = store.codebook(), projects.codebook_of(store)
    if as_json:
        print_json(plain)
        return
    click.echo(f"{book.name} {book.version}\n")
    labels = [
        (label.id, label.key, label.title, label.level, ", ".join(a.id for a in label.attributes))
        for label in book.labels
    ]
    click.echo(table(("label", "key", "title", "on", "attributes"), labels) + "\n")
    relations = [
        (kind.id, kind.title, ", ".join(kind.sources) or "any", ", ".join(kind.targets) or "any")
        for kind in book.relation_types
    ]
    click.echo(table(("relation", "title", "from", "to"), relations))


def _take_in(project: Path, file: Path, *, as_json: bool) -> None:
    from annotator.app import projects

    book = projects.read_codebook(file)
    with projects.opened(project, write=True) as store:
        kept = projects.replace_codebook(store, book)
    if as_json:
        print_json({"labels": len(book.labels), "kept": list(kept)})
        return
    say(f"{project}: the codebook is now {book.name} {book.version}")
    if kept:
        say(f"kept from the old one, as in use: {', '.join(kept)}")


def _write(project: Path, file: Path | None, *, overwrite: bool, as_json: bool) -> None:
    from annotator.app import projects

    with projects.opened(project, write=False) as store:
        if file is None:
            print_json(projects.codebook_of(store))
            return
        projects.write_codebook(store, file, replace=overwrite)
    if as_json:
        print_json({"path": str(file)})
    say(f"{file}: written")
