"""A whole sample article annotated with keys alone: every span, attribute, comment and relation
that another annotator has given it, made again by key presses through the real window."""

from collections.abc import Iterable
from pathlib import Path

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QComboBox, QWidget
from pytestqt.qtbot import QtBot

from annotator.app.reading import open_article
from annotator.app.sample import make_sample
from annotator.app.settings import Settings
from annotator.core.annotations import Annotation, Relation, SetState
from annotator.core.ids import AnnotationId, ArticleId, PersonId
from annotator.core.state import ArticleState
from annotator.gui.panels.choice_row import ChoiceRow
from annotator.gui.panels.fields import ChoiceCombo, EntityField, TextField
from annotator.store.open import open_store
from tests.stories.driving import ControlModifier, Driver, ShiftModifier

ARTICLE = ArticleId("sample-2")
Key = Qt.Key


def of(state: ArticleState, annotation_id: AnnotationId) -> tuple[object, ...]:
    """What is said of an annotation, whoever said it."""
    found = state.annotation(annotation_id)
    assert found is not None
    return found.label, found.spans, found.attributes, found.comment, found.unsure


def ties(state: ArticleState) -> set[tuple[object, ...]]:
    return {
        (r.type, of(state, r.source), of(state, r.target), r.attributes) for r in state.relations
    }


class Hands(Driver):
    """Makes annotations with keys, never with the mouse."""

    def mark(self, wanted: Annotation) -> None:
        """Selects the words by character and presses the label's key; gaps by `+`."""
        first, *rest = wanted.spans
        label = self.session.codebook.label(wanted.label)
        self._choose_words(first.start, first.end)
        if first.start % 5:
            self.press(label.key)
        else:
            self._choose_in_palette(label.title)
        for part in rest:
            self._choose_words(part.start, part.end)
            self.press("+")
        self.say_more(wanted)

    def say_more(self, wanted: Annotation) -> None:
        """Attributes, comment and flag of the annotation that is selected."""
        if wanted.attributes:
            self.keys(self.view, Key.Key_Return)
            self._fill(dict(wanted.attributes))
            self._back_to_text()
        if wanted.comment:
            self.press("k")
            self._type(wanted.comment)
            self._back_to_text()
        if wanted.unsure:
            self.press("u")

    def relate(self, wanted: Relation, source: Annotation, target: Annotation) -> None:
        """R at the source, R at the target, and the type where there are several."""
        self._select(source)
        self.press("r")
        self._select(target)
        self.press("r")
        popup = QApplication.activePopupWidget()
        if popup is not None:
            codebook = self.session.codebook
            kinds = codebook.relation_types_between(source.label, target.label)
            number = [kind.id for kind in kinds].index(wanted.type) + 1
            QTest.keyClick(popup.focusWidget() or popup, str(number))
            # Without a window manager nobody gives the window the keyboard back.
            self.window.activateWindow()
        self.qtbot.waitUntil(self.view.hasFocus)
        for attribute, value in wanted.attributes:
            self._select(source)
            self.keys(self.view, Key.Key_Return)
            self._tab_to_field(attribute, target)
            self._type(value)
            self._back_to_text()

    def _choose_in_palette(self, words: str) -> None:
        """Space, the first letters of the label, Return."""
        self.keys(self.view, Key.Key_Space)
        popup = QApplication.activePopupWidget()
        assert popup is not None
        QTest.keyClicks(popup.focusWidget() or popup, words[:4])
        QTest.keyClick(popup.focusWidget() or popup, Key.Key_Return)
        self.window.activateWindow()
        self.qtbot.waitUntil(self.view.hasFocus)

    def _is_field(self, widget: QWidget, attribute: str, target: Annotation) -> bool:
        relation = self.state.relation(widget.property("target"))
        is_of = relation is not None and relation.target == target.id
        return is_of and widget.property("attribute") == attribute

    def _choose_words(self, start: int, end: int) -> None:
        self.walk_to(start)
        while self.view.caret() < end:
            self.keys(self.view, Key.Key_Right, ShiftModifier)
        assert self.view.caret() == end

    def _select(self, wanted: Annotation) -> None:
        """Walks into an annotation and turns through those that lie there."""
        desk = self.program.bench.desk
        self.walk_to(wanted.spans[0].start)
        for _ in range(12):
            self.press("t")
            if desk.selected == wanted.id:
                return
        raise AssertionError(f"T found no {wanted}")

    def _fill(self, values: dict[str, str]) -> None:
        """Goes from control to control with Tab and gives each its value."""
        left = dict(values)
        for _ in range(24):
            widget = QApplication.focusWidget()
            assert widget is not None
            name, control = _control_of(widget)
            if name in left:
                self._give(control, left.pop(name))
            if not left:
                return
            QTest.keyClick(QApplication.focusWidget(), Key.Key_Tab)
        raise AssertionError(f"Tab did not reach {left}")

    def _give(self, control: QWidget, value: str) -> None:
        widget = QApplication.focusWidget()
        match control:
            case ChoiceRow():
                values = [button.value for button in control._buttons]
                QTest.keyClick(widget, str(values.index(value) + 1))
            case ChoiceCombo():
                for _ in range(control.findData(value) - control.currentIndex()):
                    QTest.keyClick(widget, Key.Key_Down)
            case _:
                self._type(value)

    def _tab_to_field(self, attribute: str, target: Annotation) -> None:
        QApplication.processEvents()
        for _ in range(40):
            widget = QApplication.focusWidget()
            assert widget is not None
            if self._is_field(widget, attribute, target):
                return
            QTest.keyClick(widget, Key.Key_Tab)
        raise AssertionError(f"Tab did not reach {attribute}")

    def _type(self, words: str) -> None:
        widget = QApplication.focusWidget()
        QTest.keyClick(widget, Key.Key_A, ControlModifier)
        # QTest knows the keys of ASCII only.
        for letter in words:
            if letter.isascii():
                QTest.keyClick(widget, letter)
            else:
                event = QKeyEvent(QEvent.Type.KeyPress, 0, Qt.NoModifier, letter)
                QApplication.sendEvent(widget, event)
        popup = QApplication.activePopupWidget()
        if popup is not None:
            QTest.keyClick(popup, Key.Key_Escape)

    def _back_to_text(self) -> None:
        for _ in range(4):
            if self.view.hasFocus():
                return
            QTest.keyClick(QApplication.focusWidget(), Key.Key_Escape)
        assert self.view.hasFocus()


