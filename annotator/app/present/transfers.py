"""What importing and exporting did, in words and rows."""

from annotator.app.exporting import ExportReport
from annotator.app.importing import FileReport, ImportReport
from annotator.app.present.import_report import ImportRow, ImportView, import_view
from annotator.app.present.wording import counted
from annotator.core.errors import Problem


def view_of(report: ImportReport) -> ImportView:
    """An import's report: what the project gained in a sentence, then file by file."""
    rows = [_row(file) for file in report.files]
    named = {file.name for file in report.files}
    others = [problem for problem in report.problems if problem.where not in named]
    rows += [
        ImportRow(problem.where, problem.where, problems=(problem.what,), is_refused=True)
        for problem in others
    ]
    return import_view(_words(report), rows)


def _row(file: FileReport) -> ImportRow:
    titles = tuple(f"“{title}”" for title in file.titles[:1])
    return ImportRow(
        id=file.name,
        name=file.name.replace("\\", "/").rsplit("/", 1)[-1],
        encoding=file.encoding,
        articles=file.articles,
        notes=(*titles, *file.notes),
        problems=tuple(_problem_words(problem) for problem in file.problems),
        is_refused=file.articles == 0,
    )


def _problem_words(problem: Problem) -> str:
    return problem.what if problem.line is None else f"line {problem.line:,}: {problem.what}"


def _words(report: ImportReport) -> str:
    parts = [f"{counted(report.new, 'article')} added"]
    if report.known:
        parts.append(f"{report.known:,} here already")
    if report.annotations:
        parts.append(counted(report.annotations, "annotation"))
    words = ", ".join(parts) + "."
    refused = sum(1 for file in report.files if file.articles == 0)
    if refused:
        words += f" {counted(refused, 'file')} could not be read."
    return " ".join((words, *report.notes))


def export_words(report: ExportReport) -> str:
    """What an export wrote, what it had to leave out, and where it is."""
    words = (
        f"Exported {counted(report.articles, 'article')} with "
        f"{counted(report.annotations, 'annotation')}: {report.path}"
    )
    losses = [f"{loss.count:,} × {loss.what}" for loss in report.losses]
    if losses:
        words += f". This format cannot hold: {'; '.join(losses)}"
    if report.problems:
        words += f". {counted(len(report.problems), 'problem')}: {report.problems[0]}"
    return words
