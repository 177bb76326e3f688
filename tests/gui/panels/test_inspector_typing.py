"""Text typed into the inspector: when it is committed, and that none of it is lost."""

from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QShortcut
from pytestqt.qtbot import QtBot

from annotator.app.present.inspector import inspector_model
from annotator.core.codebook import Attribute, AttributeKind, Codebook
from annotator.core.default_codebook import DEFAULT_CODEBOOK
from annotator.core.ids import AnnotationId, AttributeId
from annotator.core.state import ArticleState
from annotator.gui.panels.fields import EntityField
from annotator.gui.panels.inspector import Inspector
from tests.gui.panels.conftest import TEXT, Show, comment_of, field_of, model_of

# The offscreen plugin says so of every window with a least size.
pytestmark = pytest.mark.qt_log_ignore("This plugin does not support", extend=True)


@pytest.fixture
def panel(inspector: Inspector) -> Inspector:
    return inspector


def test_return_commits_a_text_once(qtbot: QtBot, panel: Inspector, show: Show) -> None:
    show("a1")
    role = field_of(panel, "role")
    role.setFocus()
    role.selectAll()
    with qtbot.assertNotEmitted(panel.attribute_changed):
        qtbot.keyClicks(role, "minister")
    with qtbot.waitSignal(panel.attribute_changed) as given:
        qtbot.keyClick(role, Qt.Key.Key_Return)
    assert given.args == ["a1", "role", "minister"]
    with qtbot.assertNotEmitted(panel.attribute_changed):
        panel.flush()


def test_leaving_a_field_commits(qtbot: QtBot, panel: Inspector, show: Show) -> None:
    show("a1")
    role = field_of(panel, "role")
    role.setFocus()
    qtbot.keyClicks(role, "x")
    with qtbot.waitSignal(panel.attribute_changed) as given:
        comment_of(panel).setFocus()
    assert given.args[:2] == ["a1", "role"]


def test_escape_to_the_window_loses_nothing(qtbot: QtBot, panel: Inspector, show: Show) -> None:
    shortcut = QShortcut(QKeySequence("Esc"), panel)
    show("a1")
    role = field_of(panel, "role")
    role.setFocus()
    qtbot.keyClicks(role, "x")
    with qtbot.waitSignal(shortcut.activated):
        qtbot.keyClick(role, Qt.Key.Key_Escape)
    with qtbot.waitSignal(panel.attribute_changed) as given:
        panel.flush()
    assert given.args[:2] == ["a1", "role"]


@pytest.mark.parametrize("there", ["a2", "q1", None])
def test_typed_text_is_committed_before_another_is_shown(
    qtbot: QtBot, panel: Inspector, show: Show, there: str | None
) -> None:
    show("a1")
    role = field_of(panel, "role")
    role.clear()
    qtbot.keyClicks(role, "minister")
    comment_of(panel).insertPlainText("who?")
    said: list[tuple[str, ...]] = []
    panel.attribute_changed.connect(lambda *args: said.append(args))
    panel.comment_changed.connect(lambda *args: said.append(args))
    show(there)
    assert said == [("a1", "role", "minister"), ("a1", "who?")]
    show("a2")
    assert field_of(panel, "role").text() == ""
    assert comment_of(panel).toPlainText() == ""


def test_typed_text_stays_when_the_same_annotation_is_shown_anew(
    qtbot: QtBot, panel: Inspector, show: Show
) -> None:
    show("a1")
    role = field_of(panel, "role")
    role.clear()
    qtbot.keyClicks(role, "minis")
    comment_of(panel).insertPlainText("wh")
    show("a1")
    assert role.text() == "minis"
    assert comment_of(panel).toPlainText() == "wh"
    qtbot.keyClicks(role, "ter")
    with qtbot.waitSignal(panel.attribute_changed) as given:
        panel.flush()
    assert given.args == ["a1", "role", "minister"]


def test_typed_text_is_committed_before_another_label_takes_its_field_away(
    qtbot: QtBot, panel: Inspector, state: ArticleState, show: Show
) -> None:
    show("a1")
    qtbot.keyClicks(field_of(panel, "role"), "x")
    model = model_of(state, "q1")
    assert model.selected is not None
    relabelled = replace(model, selected=replace(model.selected, id="a1"))
    with qtbot.waitSignal(panel.attribute_changed) as given:
        panel.show_inspector(relabelled)
    assert given.args[:2] == ["a1", "role"]


