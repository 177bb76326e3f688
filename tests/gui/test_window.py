"""The window as a whole: keys, modes, notices, closing."""

import logging
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QSplitter
from pytestqt.qtbot import QtBot

from annotator.app.logs import start_log
from annotator.core.annotations import SetState
from annotator.store.open import open_store
from tests.stories.driving import ControlModifier, Driver, ShiftModifier

AltModifier = Qt.KeyboardModifier.AltModifier


@pytest.fixture
def driver(qtbot: QtBot, tmp_path: Path) -> Iterator[Driver]:
    with Driver.started(qtbot, tmp_path) as started:
        yield started


@pytest.fixture
def untouched(driver: Driver, tmp_path: Path) -> Driver:
    """The sample project with the article nobody has begun open."""
    driver.open_sample(tmp_path / "sample.anno")
    driver.open_article("sample-9")
    return driver


def words_of(driver: Driver) -> list[str]:
    return [word for words in driver.quotes().values() for word in words]


def notices(driver: Driver) -> str:
    return " ".join(notice.text for notice in driver.window.notices.notices)


def test_a_label_key_marks_the_word_at_the_caret(untouched: Driver) -> None:
    untouched.caret_to("conductor")
    untouched.press("a")
    assert untouched.quotes() == {"actor": ["conductor"]}


def test_a_second_label_key_relabels(untouched: Driver) -> None:
    untouched.caret_to("conductor")
    untouched.press("as")
    assert untouched.quotes() == {"source": ["conductor"]}
    untouched.undo(1)
    assert untouched.quotes() == {"actor": ["conductor"]}


def test_a_moved_caret_lets_go_so_that_the_next_key_marks(untouched: Driver) -> None:
    untouched.caret_to("conductor")
    untouched.press("a")
    untouched.keys(untouched.view, Qt.Key.Key_Right)
    untouched.press("s")
    assert untouched.quotes() == {"actor": ["conductor"], "source": ["conductor"]}


def test_delete_removes_and_undo_brings_back(untouched: Driver) -> None:
    untouched.caret_to("conductor")
    untouched.press("a")
    untouched.keys(untouched.view, Qt.Key.Key_Delete)
    assert len(untouched.state) == 0
    untouched.undo(1)
    assert words_of(untouched) == ["conductor"]


def test_boundaries_move_by_character_and_by_word(untouched: Driver) -> None:
    view = untouched.view
    untouched.caret_to("conductor")
    untouched.press("a")
    untouched.keys(view, Qt.Key.Key_Left, AltModifier)
    assert words_of(untouched) == ["conducto"]
    untouched.keys(view, Qt.Key.Key_Right, AltModifier)
    untouched.keys(view, Qt.Key.Key_Right, AltModifier | ControlModifier)
    assert words_of(untouched)[0].startswith("conductor ")
    untouched.keys(view, Qt.Key.Key_Left, AltModifier | ShiftModifier | ControlModifier)
    assert words_of(untouched)[0].startswith("a conductor ")
    untouched.keys(view, Qt.Key.Key_Right, AltModifier | ShiftModifier)
    untouched.keys(view, Qt.Key.Key_Right, AltModifier | ShiftModifier)
    assert words_of(untouched)[0].startswith("conductor ")


def test_tab_goes_from_mark_to_mark_and_t_through_a_pile(untouched: Driver) -> None:
    desk, view = untouched.program.bench.desk, untouched.view
    untouched.caret_to("conductor")
    untouched.extend_by_words(2)
    untouched.press("q")
    untouched.caret_to("conductor")
    untouched.press("a")
    untouched.keys(view, Qt.Key.Key_Escape)
    seen = []
    for _ in range(3):
        untouched.press("t")
        assert desk.annotation is not None
        seen.append(desk.annotation.label)
    assert seen == ["quote", "actor", "quote"]
    untouched.keys(view, Qt.Key.Key_Home, ControlModifier)
    untouched.keys(view, Qt.Key.Key_Tab)
    assert desk.annotation is not None
    assert desk.annotation.label == "quote"
    untouched.keys(view, Qt.Key.Key_Tab)
    assert desk.annotation.label == "actor"
    untouched.keys(view, Qt.Key.Key_Backtab, ShiftModifier)
    assert desk.annotation.label == "quote"


