"""Label bar, status line, notices, mode band and welcome page."""

from datetime import datetime
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QListView, QProgressBar, QPushButton, QToolButton, QWidget
from pytestqt.qtbot import QtBot

from annotator.app.jobs import Progress
from annotator.app.present.labels import LabelBarRow, label_bar_rows
from annotator.app.present.notices import Mode, ModeKind, Notice, NoticeAction, NoticeKind
from annotator.app.present.status import Saving, status_row
from annotator.app.present.welcome import recent_rows
from annotator.core.default_codebook import DEFAULT_CODEBOOK
from annotator.core.ids import LabelId
from annotator.gui.panels.label_bar import LabelBar
from annotator.gui.panels.label_chip import LabelChip
from annotator.gui.panels.mode_band import ModeBand
from annotator.gui.panels.notice_bar import NoticeBar
from annotator.gui.panels.status_bar import StatusBar
from annotator.gui.panels.welcome import Welcome
from annotator.gui.theme import Theme, dark

# The offscreen plugin says so of every window with a least size.
pytestmark = pytest.mark.qt_log_ignore("This plugin does not support", extend=True)


def _shown(qtbot: QtBot, widget: QWidget, width: int = 800) -> None:
    qtbot.addWidget(widget)
    widget.resize(width, widget.sizeHint().height())
    widget.show()


def _chips(bar: LabelBar) -> list[LabelChip]:
    return [chip for chip in bar.findChildren(LabelChip) if chip.isVisible()]


def _labels(count: int) -> tuple[LabelBarRow, ...]:
    return tuple(
        LabelBarRow(f"l{i}", f"A rather long label {i}", f"l{i}", "", i % 8 + 1)
        for i in range(count)
    )


@pytest.fixture
def labels(qtbot: QtBot, theme: Theme) -> LabelBar:
    bar = LabelBar(theme)
    _shown(qtbot, bar)
    bar.show_rows(label_bar_rows(DEFAULT_CODEBOOK))
    return bar


def test_a_click_on_a_chip_chooses_its_label(qtbot: QtBot, labels: LabelBar) -> None:
    with qtbot.waitSignal(labels.label_chosen) as chosen:
        qtbot.mouseClick(_chips(labels)[1], Qt.MouseButton.LeftButton)
    assert chosen.args == ["quote"]


def test_space_on_a_chip_chooses_its_label(qtbot: QtBot, labels: LabelBar) -> None:
    with qtbot.waitSignal(labels.label_chosen) as chosen:
        qtbot.keyClick(_chips(labels)[2], Qt.Key.Key_Space)
    assert chosen.args == ["figure"]


def test_with_shift_a_click_and_space_ask_that_the_label_sticks(
    qtbot: QtBot, labels: LabelBar
) -> None:
    shift, chosen = Qt.KeyboardModifier.ShiftModifier, []
    labels.label_chosen.connect(chosen.append)
    with qtbot.waitSignal(labels.stick_asked) as asked:
        qtbot.mouseClick(_chips(labels)[1], Qt.MouseButton.LeftButton, shift)
    assert asked.args == ["quote"]
    with qtbot.waitSignal(labels.stick_asked) as asked:
        qtbot.keyClick(_chips(labels)[2], Qt.Key.Key_Space, shift)
    assert asked.args == ["figure"]
    assert chosen == []
    _chips(labels)[2].click()
    assert chosen == ["figure"]


def test_new_counts_keep_the_chips(labels: LabelBar) -> None:
    before = _chips(labels)
    labels.show_rows(label_bar_rows(DEFAULT_CODEBOOK, sticky=LabelId("actor")))
    assert _chips(labels) == before
    assert "sticky" in before[0].accessibleName()


def test_other_labels_replace_the_chips(qtbot: QtBot, labels: LabelBar) -> None:
    labels.show_rows(_labels(2))
    assert [chip.label_id for chip in _chips(labels)] == ["l0", "l1"]


@pytest.mark.parametrize("width", [220, 480, 800, 1600])
@pytest.mark.parametrize("count", [0, 1, 4, 40])
def test_chips_never_leave_the_bar_nor_cover_one_another(
    qtbot: QtBot, labels: LabelBar, width: int, count: int
) -> None:
    labels.show_rows(_labels(count))
    labels.resize(width, labels.height())
    places = [chip.geometry() for chip in _chips(labels)]
    for i, place in enumerate(places):
        assert labels.rect().contains(place)
        assert not any(place.intersects(other) for other in places[:i])
    assert labels.height() <= 3 * 40


