"""Name, keys, import report and about."""

import pytest
from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import (
    QCheckBox,
    QDialogButtonBox,
    QLabel,
    QLineEdit,
    QListView,
    QPlainTextEdit,
    QPushButton,
    QWidget,
)
from pytestqt.qtbot import QtBot

from annotator import __version__
from annotator.app.present.import_report import ImportRow, ImportView, import_view
from annotator.gui.dialogs.about import AboutDialog
from annotator.gui.dialogs.import_report import ImportReportDialog
from annotator.gui.dialogs.keys import KeyRow, KeysDialog
from annotator.gui.dialogs.name import NameDialog, ask_name

# The offscreen plugin says so of every window with a least size.
pytestmark = pytest.mark.qt_log_ignore("This plugin does not support", extend=True)


def _ok(dialog: NameDialog) -> QPushButton:
    box = dialog.findChildren(QDialogButtonBox)[0]
    return box.button(QDialogButtonBox.StandardButton.Ok)


def test_a_name_is_taken_without_outer_spaces(qtbot: QtBot) -> None:
    dialog = NameDialog("")
    qtbot.addWidget(dialog)
    dialog.show()
    field = dialog.findChildren(QLineEdit)[0]
    assert not _ok(dialog).isEnabled()
    qtbot.keyClicks(field, "  Ana Petrova ")
    assert _ok(dialog).isEnabled()
    qtbot.keyClick(field, Qt.Key.Key_Return)
    assert dialog.result() == NameDialog.DialogCode.Accepted
    assert dialog.name == "Ana Petrova"


def test_what_is_wrong_with_a_name_stands_under_it(qtbot: QtBot) -> None:
    dialog = NameDialog("x" * 81)
    qtbot.addWidget(dialog)
    assert any("80" in label.text() for label in dialog.findChildren(QLabel))
    assert not _ok(dialog).isEnabled()
    dialog.findChildren(QLineEdit)[0].clear()
    assert not any("80" in label.text() for label in dialog.findChildren(QLabel))


@pytest.mark.parametrize(("answer", "name"), [("accept", "ana"), ("reject", None)])
def test_giving_up_is_no_name(qtbot: QtBot, answer: str, name: str | None) -> None:
    parent = QWidget()
    qtbot.addWidget(parent)
    QTimer.singleShot(0, lambda: getattr(parent.findChildren(NameDialog)[0], answer)())
    assert ask_name("ana", parent) == name


def test_keys_can_be_filtered(qtbot: QtBot) -> None:
    rows = (KeyRow("A", "Actor", "Labels"), KeyRow("Ctrl+Z", "Undo", "Edit"))
    dialog = KeysDialog(rows)
    qtbot.addWidget(dialog)
    view = dialog.findChildren(QListView)[0]
    assert view.model().rowCount() == 4
    qtbot.keyClicks(dialog.findChildren(QLineEdit)[0], "undo")
    words = [view.model().index(i, 0).data() for i in range(view.model().rowCount())]
    assert words == ["Edit", "Undo: Ctrl+Z"]
    dialog.grab()


@pytest.fixture
def report() -> ImportView:
    return import_view(
        "2 articles are in. 1 file could not be read.",
        [
            ImportRow("/in/a.txt", "a.txt", "UTF-8", 2),
            ImportRow("/in/c.html", "c.html", is_refused=True, problems=("It is encrypted.",)),
        ],
    )


def test_the_report_shows_everything_about_the_selected_file(
    qtbot: QtBot, report: ImportView
) -> None:
    dialog = ImportReportDialog(report)
    qtbot.addWidget(dialog)
    dialog.show()
    details = dialog.findChildren(QPlainTextEdit)[0]
    assert details.toPlainText().splitlines() == ["/in/c.html", "not read", "It is encrypted."]
    view = dialog.findChildren(QListView)[0]
    qtbot.keyClick(view, Qt.Key.Key_Down)
    assert details.toPlainText().startswith("/in/a.txt")
    dialog.grab()


def test_the_report_can_hide_what_went_well(qtbot: QtBot, report: ImportView) -> None:
    dialog = ImportReportDialog(report)
    qtbot.addWidget(dialog)
    only = dialog.findChildren(QCheckBox)[0]
    only.setChecked(True)
    assert dialog.findChildren(QListView)[0].model().rowCount() == 1


def test_the_report_can_be_copied(qtbot: QtBot, report: ImportView) -> None:
    dialog = ImportReportDialog(report)
    qtbot.addWidget(dialog)
    copy = next(b for b in dialog.findChildren(QPushButton) if b.text() == "Copy the report")
    qtbot.mouseClick(copy, Qt.MouseButton.LeftButton)
    assert QGuiApplication.clipboard().text() == report.text


def test_about_says_the_version_and_copies_it(qtbot: QtBot) -> None:
    dialog = AboutDialog()
    qtbot.addWidget(dialog)
    copy = next(b for b in dialog.findChildren(QPushButton) if b.text() == "Copy the version")
    qtbot.mouseClick(copy, Qt.MouseButton.LeftButton)
    assert f"Annotator {__version__}" in QGuiApplication.clipboard().text()