def test_letters_typed_into_the_filter_are_text(untouched: Driver) -> None:
    untouched.keys(untouched.window, Qt.Key.Key_F, ControlModifier)
    field = QApplication.focusWidget()
    assert isinstance(field, QLineEdit)
    QTest.keyClicks(field, "fas")
    assert field.text() == "fas"
    assert len(untouched.state) == 0


def test_attributes_are_reached_and_left_by_key(untouched: Driver) -> None:
    untouched.caret_to("conductor")
    untouched.press("a")
    untouched.keys(untouched.view, Qt.Key.Key_Return)
    inspector = untouched.window.inspector
    focus = QApplication.focusWidget()
    assert focus is not None
    assert inspector.isAncestorOf(focus)
    QTest.keyClick(focus, Qt.Key.Key_Space)
    untouched.qtbot.waitUntil(lambda: next(iter(untouched.state)).attributes != ())
    focus = QApplication.focusWidget()
    assert focus is not None
    QTest.keyClick(focus, Qt.Key.Key_Escape)
    assert untouched.view.hasFocus()


def test_a_comment_being_typed_is_kept_when_the_article_changes(untouched: Driver) -> None:
    untouched.caret_to("conductor")
    untouched.press("a")
    untouched.press("k")
    focus = QApplication.focusWidget()
    assert focus is not None
    QTest.keyClicks(focus, "or a title")
    untouched.keys(untouched.window, Qt.Key.Key_PageUp, ControlModifier)
    untouched.qtbot.waitUntil(lambda: untouched.session.current.article.id != "sample-9")
    untouched.open_article("sample-9")
    assert next(iter(untouched.state)).comment == "or a title"


def test_finishing_opens_the_next_article_and_locks_this_one(untouched: Driver) -> None:
    untouched.keys(untouched.view, Qt.Key.Key_Return, ControlModifier)
    assert untouched.state.annotation_set.state is SetState.FINISHED
    assert "last article" in notices(untouched)
    untouched.caret_to("conductor")
    untouched.press("a")
    assert len(untouched.state) == 0
    assert "finished" in notices(untouched)
    untouched.keys(untouched.view, Qt.Key.Key_Return, ControlModifier | ShiftModifier)
    untouched.press("a")
    assert len(untouched.state) == 1


def test_undo_says_what_it_takes_back(untouched: Driver) -> None:
    untouched.caret_to("conductor")
    untouched.press("a")
    action = untouched.program.bench.actions.action("edit.undo")
    untouched.qtbot.waitUntil(lambda: "Mark as Actor" in action.text())
    untouched.undo(1)
    redo = untouched.program.bench.actions.action("edit.redo")
    untouched.qtbot.waitUntil(lambda: "Mark as Actor" in redo.text())
    assert not action.isEnabled()


def test_the_status_line_says_saved_only_when_it_is(untouched: Driver) -> None:
    untouched.caret_to("conductor")
    untouched.press("a")
    assert not untouched.session.save_status.is_saved
    untouched.wait_until_saved()
    assert untouched.session.save_status.is_saved


def test_a_project_in_use_can_be_opened_read_only(driver: Driver, tmp_path: Path) -> None:
    project = tmp_path / "sample.anno"
    driver.open_sample(project)
    driver.keys(driver.window, Qt.Key.Key_W, ControlModifier)
    driver.qtbot.waitUntil(lambda: not driver.window.shows_project, timeout=10_000)
    other = open_store(project, person="ben")
    try:
        driver.program.files.open(project)
        driver.qtbot.waitUntil(lambda: "open elsewhere" in notices(driver), timeout=10_000)
        driver.window.notices.action_chosen.emit("project", "open_read_only")
        driver.wait_for_article()
        driver.press("a")
        assert "read-only" in notices(driver)
        assert driver.window.band.isVisible()
    finally:
        other.close()