def test_labels_that_do_not_fit_stand_in_a_menu(qtbot: QtBot, labels: LabelBar) -> None:
    labels.resize(300, labels.height())
    labels.show_rows(_labels(40))
    more = labels.findChildren(QToolButton)[0]
    assert more.isVisible()
    actions = more.menu().actions()
    assert len(actions) + len(_chips(labels)) == 40
    with qtbot.waitSignal(labels.label_chosen) as chosen:
        actions[-1].trigger()
    assert chosen.args == ["l39"]


def test_the_hint_gives_way_to_the_labels(labels: LabelBar) -> None:
    hint = labels.findChildren(QLabel)[0]
    labels.show_hint(("Tab: next mark", "F1: keys", 200 * "long"))
    labels.resize(1200, labels.height())
    assert hint.isVisible()
    assert hint.text() == "Tab: next mark · F1: keys"
    labels.resize(labels.minimumWidth(), labels.height())
    assert not hint.isVisible()


@pytest.fixture
def status(qtbot: QtBot, theme: Theme) -> StatusBar:
    bar = StatusBar(theme)
    _shown(qtbot, bar, 1000)
    return bar


def _words(widget: QWidget) -> list[str]:
    kinds = (QLabel, QToolButton)
    return [
        w.text() for w in widget.findChildren(QWidget) if isinstance(w, kinds) and w.isVisible()
    ]


def test_the_status_line_shows_what_it_is_given(status: StatusBar) -> None:
    status.show_status(
        status_row(saving=Saving.SAVED, annotator="ana", number=14, articles=212, marks=31)
    )
    words = _words(status)
    assert {"saved", "ana", "article 14 of 212", "31 marks", "100 %"} <= set(words)


def test_empty_parts_are_not_there(status: StatusBar) -> None:
    status.show_status(status_row(saving=Saving.NOTHING))
    assert "" not in _words(status)


def _tool(widget: QWidget, text: str) -> QToolButton:
    return next(b for b in widget.findChildren(QToolButton) if b.text() == text)


def test_the_parts_of_the_status_line_can_be_clicked(qtbot: QtBot, status: StatusBar) -> None:
    status.show_status(status_row(saving=Saving.FAILED, unsaved=2, annotator="ana"))
    left = Qt.MouseButton.LeftButton
    with qtbot.waitSignal(status.name_clicked):
        qtbot.mouseClick(_tool(status, "ana"), left)
    with qtbot.waitSignal(status.saved_clicked):
        qtbot.mouseClick(_tool(status, "2 changes not saved"), left)
    with qtbot.waitSignal(status.zoom_clicked):
        qtbot.mouseClick(_tool(status, "100 %"), left)


def test_progress_is_shown_and_can_be_cancelled(qtbot: QtBot, status: StatusBar) -> None:
    bar = status.findChildren(QProgressBar)[0]
    assert not bar.isVisible()
    status.show_progress(Progress(46, 100, "Importing articles"))
    assert (bar.value(), bar.maximum(), bar.isVisible()) == (46, 100, True)
    assert "46 of 100" in bar.accessibleName()
    with qtbot.waitSignal(status.cancel_clicked):
        qtbot.mouseClick(_tool(status, "Cancel"), Qt.MouseButton.LeftButton)
    status.show_progress(Progress(3, None, "Reading"))
    assert bar.maximum() == 0
    status.show_progress(None)
    assert not bar.isVisible()


@pytest.mark.parametrize("saving", list(Saving))
def test_each_way_of_saving_looks_different(status: StatusBar, saving: Saving) -> None:
    from annotator.gui.panels.status_bar import SavedDot

    dot = status.findChildren(SavedDot)[0]

    def _picture(of: Saving) -> object:
        status.show_status(status_row(saving=of, unsaved=1))
        return dot.grab().toImage()

    others = [_picture(other) for other in Saving if other is not saving]
    assert _picture(saving) not in others


@pytest.fixture
def notices(qtbot: QtBot, theme: Theme) -> NoticeBar:
    bar = NoticeBar(theme)
    qtbot.addWidget(bar)
    bar.resize(900, 44)
    return bar


def _notice(name: str, kind: NoticeKind, *actions: str) -> Notice:
    return Notice(name, f"words of {name}", kind, tuple(NoticeAction(a, a) for a in actions))