def test_a_value_that_changed_elsewhere_is_shown(
    panel: Inspector, state: ArticleState, show: Show
) -> None:
    show("a1")
    model = model_of(state, "a1")
    assert model.selected is not None
    rows = tuple(
        replace(row, value="minister") if row.id == "role" else row
        for row in model.selected.controls
    )
    panel.show_inspector(replace(model, selected=replace(model.selected, controls=rows)))
    assert field_of(panel, "role").text() == "minister"


def test_a_commit_that_shows_the_panel_anew_ends_on_the_new_annotation(
    qtbot: QtBot, panel: Inspector, state: ArticleState, show: Show
) -> None:
    show("a1")
    qtbot.keyClicks(field_of(panel, "role"), "x")
    panel.attribute_changed.connect(lambda *_: show("a1"))
    show("a2")
    comment_of(panel).insertPlainText("on a2")
    with qtbot.waitSignal(panel.comment_changed) as given:
        panel.flush()
    assert given.args == ["a2", "on a2"]


def test_a_pause_in_typing_commits_the_comment(qtbot: QtBot, panel: Inspector, show: Show) -> None:
    show("a1")
    with qtbot.waitSignal(panel.comment_changed, timeout=3000) as given:
        qtbot.keyClicks(comment_of(panel), "Is it her?")
    assert given.args == ["a1", "Is it her?"]
    assert comment_of(panel).toPlainText() == "Is it her?"


def test_tab_leaves_the_comment(qtbot: QtBot, panel: Inspector, show: Show) -> None:
    show("a1")
    panel.focus_comment()
    with qtbot.waitSignal(panel.comment_changed) as given:
        qtbot.keyClicks(comment_of(panel), "x")
        qtbot.keyClick(comment_of(panel), Qt.Key.Key_Tab)
    assert given.args == ["a1", "x"]
    assert not comment_of(panel).hasFocus()


def test_an_entity_can_be_picked_among_names_in_use(
    qtbot: QtBot, panel: Inspector, state: ArticleState
) -> None:
    names = {AttributeId("entity"): ("Lavrov, Sergei", "Zakharova, Maria")}
    panel.show_inspector(model_of(state, "a1", completions=names))
    entity = panel.findChildren(EntityField)[0]
    entity.setFocus()
    with qtbot.waitSignal(panel.attribute_changed) as given:
        qtbot.keyClick(entity, Qt.Key.Key_Down)
        qtbot.keyClick(entity, Qt.Key.Key_Down)
        panel.flush()
    assert given.args[:2] == ["a1", "entity"]
    assert given.args[2] in names[AttributeId("entity")]


def test_a_new_name_can_be_typed(qtbot: QtBot, panel: Inspector, show: Show) -> None:
    show("a1")
    entity = panel.findChildren(EntityField)[0]
    with qtbot.waitSignal(panel.attribute_changed) as given:
        qtbot.keyClicks(entity.field, "Zakharova, Maria")
        qtbot.keyClick(entity.field, Qt.Key.Key_Return)
    assert given.args == ["a1", "entity", "Zakharova, Maria"]


def test_new_completions_do_not_touch_what_is_typed(
    qtbot: QtBot, panel: Inspector, state: ArticleState, show: Show
) -> None:
    show("a1")
    entity, role = panel.findChildren(EntityField)[0], field_of(panel, "role")
    qtbot.keyClicks(entity.field, "Zak")
    role.clear()
    qtbot.keyClicks(role, "mini")
    names = {
        AttributeId("entity"): ("Zakharova, Maria",),
        AttributeId("role"): ("minister",),
    }
    with qtbot.assertNotEmitted(panel.attribute_changed):
        panel.show_inspector(model_of(state, "a1", completions=names))
    assert panel.findChildren(EntityField)[0] is entity
    assert entity.field.text() == "Zak"
    assert entity.count() == 1
    assert field_of(panel, "role") is role
    assert role.text() == "mini"


def test_a_number_that_is_none_yet_is_not_committed(
    qtbot: QtBot, panel: Inspector, state: ArticleState
) -> None:
    number = Attribute(AttributeId("size"), "Size", AttributeKind.NUMBER)
    label = replace(DEFAULT_CODEBOOK.labels[0], attributes=(number,))
    model = inspector_model(state, TEXT, Codebook("x", "1", (label,)), selected=AnnotationId("a2"))
    panel.show_inspector(model)
    size = field_of(panel, "size")
    with qtbot.assertNotEmitted(panel.attribute_changed):
        qtbot.keyClicks(size, "a-")
        qtbot.keyClick(size, Qt.Key.Key_Return)
    with qtbot.waitSignal(panel.attribute_changed) as given:
        qtbot.keyClicks(size, "4.5")
        qtbot.keyClick(size, Qt.Key.Key_Return)
    assert given.args == ["a2", "size", "-4.5"]
