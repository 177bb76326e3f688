"""`annotator compare`: two sets side by side."""

from pathlib import Path
from typing import TYPE_CHECKING

import click

from annotator.app.present.wording import counted
from annotator.cli.commands.arguments import json_option, project_argument
from annotator.cli.exit_codes import DONE, PROBLEMS
from annotator.cli.progress import progress_shown
from annotator.cli.words import print_json, say, say_problems, table

if TYPE_CHECKING:
    from annotator.app.disputes import ArticleDisputes
    from annotator.app.review.comparing import Comparison


@click.command()
@project_argument
@click.argument("one")
@click.argument("other")
@click.option("--article", metavar="ID", help="Only this article, with every group that differs.")
@json_option
def compare(project: Path, one: str, other: str, article: str | None, as_json: bool) -> int:
    """Compare the sets of two: annotators, or gold for the gold set.

    Finished or not, wherever both have begun. "agreed" counts groups in which both have the same,
    the other columns the rest by kind; "relations" are those that differ. --json prints all groups.
    """
    from annotator.app import jobs, projects
    from annotator.app.review.comparing import compare_sets
    from annotator.core.ids import ArticleId

    chosen = (ArticleId(article),) if article is not None else None
    with projects.opened(project, write=False) as store, progress_shown() as show:
        found = jobs.run(compare_sets(store, one, other, articles=chosen), on_progress=show)
    if as_json:
        print_json(found.to_json())
    else:
        _tell(found, in_full=chosen is not None)
        say_problems(found.problems)
    return PROBLEMS if found.problems else DONE


def _tell(found: "Comparison", *, in_full: bool) -> None:
    from annotator.app.present.disputes import KIND_WORDS, shown_groups
    from annotator.cli.groups import group_lines

    rows: list[tuple[str | int, ...]] = [
        (told.id, *_counts(told), told.title) for told in found.articles
    ]
    if len(rows) > 1:
        sums = map(sum, zip(*map(_counts, found.articles), strict=True))
        rows.append(("in all", *sums, ""))
    kinds = ["agreed", *list(KIND_WORDS.values())[1:]]
    if rows:
        click.echo(table(("article", *kinds, "relations", "title"), rows))
    if in_full:
        for told in found.articles:
            for group in shown_groups(told, told.in_dispute):
                click.echo(group_lines(group))
    if not rows:
        say(f"there is no article on which both {found.one} and {found.other} have begun")
    if found.left_out:
        say(f"left out, with only one of them: {counted(found.left_out, 'article')}")


def _counts(told: "ArticleDisputes") -> tuple[int, ...]:
    """Groups of each kind; how many of relations differ."""
    return (*told.counts.values(), len(told.disputed_relations))