def test_a_file_that_is_no_project_is_refused_in_words(driver: Driver, tmp_path: Path) -> None:
    wrong = tmp_path / "notes.anno"
    wrong.write_text("shopping list")
    driver.program.files.open(wrong)
    driver.qtbot.waitUntil(lambda: "notes.anno" in notices(driver), timeout=10_000)
    assert driver.window.welcome.isVisible()
    assert wrong.read_text() == "shopping list"


def test_an_unforeseen_error_is_told_and_logged_without_text(
    untouched: Driver, tmp_path: Path
) -> None:
    log = start_log(tmp_path / "logs")
    assert log is not None
    untouched.program.hook.install()
    try:
        try:
            raise RuntimeError("the article says: conductor")
        except RuntimeError as error:
            sys.excepthook(type(error), error, error.__traceback__)
    finally:
        untouched.program.hook.uninstall()
        for handler in list(logging.getLogger("annotator").handlers):
            logging.getLogger("annotator").removeHandler(handler)
            handler.close()
    assert "not foreseen" in notices(untouched)
    written = log.read_text("utf-8")
    assert "RuntimeError" in written
    assert "conductor" not in written


def test_panels_hide_and_the_choice_is_remembered(driver: Driver, tmp_path: Path) -> None:
    project = tmp_path / "sample.anno"
    driver.open_sample(project)
    driver.keys(driver.window, Qt.Key.Key_F9)
    assert not driver.window.articles.isVisible()
    driver.close()
    driver.start_again(project)
    driver.wait_for_article()
    assert not driver.window.articles.isVisible()
    driver.keys(driver.window, Qt.Key.Key_F9)
    assert driver.window.articles.isVisible()


def test_every_command_runs_or_is_switched_off_without_a_project(driver: Driver) -> None:
    actions = driver.program.bench.actions
    enabled = {c.id for c in actions.commands if actions.action(c.id).isEnabled()}
    assert {"file.new", "file.open", "file.sample", "file.quit", "help.keys"} <= enabled
    assert not {"edit.undo", "file.export", "annotate.remove"} & enabled


def test_articles_dropped_on_the_first_page_go_into_a_new_project(
    driver: Driver, tmp_path: Path
) -> None:
    for name in ("one.txt", "two.txt"):
        (tmp_path / name).write_text(f"The headline of number {name}\n\nSome words.\n")
    driver.asking.paths = [tmp_path / "new.anno"]
    driver.window.paths_dropped.emit([str(tmp_path / "one.txt"), str(tmp_path / "two.txt")])
    driver.wait_for_article()
    assert len(driver.session.rows) == 2
    assert "2 articles added" in driver.asking.reports[0].words


def test_a_bad_file_is_reported_and_the_others_are_in(driver: Driver, tmp_path: Path) -> None:
    (tmp_path / "good.txt").write_text("A headline that is long enough\n\nWords.\n")
    (tmp_path / "bad.jsonl").write_text('{"article": \n')
    driver.asking.paths = [tmp_path / "new.anno"]
    driver.keys(driver.window, Qt.Key.Key_N, ControlModifier)
    driver.wait_for_project()
    driver.asking.paths = [tmp_path / "good.txt", tmp_path / "bad.jsonl"]
    driver.keys(driver.window, Qt.Key.Key_I, ControlModifier)
    driver.wait_for_article()
    assert len(driver.session.rows) == 1
    report = driver.asking.reports[0]
    assert report.rows[0].name == "bad.jsonl"
    assert "line 1" in report.rows[0].problems[0]


def test_return_presses_the_button_that_has_the_focus(driver: Driver, tmp_path: Path) -> None:
    driver.asking.paths = [tmp_path / "new.anno"]
    focus = QApplication.focusWidget()
    assert focus is not None
    QTest.keyClick(focus, Qt.Key.Key_Return)
    driver.wait_for_project()
    assert (tmp_path / "new.anno").exists()


