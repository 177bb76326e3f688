"""`annotator agree`: how far annotators agree, each figure with its interval and its counts."""

from pathlib import Path
from textwrap import indent, wrap
from typing import TYPE_CHECKING

import click

from annotator.app.present.wording import counted
from annotator.cli.commands.arguments import json_option, project_argument
from annotator.cli.exit_codes import DONE, PROBLEMS
from annotator.cli.progress import progress_shown
from annotator.cli.words import print_json, say, say_problems, table

if TYPE_CHECKING:
    from annotator.app.agreement import AgreementReport

# What `--by` divides the corpus by, beside pairs, labels and articles: keys of articles' meta.
SUBCORPORA = ("outlet", "agency", "language")
BY = ("pair", "label", "article", *SUBCORPORA)
_COLUMNS = 96


@click.command()
@project_argument
@click.option(
    "--annotator", "annotators", metavar="NAME", multiple=True, help="Only these; may be repeated."
)
@click.option(
    "--label", "labels", metavar="NAME", multiple=True, help="Only these; may be repeated."
)
@click.option(
    "--measure",
    "measures",
    metavar="NAME",
    multiple=True,
    help="Only these; may be repeated. Without it all that these data allow.",
)
@click.option("--by", type=click.Choice(BY), help="Beside the figures over all, one for each.")
@click.option("--attributes", is_flag=True, help="Labels are the same with the same attributes.")
@click.option(
    "--samples",
    type=click.IntRange(min=0),
    default=1000,
    show_default=True,
    help="Bootstrap samples of articles for the 95 % intervals; 0: no intervals.",
)
@click.option("--seed", type=int, default=0, show_default=True, help="For drawing the samples.")
@click.option(
    "--without-accepted",
    is_flag=True,
    help="Leave out suggestions of a machine that were accepted.",
)
@click.option("--explain", is_flag=True, help="Say what each measure is, and its source.")
@json_option
def agree(
    project: Path,
    annotators: tuple[str, ...],
    labels: tuple[str, ...],
    measures: tuple[str, ...],
    by: str | None,
    attributes: bool,
    samples: int,
    seed: int,
    without_accepted: bool,
    explain: bool,
    as_json: bool,
) -> int:
    """Say how far annotators agree.

    Only finished sets count, and articles where there are two of them or more; counts are added
    up over articles. Each figure stands with its 95 % bootstrap interval over articles and with
    what it was counted from, or "undefined" and why.
    """
    from annotator.app import agreement, jobs, projects

    asked = agreement.question(
        annotators=annotators,
        labels=labels,
        measures=measures,
        by=by or "",
        samples=samples,
        seed=seed,
        with_attributes=attributes,
        without_accepted=without_accepted,
    )
    with projects.opened(project, write=False) as store, progress_shown() as show:
        report = jobs.run(agreement.measure_agreement(store, asked), on_progress=show)
    if as_json:
        print_json(report.to_json())
    else:
        _tell(report, by=by or "", explain=explain)
    return PROBLEMS if report.problems else DONE


def _tell(report: "AgreementReport", *, by: str, explain: bool) -> None:
    from annotator.app.present.agreement import explained, figure_rows

    found = figure_rows(report.figures, report.measures, is_by_pair=by == "pair")
    columns: dict[str, list[str | int]] = {
        "measure": [row.name for row in found],
        by: [row.of for row in found],
        "value": [row.value for row in found],
        "95 % interval": [row.interval for row in found],
        "articles": [row.articles for row in found],
        "spans": [row.spans for row in found],
        "units": [row.units for row in found],
        "note": [row.note for row in found],
    }
    # A column that says nothing takes the room of those that do.
    head = [name for name, cells in columns.items() if name and any(c != "" for c in cells)]
    rows = list(zip(*(columns[name] for name in head), strict=True))
    click.echo(table(head, rows))
    if explain:
        for measure in report.measures:
            sentences = wrap(" ".join(explained(measure)), _COLUMNS - 2)
            click.echo(f"\n{measure.name}\n" + indent("\n".join(sentences), "  "))
    say(f"annotators: {', '.join(report.asked.annotators) or 'nobody has finished an article'}")
    if report.left_out:
        left = counted(report.left_out, "article")
        say(f"left out, with fewer than two finished sets: {left}")
    for note in report.notes:
        say(note)
    say_problems(report.problems)
