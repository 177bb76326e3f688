"""Questions to the person that stop everything else: files, choices, yes or no."""

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QFileDialog, QInputDialog, QMessageBox, QWidget

from annotator.app.present.import_report import ImportView

PROJECTS = "*.anno"


def _tr(words: str) -> str:
    return QCoreApplication.translate("Asking", words)


class Asking:
    """Asks with the desktop's own dialogs. Every answer may be None: the person gave up."""

    def __init__(self, parent: QWidget) -> None:
        self._parent = parent

    def project_to_open(self, folder: Path) -> Path | None:
        """A project file that exists."""
        filters = f"{_tr('Projects')} ({PROJECTS});;{_tr('All files')} (*)"
        name, _ = QFileDialog.getOpenFileName(
            self._parent, _tr("Open project"), str(folder), filters
        )
        return Path(name) if name else None

    def project_to_make(self, suggestion: Path, *, title: str = "") -> Path | None:
        """Where a new project shall stand; the dialog has asked about a file that is there."""
        name, _ = QFileDialog.getSaveFileName(
            self._parent,
            title or _tr("New project"),
            str(suggestion),
            f"{_tr('Projects')} ({PROJECTS})",
            options=QFileDialog.Option.DontConfirmOverwrite,
        )
        if not name:
            return None
        path = Path(name)
        return path if path.suffix else path.with_suffix(".anno")

    def files_to_import(self, folder: Path, *, filters: Sequence[str]) -> tuple[Path, ...]:
        """Files to import; empty where the person gave up."""
        names, _ = QFileDialog.getOpenFileNames(
            self._parent, _tr("Import articles"), str(folder), ";;".join(filters)
        )
        return tuple(Path(name) for name in names)

    def folder_to_import(self, folder: Path) -> Path | None:
        """A folder whose files are imported."""
        name = QFileDialog.getExistingDirectory(self._parent, _tr("Import a folder"), str(folder))
        return Path(name) if name else None

    def file_to_export(
        self, suggestion: Path, *, filters: Sequence[tuple[str, str]], title: str = ""
    ) -> tuple[Path, str] | None:
        """Where to export to, and the format. `filters` are (filter text, format name).

        A suffix that was typed says which format is meant, whatever filter was chosen. The dialog
        has asked whether a file that is there shall be replaced.
        """
        texts = [text for text, _ in filters]
        title = title or _tr("Export")
        name, chosen = QFileDialog.getSaveFileName(
            self._parent, title, str(suggestion), ";;".join(texts)
        )
        if not name:
            return None
        path, format_name = export_target(Path(name), chosen, filters=filters)
        if path != Path(name) and path.exists():
            # The dialog asked about the name without the suffix.
            words = _tr("{path} is there already.").format(path=path)
            if not self.confirm(title, words, yes=_tr("Replace it")):
                return None
        return path, format_name

    def file_for_pdf(self, suggestion: Path) -> Path | None:
        """Where a PDF shall stand; the person has agreed to replace a file that is there."""
        return self._file_of_kind(suggestion, title=_tr("Save as PDF"), kind="pdf")

    def file_to_save_chart(self, suggestion: Path, *, kind: str) -> Path | None:
        """Where a chart or table shall stand: "png", "svg" or "csv"; as for a PDF."""
        title = _tr("Save as {kind}").format(kind=kind.upper())
        return self._file_of_kind(suggestion, title=title, kind=kind)

    def _file_of_kind(self, suggestion: Path, *, title: str, kind: str) -> Path | None:
        suffix = f".{kind}"
        name, _ = QFileDialog.getSaveFileName(
            self._parent, title, str(suggestion), f"{kind.upper()} (*{suffix})"
        )
        path = Path(name)
        if not name or path.suffix.lower() == suffix:
            return path if name else None
        # The dialog asked about the name without the suffix.
        path = path.with_name(f"{path.name}{suffix}")
        words = _tr("{path} is there already.").format(path=path)
        if path.exists() and not self.confirm(title, words, yes=_tr("Replace it")):
            return None
        return path

    def name(self, suggestion: str) -> str | None:
        """The annotator's name."""
        from annotator.gui.dialogs.name import ask_name

        return ask_name(suggestion, self._parent)

    def show_import(self, report: ImportView) -> None:
        """What an import did, file by file."""
        from annotator.gui.dialogs.import_report import ImportReportDialog

        dialog = ImportReportDialog(report, self._parent)
        dialog.exec()
        dialog.deleteLater()

    def choose(self, title: str, words: str, choices: Sequence[str]) -> int | None:
        """The place of one of several choices."""
        chosen, is_given = QInputDialog.getItem(self._parent, title, words, list(choices), 0, False)
        return list(choices).index(chosen) if is_given else None

    def confirm(self, title: str, words: str, *, yes: str) -> bool:
        """Whether something that loses work shall happen; the safe answer is the default."""
        box = QMessageBox(self._parent)
        box.setIcon(QMessageBox.Icon.Warning)
        box.setWindowTitle(title)
        box.setText(words)
        agree = box.addButton(yes, QMessageBox.ButtonRole.DestructiveRole)
        keep = box.addButton(QMessageBox.StandardButton.Cancel)
        box.setDefaultButton(keep)
        box.exec()
        return box.clickedButton() is agree


def export_target(
    path: Path, chosen: str, *, filters: Sequence[tuple[str, str]]
) -> tuple[Path, str]:
    """The path, with a suffix if it had none, and the format its suffix or the filter names."""
    suffixes = {
        pattern.removeprefix("*"): name
        for text, name in filters
        for pattern in text.rpartition("(")[2].rstrip(")").split()
    }
    by_suffix = suffixes.get(path.suffix.lower())
    if by_suffix is not None:
        return path, by_suffix
    name = dict(filters).get(chosen, filters[0][1])
    if not path.suffix:
        path = path.with_suffix(
            next(s for s, format_name in suffixes.items() if format_name == name)
        )
    return path, name
