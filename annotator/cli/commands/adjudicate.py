"""`annotator adjudicate`: merges sets into gold sets by a strategy, and takes merges back."""

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from annotator.app.present.wording import counted
from annotator.cli.commands.arguments import json_option, project_argument
from annotator.cli.exit_codes import DONE, PROBLEMS
from annotator.cli.progress import progress_shown
from annotator.cli.words import print_json, say, say_problems, table

if TYPE_CHECKING:
    from annotator.app.review.merging import MergeReport
    from annotator.core.errors import Problem
    from annotator.core.ids import PersonId

# What `--undo` says without a batch.
_NEWEST = "newest"


@dataclass(frozen=True, slots=True)
class _How:
    """What holds for every act of this command."""

    project: Path
    reviewer: str | None
    dry_run: bool
    as_json: bool


@click.command()
@project_argument
@click.option(
    "--strategy", metavar="NAME", help="unanimous, agreeing, threshold, majority or prefer."
)
@click.option(
    "--votes", type=click.IntRange(min=1), help="For threshold: at least so many. Without it 2."
)
@click.option(
    "--confidence",
    type=click.FloatRange(0, 1),
    help="For threshold: at least this share of the votes. Without it 0.",
)
@click.option(
    "--prefer", metavar="NAME", help="For prefer: the annotator whose versions are taken."
)
@click.option(
    "--label",
    "labels",
    metavar="NAME",
    multiple=True,
    help="For prefer: only these; may be repeated.",
)
@click.option(
    "--article", "articles", metavar="ID", multiple=True, help="Only these; may be repeated."
)
@click.option(
    "--enough",
    type=click.IntRange(min=1),
    help="So many annotators must have finished. Without it two, and all who have begun.",
)
@click.option("--finish", is_flag=True, help="Articles with nothing left open are adjudicated.")
@click.option("--reviewer", metavar="NAME", help="Who decides. Without it your name here.")
@click.option(
    "--undo",
    metavar="[BATCH]",
    is_flag=False,
    flag_value=_NEWEST,
    help="Take a merge back: the newest, or the one named.",
)
@click.option(
    "--discard",
    type=click.Choice(("merged", "all")),
    help="Discard decisions of strategies, or all decisions; needs --yes.",
)
@click.option("--yes", is_flag=True, help="Confirm --discard.")
@click.option("--dry-run", is_flag=True, help="Only say what would be done.")
@json_option
def adjudicate(
    project: Path,
    strategy: str | None,
    articles: tuple[str, ...],
    undo: str | None,
    discard: str | None,
    yes: bool,
    reviewer: str | None,
    dry_run: bool,
    as_json: bool,
    **choices: Any,
) -> int:
    """Put what a strategy takes into the gold sets of all articles in review.

    Groups that are decided are never touched. The project is backed up first, everything is
    written in one step, and --undo takes it back. What stays open is for a reviewer in the window.
    """
    if sum(act is not None for act in (strategy, undo, discard)) != 1:
        raise click.UsageError("Choose one of --strategy, --undo and --discard.")
    how = _How(project, reviewer, dry_run, as_json)
    chosen = any(choice not in (None, False, ()) for choice in choices.values())
    if (strategy is None and chosen) or (undo is not None and articles):
        raise click.UsageError("This option goes with --strategy.")
    if yes and discard is None:
        raise click.UsageError("--yes goes with --discard.")
    if strategy is not None:
        return _merge(how, strategy, articles=articles, **choices)
    if undo is not None:
        return _take_back(how, undo)
    return _discard(how, merged_only=discard == "merged", articles=articles, confirmed=yes)


def _merge(
    how: _How,
    strategy: str,
    *,
    articles: tuple[str, ...],
    prefer: str | None,
    labels: tuple[str, ...],
    **choices: Any,
) -> int:
    from annotator.app import jobs, projects
    from annotator.app.present.merging import merge_to_json
    from annotator.app.review.applying import apply_all
    from annotator.app.review.asking import merge_question, own_articles, reviewer_named
    from annotator.app.review.merging import merge_articles

    asked = merge_question(
        strategy,
        reviewer=reviewer_named(how.reviewer),
        annotator=prefer,
        labels=labels,
        articles=articles,
        **choices,
    )
    saved: Path | None = None
    problems: tuple[Problem, ...] = ()
    with projects.opened(how.project, write=not how.dry_run, backs_up=False) as store:
        with progress_shown() as show:
            report = jobs.run(merge_articles(store, asked), on_progress=show)
        own = own_articles(store, report)
        if report.edits and not how.dry_run:
            saved = projects.back_up(how.project)
            problems = apply_all(store, report.edits).problems
    problems = (*report.problems, *problems)
    if how.as_json:
        told = merge_to_json(report, is_dry_run=how.dry_run)
        print_json(told | {"backup": _path(saved), "problems": _problems(problems)})
    else:
        _tell_merge(how, report)
        if own:
            say(f"note: {asked.reviewer} has annotated {counted(own, 'article')} of these")
        _tell_end(how, saved, batch=report.batch)
        say_problems(problems)
    return PROBLEMS if problems else DONE