def _control_of(widget: QWidget) -> tuple[str, QWidget]:
    """The attribute's name and its control, from the part that has the focus."""
    found: QWidget | None = widget
    while found is not None:
        if isinstance(found, ChoiceRow | ChoiceCombo | EntityField | QComboBox):
            return found.objectName(), found
        if isinstance(found, TextField) and not isinstance(found.parentWidget(), QComboBox):
            return found.objectName(), found
        found = found.parentWidget()
    return "", widget


def work_of(person: PersonId, project: Path) -> ArticleState:
    """What the sample has of somebody on the article."""
    store = open_store(make_sample(project))
    try:
        return open_article(store.open_article(ARTICLE, person)).state
    finally:
        store.close()


def in_reading_order(annotations: Iterable[Annotation]) -> list[Annotation]:
    return sorted(annotations, key=lambda a: (a.spans[0].start, -a.spans[-1].end, a.label))


@pytest.mark.parametrize("person", ["ana", "ben"])
def test_a_whole_article_is_annotated_with_keys_alone(
    qtbot: QtBot, tmp_path: Path, person: str
) -> None:
    project = tmp_path / "sample.anno"
    Settings(tmp_path / "settings.toml").set("annotator", "cleo")
    model = work_of(PersonId(person), tmp_path / "model.anno")
    with Hands.started(qtbot, tmp_path) as hands:
        hands.open_sample(project, person="cleo")
        hands.open_article(ARTICLE)
        made: dict[AnnotationId, AnnotationId] = {}
        for wanted in in_reading_order(a for a in model if a.spans):
            hands.mark(wanted)
            selected = hands.program.bench.desk.annotation
            assert selected is not None
            assert of(hands.state, selected.id) == of(model, wanted.id)
            made[wanted.id] = selected.id
        for relation in model.relations:
            source = hands.state.annotation(made[relation.source])
            target = hands.state.annotation(made[relation.target])
            hands.relate(relation, source, target)
        assert {of(hands.state, a.id) for a in hands.state} == {of(model, a.id) for a in model}
        assert ties(hands.state) == ties(model)
        hands.keys(hands.view, Key.Key_Return, ControlModifier)
        qtbot.waitUntil(lambda: hands.session.current.article.id != ARTICLE, timeout=10_000)
        hands.wait_until_saved()

    with Hands.started(qtbot, tmp_path, project) as hands:
        hands.wait_for_article()
        hands.open_article(ARTICLE)
        assert hands.state.annotation_set.state is SetState.FINISHED
        assert ties(hands.state) == ties(model)
