"""The inspector, used with mouse and keys; above all that no typed text is lost."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QCheckBox, QComboBox, QLineEdit, QPushButton, QToolButton, QWidget
from pytestqt.qtbot import QtBot

from annotator.app.present.inspector import NOTHING, InspectorModel
from annotator.core.ids import LabelId
from annotator.core.state import ArticleState
from annotator.gui.panels.choice_row import ChoiceButton
from annotator.gui.panels.fields import ChoiceCombo, CommentField
from annotator.gui.panels.inspector import Inspector
from annotator.gui.panels.summary_list import SummaryList
from annotator.gui.theme import dark
from tests.gui.panels.conftest import Show, choice_of, comment_of, field_of, label_of, model_of

# The offscreen plugin says so of every window with a least size.
pytestmark = pytest.mark.qt_log_ignore("This plugin does not support", extend=True)


@pytest.fixture
def panel(inspector: Inspector) -> Inspector:
    return inspector


def test_few_choices_are_buttons_and_many_a_list(panel: Inspector, show: Show) -> None:
    show("a1")
    assert choice_of(panel, "person").isChecked()
    assert not choice_of(panel, "state").isChecked()
    show("f1")
    combos = {c.objectName(): c for c in panel.findChildren(ChoiceCombo)}
    assert combos["kind"].currentText() == "measure"
    assert combos["approx"].currentText() == "not said"


def test_a_click_on_a_choice_gives_its_value(qtbot: QtBot, panel: Inspector, show: Show) -> None:
    show("a1")
    with qtbot.waitSignal(panel.attribute_changed) as given:
        qtbot.mouseClick(choice_of(panel, "state"), Qt.MouseButton.LeftButton)
    assert given.args == ["a1", "kind", "state"]


def test_a_click_on_the_chosen_one_takes_it_back(
    qtbot: QtBot, panel: Inspector, show: Show
) -> None:
    show("a1")
    with qtbot.waitSignal(panel.attribute_changed) as given:
        qtbot.mouseClick(choice_of(panel, "person"), Qt.MouseButton.LeftButton)
    assert given.args == ["a1", "kind", ""]


def test_arrows_go_along_the_choices_and_space_chooses(
    qtbot: QtBot, panel: Inspector, show: Show
) -> None:
    show("a1")
    panel.focus_attribute("kind")
    assert choice_of(panel, "person").hasFocus()
    with qtbot.assertNotEmitted(panel.attribute_changed):
        qtbot.keyClick(choice_of(panel, "person"), Qt.Key.Key_Right)
    assert choice_of(panel, "organisation").hasFocus()
    with qtbot.waitSignal(panel.attribute_changed) as given:
        qtbot.keyClick(choice_of(panel, "organisation"), Qt.Key.Key_Space)
    assert given.args == ["a1", "kind", "organisation"]


def test_a_digit_chooses_at_once(qtbot: QtBot, panel: Inspector, show: Show) -> None:
    show("a1")
    panel.focus_attribute("kind")
    with qtbot.waitSignal(panel.attribute_changed) as given:
        qtbot.keyClick(choice_of(panel, "person"), "3")
    assert given.args == ["a1", "kind", "state"]


def test_tab_goes_from_choices_to_the_next_control(
    qtbot: QtBot, panel: Inspector, show: Show
) -> None:
    show("a1")
    panel.focus_attribute("kind")
    qtbot.keyClick(choice_of(panel, "person"), Qt.Key.Key_Tab)
    assert choice_of(panel, "name").hasFocus()
    qtbot.keyClick(choice_of(panel, "name"), Qt.Key.Key_Tab)
    assert field_of(panel, "role").hasFocus()


def test_yes_no_can_be_taken_back_to_not_said(qtbot: QtBot, panel: Inspector, show: Show) -> None:
    show("a1")
    assert choice_of(panel, "not said").isChecked()
    with qtbot.waitSignal(panel.attribute_changed) as given:
        qtbot.mouseClick(choice_of(panel, "yes"), Qt.MouseButton.LeftButton)
    assert given.args == ["a1", "metonym", "yes"]
    with qtbot.waitSignal(panel.attribute_changed) as given:
        qtbot.mouseClick(choice_of(panel, "not said"), Qt.MouseButton.LeftButton)
    assert given.args == ["a1", "metonym", ""]


def test_another_label_can_be_chosen(qtbot: QtBot, panel: Inspector, show: Show) -> None:
    show("a1")
    assert label_of(panel).currentText() == "Actor"
    label_of(panel).setFocus()
    with qtbot.waitSignal(panel.label_changed) as given:
        qtbot.keyClick(label_of(panel), Qt.Key.Key_Down)
    assert given.args == ["a1", "quote"]


def test_unsure_can_be_ticked(qtbot: QtBot, panel: Inspector, show: Show) -> None:
    show("a1")
    tick = panel.findChildren(QCheckBox)[0]
    with qtbot.waitSignal(panel.unsure_changed) as given:
        qtbot.keyClick(tick, Qt.Key.Key_Space)
    assert given.args == ["a1", True]


def _button(panel: QWidget, name: str) -> QPushButton:
    return next(b for b in panel.findChildren(QPushButton) if b.accessibleName() == name)


def test_delete_and_add_relation_name_the_annotation(
    qtbot: QtBot, panel: Inspector, show: Show
) -> None:
    show("q1")
    with qtbot.waitSignal(panel.delete_asked) as given:
        qtbot.mouseClick(_button(panel, "Delete this annotation"), Qt.MouseButton.LeftButton)
    assert given.args == ["q1"]
    with qtbot.waitSignal(panel.relation_asked) as given:
        qtbot.mouseClick(_button(panel, "Add a relation"), Qt.MouseButton.LeftButton)
    assert given.args == ["q1"]


def test_a_relation_leads_to_its_other_end_and_can_be_removed(
    qtbot: QtBot, panel: Inspector, show: Show
) -> None:
    show("q1")
    line = _button(panel, "said by → Maria Zakharova")
    with qtbot.waitSignal(panel.annotation_chosen) as given:
        qtbot.mouseClick(line, Qt.MouseButton.LeftButton)
    assert given.args == ["a1"]
    away = next(
        b for b in panel.findChildren(QToolButton) if b.accessibleName().startswith("Remove")
    )
    with qtbot.waitSignal(panel.relation_removed) as given:
        qtbot.mouseClick(away, Qt.MouseButton.LeftButton)
    assert given.args == ["r1"]


def test_the_list_opens_a_label_and_goes_to_an_annotation(
    qtbot: QtBot, panel: Inspector, show: Show
) -> None:
    show(None)
    summary = panel.findChildren(SummaryList)[0]
    assert summary.model().rowCount() == 3
    summary.setFocus()
    summary.setCurrentIndex(summary.model().index(0, 0))
    qtbot.keyClick(summary, Qt.Key.Key_Right)
    assert summary.model().rowCount() == 5
    qtbot.keyClick(summary, Qt.Key.Key_Down)
    with qtbot.waitSignal(panel.annotation_chosen) as given:
        qtbot.keyClick(summary, Qt.Key.Key_Return)
    assert given.args == ["a1"]
    qtbot.keyClick(summary, Qt.Key.Key_Left)
    assert summary.model().rowCount() == 3


def test_read_only_nothing_can_be_changed(
    qtbot: QtBot, panel: Inspector, state: ArticleState
) -> None:
    panel.show_inspector(model_of(state, "q1", is_read_only=True))
    assert not label_of(panel).isEnabled()
    assert comment_of(panel).isReadOnly()
    assert field_of(panel, "cue").isReadOnly()
    assert not choice_of(panel, "direct").isEnabled()
    assert not _button(panel, "Delete this annotation").isEnabled()
    assert not _button(panel, "Add a relation").isVisible()


def test_a_project_that_becomes_writable_can_be_changed_again(
    panel: Inspector, state: ArticleState, show: Show
) -> None:
    panel.show_inspector(model_of(state, "q1", is_read_only=True))
    show("q1")
    assert field_of(panel, "cue").isEnabled()
    assert any(b.accessibleName().startswith("Remove") for b in panel.findChildren(QToolButton))


def test_each_empty_state_says_what_to_do(
    panel: Inspector, state: ArticleState, show: Show
) -> None:
    from PySide6.QtWidgets import QLabel

    def _said() -> str:
        return " ".join(label.text() for label in panel.findChildren(QLabel) if label.isVisible())

    panel.show_inspector(NOTHING)
    assert "Open an article" in _said()
    panel.show_inspector(InspectorModel())
    assert "Select words" in _said()
    show(None)
    assert "Nothing is selected" in _said()
    assert "In this article" in _said()


def test_every_control_has_a_name_and_a_tool_tip(panel: Inspector, show: Show) -> None:
    kinds = (QLineEdit, QComboBox, QCheckBox, QPushButton, ChoiceButton, CommentField)
    for selected in ("a1", "q1", "f1"):
        show(selected)
        for widget in panel.findChildren(QWidget):
            is_part = isinstance(widget.parent(), QComboBox)
            if isinstance(widget, kinds) and widget.isVisible() and not is_part:
                assert widget.accessibleName(), widget
                assert widget.toolTip(), widget


def test_the_panel_paints_in_every_theme(panel: Inspector, show: Show) -> None:
    show("a1")
    before = panel.grab().toImage()
    panel.show_theme(dark())
    assert panel.grab().toImage() != before
    assert label_of(panel).currentData() == LabelId("actor")