def test_a_backup_is_made_and_restored_from_the_window(untouched: Driver) -> None:
    actions = untouched.program.bench.actions
    untouched.caret_to("conductor")
    untouched.press("a")
    actions.trigger("file.back_up")
    untouched.qtbot.waitUntil(lambda: "Backed up" in notices(untouched), timeout=10_000)
    untouched.press("s")
    untouched.wait_until_saved()
    untouched.qtbot.waitUntil(lambda: actions.action("file.restore").isEnabled())
    first = untouched.session
    actions.trigger("file.restore")
    untouched.qtbot.waitUntil(
        lambda: (
            untouched.program.bench.open_session not in (None, first)
            and untouched.session.current is not None
        ),
        timeout=20_000,
    )
    untouched.open_article("sample-9")
    assert untouched.quotes() == {"actor": ["conductor"]}


def test_another_name_shows_that_persons_work(untouched: Driver) -> None:
    untouched.open_article("sample-1")
    of_ana = len(untouched.state)
    untouched.asking.annotator = "ben"
    untouched.program.bench.actions.trigger("edit.name")
    untouched.qtbot.waitUntil(
        lambda: untouched.session.current is not None and untouched.state.author == "ben",
        timeout=10_000,
    )
    assert 0 < len(untouched.state) != of_ana


def test_the_project_can_be_dropped_and_closing_gives_the_file_back(
    untouched: Driver, tmp_path: Path
) -> None:
    untouched.close()
    with_lock = open_store(tmp_path / "sample.anno", person="ben")
    with_lock.close()


def test_what_a_relation_says_is_typed_and_kept(untouched: Driver) -> None:
    untouched.open_article("sample-1")
    relation = next(r for r in untouched.state.relations if r.type == "speaker")
    untouched.keys(untouched.view, Qt.Key.Key_Return, ControlModifier | ShiftModifier)
    untouched.program.bench.select(relation.source)
    untouched.qtbot.wait(50)
    fields = untouched.window.inspector.findChildren(QLineEdit)
    field = next(f for f in fields if f.accessibleName().startswith("Via"))
    field.setFocus()
    QTest.keyClicks(field, "she")
    QTest.keyClick(field, Qt.Key.Key_Return)
    changed = untouched.state.relation(relation.id)
    assert changed is not None
    assert dict(changed.attributes) == {"via": "she"}


def test_the_saved_dot_says_where_the_work_is_and_the_zoom_goes_back(
    untouched: Driver, tmp_path: Path
) -> None:
    untouched.wait_until_saved()
    untouched.window.status.saved_clicked.emit()
    assert str(tmp_path / "sample.anno") in notices(untouched)
    untouched.keys(untouched.window, Qt.Key.Key_Plus, ControlModifier)
    assert untouched.program.bench.reading.zoom_percent > 100
    untouched.window.status.zoom_clicked.emit()
    assert untouched.program.bench.reading.zoom_percent == 100


def test_a_notice_never_moves_the_words_being_read(untouched: Driver) -> None:
    untouched.open_article("sample-1")
    view = untouched.view
    for _ in range(12):
        untouched.keys(view, Qt.Key.Key_Down)
    before = view.viewport().mapToGlobal(view.cursorRect().topLeft()).y()
    untouched.program.bench.say("Something happened.")
    untouched.qtbot.waitUntil(untouched.window.notices.isVisible)
    untouched.qtbot.wait(30)
    assert view.viewport().mapToGlobal(view.cursorRect().topLeft()).y() == before
    untouched.keys(view, Qt.Key.Key_Home, ControlModifier)
    untouched.window.notices.clear_all()
    untouched.program.bench.say("Something else happened.")
    untouched.qtbot.wait(30)
    assert view.cursorRect().top() >= 0


def test_how_the_inspector_shares_its_room_is_remembered(driver: Driver, tmp_path: Path) -> None:
    driver.open_sample(tmp_path / "sample.anno")
    driver.open_article("sample-1")
    driver.window.resize(1280, 800)
    QTest.qWait(1)
    parts = driver.window.inspector.findChildren(QSplitter)[0]
    height = sum(parts.sizes())
    parts.setSizes([height // 3, height - height // 3])
    driver.close()
    driver.start_again(tmp_path / "sample.anno")
    driver.wait_for_article()
    driver.open_article("sample-1")
    parts = driver.window.inspector.findChildren(QSplitter)[0]
    # What stands around the text follows a moment after it.
    driver.qtbot.waitUntil(lambda: 0 < parts.sizes()[0] < parts.sizes()[1])
