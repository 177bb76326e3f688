"""`annotator decisions`: what reviewers decided, as a report."""

from pathlib import Path
from typing import TYPE_CHECKING

import click

from annotator.app.present.wording import counted
from annotator.cli.commands.arguments import (
    PATH,
    json_option,
    overwrite_option,
    project_argument,
)
from annotator.cli.exit_codes import DONE, PROBLEMS
from annotator.cli.progress import progress_shown
from annotator.cli.words import print_json, say, say_problems, table

if TYPE_CHECKING:
    from annotator.app.review.report import DecisionsReport
    from annotator.core.ids import ArticleId


@click.command()
@project_argument
@click.argument("destination", type=PATH, required=False, metavar="[DEST]")
@click.option(
    "--format", "format_name", metavar="NAME", help="html or csv; without it, the suffix tells."
)
@click.option(
    "--article", "articles", metavar="ID", multiple=True, help="Only these; may be repeated."
)
@click.option("--gaps", is_flag=True, help="List only decisions that show a gap in the guideline.")
@click.option("--merged", is_flag=True, help="List also what strategies decided.")
@click.option("--blind", is_flag=True, help="Call annotators A, B, C … as in a blind review.")
@overwrite_option
@json_option
def decisions(
    project: Path,
    destination: Path | None,
    format_name: str | None,
    articles: tuple[str, ...],
    gaps: bool,
    merged: bool,
    blind: bool,
    overwrite: bool,
    as_json: bool,
) -> int:
    """Report what reviewers decided: what each annotator had, what was taken, by whom and why.

    With DEST the report is saved as a page (HTML) or a table (CSV). Without it decisions are
    counted and guideline gaps listed; --json prints every decision.
    """
    from annotator.core.ids import ArticleId

    chosen = tuple(map(ArticleId, articles)) or None
    if destination is None:
        if format_name is not None or overwrite:
            raise click.UsageError("Name a DEST to save the report in.")
        return _show(project, chosen, gaps=gaps, merged=merged, blind=blind, as_json=as_json)
    return _save(
        project,
        destination,
        chosen,
        format_name=format_name,
        gaps=gaps,
        merged=merged,
        blind=blind,
        overwrite=overwrite,
        as_json=as_json,
    )


def _show(
    project: Path,
    articles: "tuple[ArticleId, ...] | None",
    *,
    gaps: bool,
    merged: bool,
    blind: bool,
    as_json: bool,
) -> int:
    from annotator.app import jobs, projects
    from annotator.app.present.decisions import decisions_to_json
    from annotator.app.review.report import report_decisions

    with projects.opened(project, write=False) as store, progress_shown() as show:
        job = report_decisions(
            store, articles=articles, is_blind=blind, has_merged=merged, gaps_only=gaps
        )
        report = jobs.run(job, on_progress=show)
    if as_json:
        print_json(decisions_to_json(report))
    else:
        _tell(report)
        say_problems(report.problems)
    return PROBLEMS if report.problems else DONE


def _tell(report: "DecisionsReport") -> None:
    from annotator.app.present.decision_words import reason_words
    from annotator.app.present.decisions import counts_words, kind_words, subject_words

    counts = report.counts
    splits = {
        "kind": {kind_words(kind): split for kind, split in counts.by_kind.items()},
        "reviewer": counts.by_reviewer,
    }
    for head, told in splits.items():
        if told:
            rows = [(key, split.by_hand, split.merged) for key, split in told.items()]
            click.echo(table((head, "by hand", "by strategies"), rows) + "\n")
    numbers = {
        "reason": {reason_words(reason): n for reason, n in counts.by_reason.items()},
        "strategy": counts.by_strategy,
    }
    for head, found in numbers.items():
        if found:
            click.echo(table((head, "decisions"), list(found.items())) + "\n")
    gaps = [
        (article.id, subject_words(told), told.decision.note)
        for article in report.articles
        for told in article.decisions
        if told.decision.is_guideline_gap
    ]
    if gaps:
        click.echo(table(("guideline gap in", "words", "note"), gaps) + "\n")
    say(counts_words(counts))


def _save(
    project: Path,
    destination: Path,
    articles: "tuple[ArticleId, ...] | None",
    *,
    format_name: str | None,
    gaps: bool,
    merged: bool,
    blind: bool,
    overwrite: bool,
    as_json: bool,
) -> int:
    from annotator.app import jobs, projects
    from annotator.app.review.report_files import report_format, write_report

    name = report_format(destination, format_name)
    with projects.opened(project, write=False) as store, progress_shown() as show:
        job = write_report(
            store,
            destination,
            format_name=name,
            blind=blind,
            merged=merged,
            gaps_only=gaps,
            articles=articles,
            replace=overwrite,
        )
        written = jobs.run(job, on_progress=show)
    if as_json:
        print_json(written.to_json())
        return PROBLEMS if written.problems else DONE
    listed = f"{counted(written.decisions, 'decision')} in {counted(written.articles, 'article')}"
    say(f"{written.path}: {listed}")
    say(
        f"in all {written.by_hand:,} by hand, {written.merged:,} by strategies; "
        f"{counted(written.gaps, 'guideline gap')}"
    )
    say_problems(written.problems)
    return PROBLEMS if written.problems else DONE
