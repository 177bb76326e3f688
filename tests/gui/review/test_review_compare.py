"""Two sets side by side, as an annotator: read-only, names hidden while reviews are blind."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QMenu, QPushButton, QTreeWidget
from pytestqt.qtbot import QtBot

from annotator.app.reading import SHOWS_GOLD, write_option
from annotator.app.scopes import Workspace
from annotator.gui.review.compare import Compare
from annotator.gui.review.compare_dialog import CompareDialog
from annotator.gui.review.summary_page import SummaryPage
from annotator.store.open import open_store
from tests.app.opinions import Marks, line, mark, project_of
from tests.stories.driving import ControlModifier, ShiftModifier
from tests.stories.reviewing import ALIKE, TEXT, AltModifier, Reviewing, all_words

Key = Qt.Key
NAMED: Marks = {
    "quirinus": [mark(0, 10), mark(17, 26), mark(28, 35, "source")],
    "ottoline": [mark(0, 4), mark(17, 26, "source")],
    "zebedee": [mark(0, 10)],
}


@pytest.fixture
def zebedee(qtbot: QtBot, tmp_path: Path) -> Iterator[Reviewing]:
    """An annotator at the window, whose own work is finished."""
    with Reviewing.on(qtbot, tmp_path, NAMED, person="zebedee") as driver:
        yield driver


def dialog_of(driver: Reviewing) -> CompareDialog:
    """Ctrl+Shift+K."""
    driver.keys(driver.view, Key.Key_K, ControlModifier | ShiftModifier)
    driver.qtbot.waitUntil(lambda: bool(driver.window.findChildren(CompareDialog)), timeout=10_000)
    return driver.window.findChildren(CompareDialog)[0]


def compare(driver: Reviewing) -> Compare:
    """Compares the two sets that are ticked at first."""
    dialog = dialog_of(driver)
    button = next(b for b in dialog.findChildren(QPushButton) if b.isDefault())
    QTest.mouseClick(button, Qt.MouseButton.LeftButton)
    found = driver.program.bench.findChildren(Compare)[0]
    driver.qtbot.waitUntil(lambda: found.is_on and found.desk.reviewed is not None, timeout=10_000)
    driver.settle()
    driver.back_to_text()
    return found


def others_shown() -> list[str]:
    return [w for w in all_words() if "quirinus" in w.lower() or "ottoline" in w.lower()]


def test_the_dialog_hides_names_of_others_while_reviews_are_blind(zebedee: Reviewing) -> None:
    dialog = dialog_of(zebedee)
    table = dialog.findChildren(QTreeWidget)[0]
    names = [table.topLevelItem(n).text(0) for n in range(table.topLevelItemCount())]
    assert "zebedee" in names
    assert others_shown() == []
    hidden = [name for name in names if name != "zebedee"]
    assert hidden == sorted(hidden), "the order tells who they are"
    dialog.reject()


def test_groups_in_which_two_sets_differ_are_gone_through_by_tab(zebedee: Reviewing) -> None:
    found = compare(zebedee)
    first = found.desk.group
    assert first is not None
    seen = {found.desk.current}
    for _ in range(3):
        zebedee.keys(zebedee.view, Key.Key_Tab)
        seen.add(found.desk.current)
    assert len(seen) == 2
    zebedee.press(",.")
    zebedee.review.strip.group_chosen.emit(first.id)
    assert found.desk.current == first.id
    assert others_shown() == []
    assert "nothing can be changed" in zebedee.mode()


def test_nothing_can_be_changed_by_keys_drags_or_the_menu(zebedee: Reviewing) -> None:
    before = tuple(zebedee.state)
    compare(zebedee)
    zebedee.press("aqsf0123mbenrgd")
    zebedee.keys(zebedee.view, Key.Key_Delete)
    zebedee.keys(zebedee.view, Key.Key_Right, AltModifier)
    zebedee.keys(zebedee.view, Key.Key_Return)
    zebedee.undo(2)
    zebedee.redo(2)
    for record in ("zebedee0", "quirinus0"):
        zebedee.view.boundary_dragged.emit(record, 0, 16)
        zebedee.view.mark_clicked.emit(record)
    zebedee.view.context_asked.emit(QPoint(10, 10))
    menu = QApplication.activePopupWidget()
    assert isinstance(menu, QMenu)
    able = {action.text() for action in menu.actions() if action.isEnabled() and action.text()}
    menu.close()
    zebedee.back_to_text()
    assert not able & {"Actor", "Quote", "Figure", "Source agency", "Delete"}, able
    zebedee.finish()
    zebedee.settle()
    zebedee.go_to_annotate()
    zebedee.wait_until_saved()
    assert tuple(zebedee.state) == before
    assert zebedee.quotes() == {"actor": ["Anna Brown"]}
    assert not zebedee.session.undo_status.undo


def test_escape_leaves_the_comparison_for_ones_own_annotations(zebedee: Reviewing) -> None:
    compare(zebedee)
    zebedee.keys(zebedee.view, Key.Key_Escape)
    zebedee.settle()
    assert zebedee.program.bench.workspace is Workspace.ANNOTATE
    assert zebedee.session.author == "zebedee"
    zebedee.qtbot.waitUntil(lambda: zebedee.session.current is not None, timeout=10_000)
    assert zebedee.quotes() == {"actor": ["Anna Brown"]}


def test_two_sets_are_compared_from_article_to_article(qtbot: QtBot, tmp_path: Path) -> None:
    with Reviewing.on(qtbot, tmp_path, NAMED, NAMED, person="zebedee") as zebedee:
        found = compare(zebedee)
        zebedee.keys(zebedee.view, Key.Key_Down, AltModifier)
        zebedee.program.bench.open_neighbour(1)
        qtbot.waitUntil(
            lambda: (
                zebedee.session.current is not None
                and zebedee.session.current.article.id == "a1"
                and found.desk.reviewed is not None
                and found.desk.reviewed.article.id == "a1"
            ),
            timeout=10_000,
        )


def test_from_the_comparison_one_goes_to_the_review_and_back(zebedee: Reviewing) -> None:
    compare(zebedee)
    zebedee.keys(zebedee.view, Key.Key_2, ControlModifier | AltModifier)
    zebedee.settle()
    # Ctrl+Alt+2 reviews also where two sets are compared in the same workspace.
    zebedee.wait_for_review()
    compare(zebedee)
    zebedee.go_to_annotate()
    assert zebedee.session.author == "zebedee"


# One's own work against gold


def adjudicated(path: Path) -> None:
    """A project in which gold of one article is adjudicated; zebedee missed one."""
    told = line(TEXT, {**NAMED, "gold": [mark(0, 10), mark(17, 26, "source")]})
    project_of(path, told, line(TEXT + " ", ALIKE)).close()


def turn_gold_on(path: Path) -> None:
    store = open_store(path)
    write_option(store, SHOWS_GOLD, is_on=True)
    store.close()


def test_own_work_is_shown_beside_gold_where_that_is_open(qtbot: QtBot, tmp_path: Path) -> None:
    path = tmp_path / "p.anno"
    adjudicated(path)
    turn_gold_on(path)
    with Reviewing.at(qtbot, tmp_path, path, person="zebedee") as zebedee:
        # The notice on opening leads there.
        qtbot.waitUntil(lambda: "1 article of yours adjudicated" in zebedee.notice(), timeout=5000)
        zebedee.program.bench.show("review_own_work")
        qtbot.waitUntil(lambda: bool(zebedee.window.findChildren(SummaryPage)), timeout=10_000)
        page = zebedee.window.findChildren(SummaryPage)[0]
        assert "zebedee against gold" in " ".join(all_words())
        assert others_shown() == []
        page.article_chosen.emit("a0")
        found = zebedee.program.bench.findChildren(Compare)[0]
        qtbot.waitUntil(lambda: found.is_on and found.desk.reviewed is not None, timeout=10_000)
        assert set(found.desk.reviewed.sets.annotators) == {"zebedee", "gold"}
        assert len(found.desk.open_groups) == 1
        page.window().close()


def test_own_work_is_refused_where_gold_is_not_open_to_annotators(
    qtbot: QtBot, tmp_path: Path
) -> None:
    path = tmp_path / "p.anno"
    told = [line(TEXT, {**NAMED, "gold": [mark(0, 10)]})]
    project_with_owner(path, told)
    with Reviewing.at(qtbot, tmp_path, path, person="zebedee") as zebedee:
        assert "adjudicated" not in zebedee.notice()
        zebedee.program.bench.actions.trigger("review.own_work")
        zebedee.settle()
        assert "not open to annotators" in zebedee.notice()
        assert not zebedee.window.findChildren(SummaryPage)


def project_with_owner(path: Path, lines: list[dict[str, object]]) -> None:
    """A project that belongs to somebody."""
    from annotator.app import jobs
    from annotator.app.importing import import_into
    from annotator.core.ids import PersonId
    from annotator.store.open import create_project
    from tests.stories.reviewing import save_lines

    for number, told in enumerate(lines):
        told["article"]["id"] = f"a{number}"  # type: ignore[index]
    store = create_project(path, person=PersonId("olga"))
    assert not jobs.run(
        import_into(store, (save_lines(path.with_suffix(".j.jsonl"), lines),))
    ).problems
    store.close()
