"""`annotator disputes`: where annotators differ, by kind."""

from pathlib import Path
from typing import TYPE_CHECKING

import click

from annotator.app.present.wording import counted
from annotator.cli.commands.arguments import json_option, project_argument
from annotator.cli.exit_codes import DONE, PROBLEMS
from annotator.cli.progress import progress_shown
from annotator.cli.words import print_json, say, say_problems, table

if TYPE_CHECKING:
    from annotator.app.disputes import ArticleDisputes, DisputesReport


@click.command()
@project_argument
@click.option("--article", metavar="ID", help="Only this article, with every group in dispute.")
@json_option
def disputes(project: Path, article: str | None, as_json: bool) -> int:
    """Show where annotators differ: groups of annotations by kind, article by article.

    Only finished sets count, and articles where there are two of them or more. "in dispute" counts
    annotations, "relations" the groups of relations in dispute; "decided" and "left" say how many
    of both a reviewer has decided and has not. The kinds are explained in the glossary. --json
    prints all groups with all their versions.
    """
    from annotator.app import jobs, projects
    from annotator.app.disputes import disputes as compare
    from annotator.core.ids import ArticleId

    chosen = (ArticleId(article),) if article is not None else None
    with projects.opened(project, write=False) as store, progress_shown() as show:
        report = jobs.run(compare(store, articles=chosen), on_progress=show)
    if as_json:
        print_json(report.to_json())
        return PROBLEMS if report.problems else DONE
    _tell(report, in_full=chosen is not None)
    return PROBLEMS if report.problems else DONE


def _tell(report: "DisputesReport", *, in_full: bool) -> None:
    from annotator.app.present.disputes import KIND_WORDS

    rows: list[tuple[str | int, ...]] = [
        (found.id, *_counts(found), found.title) for found in report.articles
    ]
    if len(rows) > 1:
        sums = map(sum, zip(*map(_counts, report.articles), strict=True))
        rows.append(("in all", *sums, ""))
    head = ("article", *KIND_WORDS.values(), "in dispute", "relations", "decided", "left", "title")
    if rows:
        click.echo(table(head, rows))
    if in_full:
        for found in report.articles:
            _tell_groups(found)
    if report.left_out:
        left = counted(report.left_out, "article")
        say(f"left out, with fewer than two finished sets: {left}")
    say_problems(report.problems)


def _counts(article: "ArticleDisputes") -> tuple[int, ...]:
    """Groups of each kind; those in dispute, those of relations; how many are decided and left."""
    decided = len(article.decided_groups)
    return (
        *article.counts.values(),
        len(article.disputed),
        len(article.disputed_relations),
        decided,
        len(article.in_dispute) - decided,
    )


def _tell_groups(article: "ArticleDisputes") -> None:
    from annotator.app.present.disputes import shown_groups
    from annotator.cli.groups import group_lines

    for group in shown_groups(article, article.in_dispute):
        click.echo(group_lines(group))
        click.echo(f"  majority: {group.majority or 'none'}")
        click.echo(f"  decided: {group.decided or 'not yet'}")