def test_without_a_notice_the_bar_is_not_there(notices: NoticeBar) -> None:
    assert not notices.isVisible()


def test_a_button_of_a_notice_says_which_and_of_what(qtbot: QtBot, notices: NoticeBar) -> None:
    notices.show_notice(_notice("failed", NoticeKind.ERROR, "retry", "copy"))
    button = next(b for b in notices.findChildren(QPushButton) if b.text() == "copy")
    assert button.isVisible()
    with qtbot.waitSignal(notices.action_chosen) as chosen:
        qtbot.mouseClick(button, Qt.MouseButton.LeftButton)
    assert chosen.args == ["failed", "copy"]


def test_closing_a_notice_brings_the_next(qtbot: QtBot, notices: NoticeBar) -> None:
    notices.show_notice(_notice("error", NoticeKind.ERROR))
    notices.show_notice(_notice("warning", NoticeKind.WARNING))
    assert notices.accessibleName() == "words of error"
    close = notices.findChildren(QToolButton)[0]
    with qtbot.waitSignal(notices.closed) as closed:
        qtbot.mouseClick(close, Qt.MouseButton.LeftButton)
    assert closed.args == ["error"]
    assert notices.accessibleName() == "words of warning"
    qtbot.mouseClick(close, Qt.MouseButton.LeftButton)
    assert not notices.isVisible()


def test_a_notice_that_no_longer_holds_goes(notices: NoticeBar) -> None:
    notices.show_notice(_notice("a", NoticeKind.ERROR))
    notices.show_notice(_notice("b", NoticeKind.ERROR))
    notices.clear("b")
    assert [notice.id for notice in notices.notices] == ["a"]
    notices.clear_all()
    assert not notices.isVisible()


def test_a_mode_is_named_and_can_be_left(qtbot: QtBot, theme: Theme) -> None:
    holder = QWidget()
    band = ModeBand(theme, holder)
    qtbot.addWidget(holder)
    holder.show()
    assert not band.isVisible()
    band.show_mode(Mode(ModeKind.STICKY, "Every selection becomes Actor.", "Leave", "Esc", 1))
    assert band.isVisible()
    assert band.accessibleName() == "Every selection becomes Actor."
    with qtbot.waitSignal(band.leave_asked) as asked:
        qtbot.mouseClick(band.findChildren(QPushButton)[0], Qt.MouseButton.LeftButton)
    assert asked.args == ["sticky"]
    band.show_mode(Mode(ModeKind.READ_ONLY, "Read-only."))
    assert not band.findChildren(QPushButton)[0].isVisible()
    band.show_mode(None)
    assert not band.isVisible()


@pytest.fixture
def welcome(qtbot: QtBot, theme: Theme) -> Welcome:
    page = Welcome(theme)
    qtbot.addWidget(page)
    page.resize(1000, 700)
    with qtbot.waitExposed(page):
        page.show()
    page.activateWindow()
    return page


@pytest.mark.parametrize(
    ("title", "signal"),
    [("New project", "new_asked"), ("Open…", "open_asked"), ("Open the sample", "sample_asked")],
)
def test_each_beginning_has_a_button(
    qtbot: QtBot, welcome: Welcome, title: str, signal: str
) -> None:
    button = next(b for b in welcome.findChildren(QPushButton) if b.text() == title)
    with qtbot.waitSignal(getattr(welcome, signal)):
        qtbot.mouseClick(button, Qt.MouseButton.LeftButton)


def test_without_recent_projects_the_keyboard_is_on_new(welcome: Welcome) -> None:
    welcome.focus_first()
    assert welcome.focusWidget().accessibleName() == "New project"


def test_the_last_project_opens_with_return(qtbot: QtBot, welcome: Welcome) -> None:
    paths = [(Path("/data/pilot.anno"), "2025-07-09"), (Path("/data/b.anno"), "")]
    welcome.show_recent(recent_rows(paths, now=datetime(2025, 7, 9), home=Path("/home/a")))
    welcome.focus_first()
    view = welcome.findChildren(QListView)[0]
    assert view.hasFocus()
    with qtbot.waitSignal(welcome.recent_chosen) as chosen:
        qtbot.keyClick(view, Qt.Key.Key_Return)
    assert chosen.args == [str(Path("/data/pilot.anno"))]


def test_the_welcome_page_paints_in_both_themes(welcome: Welcome) -> None:
    before = welcome.grab().toImage()
    welcome.show_theme(dark())
    assert welcome.grab().toImage() != before