def _tell_merge(how: _How, report: "MergeReport") -> None:
    from annotator.app.present.merging import kind_rows, label_rows, merge_words, reason_rows

    taken = "would be taken" if how.dry_run else "taken"
    counts = report.counts
    if counts.by_kind:
        click.echo(table(("kind", taken, "left open"), kind_rows(counts)))
        click.echo("\n" + table(("label", taken, "left open"), label_rows(counts)))
    if counts.by_reason:
        click.echo("\n" + table(("why left open", "groups"), reason_rows(counts)))
    say(merge_words(report, is_dry_run=how.dry_run))


def _tell_end(how: _How, saved: Path | None, *, batch: str) -> None:
    """What was changed and how to take it back."""
    if saved is not None:
        say(f"{saved}: the project as it was before")
        say(f"to take it back: annotator adjudicate {how.project} --undo {batch}")
    else:
        say("this was a dry run: nothing was changed" if how.dry_run else "nothing was changed")


def _take_back(how: _How, undo: str) -> int:
    from annotator.app import projects
    from annotator.app.review.asking import reviewer_named
    from annotator.app.review.taking_back import batch_to_take_back, take_back

    reviewer = reviewer_named(how.reviewer)
    saved: Path | None = None
    problems: tuple[Problem, ...] = ()
    with projects.opened(how.project, write=not how.dry_run, backs_up=False) as store:
        batch = batch_to_take_back(store, None if undo == _NEWEST else undo)
        articles = batch.articles
        if not how.dry_run:
            saved = projects.back_up(how.project)
            taken = take_back(store, batch.id, by=reviewer)
            articles, problems = taken.articles, taken.problems
    if how.as_json:
        told = {"batch": batch.id, "title": batch.title, "by": batch.by, "made": batch.made}
        _print_end(how, told, reviewer=reviewer, articles=articles, saved=saved, problems=problems)
    else:
        verb = "would be taken back" if how.dry_run else "taken back"
        say(f"“{batch.title}” by {batch.by}: {verb} in {counted(articles, 'article')}")
        if saved is not None:
            say(f"{saved}: the project as it was before")
        say_problems(problems)
    return PROBLEMS if problems else DONE


def _discard(how: _How, *, merged_only: bool, articles: tuple[str, ...], confirmed: bool) -> int:
    from annotator.app import jobs, projects
    from annotator.app.review.applying import apply_all
    from annotator.app.review.asking import reviewer_named
    from annotator.app.review.taking_back import discard_decisions
    from annotator.core.ids import ArticleId

    reviewer = reviewer_named(how.reviewer)
    writes = confirmed and not how.dry_run
    saved: Path | None = None
    problems: tuple[Problem, ...] = ()
    with projects.opened(how.project, write=writes, backs_up=False) as store:
        with progress_shown() as show:
            job = discard_decisions(
                store,
                reviewer=reviewer,
                merged_only=merged_only,
                articles=tuple(map(ArticleId, articles)) or None,
            )
            found = jobs.run(job, on_progress=show)
        if found.edits and writes:
            saved = projects.back_up(how.project)
            problems = apply_all(store, found.edits).problems
    problems = (*found.problems, *problems)
    reach = f"{counted(found.decisions, 'decision')} in {counted(len(found.edits), 'article')}"
    if not writes and not how.dry_run:
        raise click.UsageError(f"This would discard {reach}. To do it, add --yes.")
    if how.as_json:
        told = {"batch": found.batch if saved else None, "decisions": found.decisions}
        number = len(found.edits)
        _print_end(how, told, reviewer=reviewer, articles=number, saved=saved, problems=problems)
    else:
        say(f"{reach} {'would be discarded' if how.dry_run else 'discarded'}")
        _tell_end(how, saved, batch=found.batch)
        say_problems(problems)
    return PROBLEMS if problems else DONE


def _print_end(
    how: _How,
    told: dict[str, Any],
    *,
    reviewer: "PersonId",
    articles: int,
    saved: Path | None,
    problems: "tuple[Problem, ...]",
) -> None:
    print_json(
        {
            **told,
            "reviewer": reviewer,
            "dry_run": how.dry_run,
            "articles": articles,
            "backup": _path(saved),
            "problems": _problems(problems),
        }
    )


def _path(saved: Path | None) -> str | None:
    return str(saved) if saved is not None else None


def _problems(problems: "tuple[Problem, ...]") -> list[dict[str, str]]:
    return [{"where": p.where, "what": p.what} for p in problems]
