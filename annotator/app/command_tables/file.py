"""Commands of the File menu: projects, articles in, annotations out."""

from annotator.app.commands import Command, Context, always, showing, with_project


def _can_import(context: Context) -> bool:
    return context.has_project and context.can_write and not context.is_busy


def _can_export(context: Context) -> bool:
    return context.has_project and not context.is_busy


def _can_print(context: Context) -> bool:
    return context.has_article and not context.is_busy


def _has_unsaved(context: Context) -> bool:
    return context.has_unsaved


COMMANDS = (
    Command(
        "file.new",
        "New project…",
        "Make an empty project file",
        "File",
        showing("new_project"),
        keys=("Ctrl+N",),
        icon="new",
    ),
    Command(
        "file.open",
        "Open project…",
        "Open a project file",
        "File",
        showing("open_project"),
        keys=("Ctrl+O",),
        icon="open",
    ),
    Command(
        "file.sample",
        "Open the sample",
        "Make a copy of the sample project to try things in",
        "File",
        showing("sample"),
    ),
    Command(
        "file.import",
        "Import articles…",
        "Add text files or annotated articles (JSONL) to the project",
        "File",
        showing("import_files"),
        keys=("Ctrl+I",),
        when=_can_import,
        icon="import",
        group=1,
    ),
    Command(
        "file.import_folder",
        "Import a folder…",
        "Add every text file of a folder to the project",
        "File",
        showing("import_folder"),
        keys=("Ctrl+Shift+I",),
        when=_can_import,
        group=1,
    ),
    Command(
        "file.export",
        "Export…",
        "Write the annotations to a file for another program",
        "File",
        showing("export"),
        keys=("Ctrl+E",),
        when=_can_export,
        icon="export",
        group=1,
    ),
    Command(
        "file.print",
        "Print…",
        "Print the article with its marks and a legend",
        "File",
        showing("print"),
        keys=("Ctrl+P",),
        when=_can_print,
        group=2,
    ),
    Command(
        "file.pdf",
        "Save as PDF…",
        "Write the article with its marks and a legend to a PDF file",
        "File",
        showing("pdf"),
        keys=("Ctrl+Shift+P",),
        when=_can_print,
        group=2,
    ),
    Command(
        "file.back_up",
        "Back up now",
        "Write a copy of the project into its folder of backups",
        "File",
        showing("back_up"),
        when=_can_export,
        group=2,
    ),
    Command(
        "file.restore",
        "Restore a backup…",
        "Go back to an earlier copy of the project; the present one is kept as a backup",
        "File",
        showing("restore"),
        when=_can_import,
        group=2,
    ),
    Command(
        "file.save_elsewhere",
        "Save a copy elsewhere…",
        "Write the project with all work in memory to another place and go on there",
        "File",
        showing("save_elsewhere"),
        when=with_project,
        group=2,
    ),
    Command(
        "file.retry_saving",
        "Try to save again",
        "Write what the disk refused",
        "File",
        showing("retry_saving"),
        when=_has_unsaved,
        group=2,
    ),
    Command(
        "file.close",
        "Close project",
        "Close the project and show the welcome page",
        "File",
        showing("close_project"),
        keys=("Ctrl+W",),
        when=with_project,
        group=3,
    ),
    Command(
        "file.quit",
        "Quit",
        "Close the window; all work is saved",
        "File",
        showing("quit"),
        keys=("Ctrl+Q",),
        when=always,
        group=3,
    ),
)
