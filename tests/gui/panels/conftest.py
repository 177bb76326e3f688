"""What the panels' tests share: a theme, icons, and an article with marks."""

from collections.abc import Callable

import pytest
from PySide6.QtWidgets import QComboBox, QWidget
from pytestqt.qtbot import QtBot

from annotator.app.present.inspector import InspectorModel, inspector_model
from annotator.core.annotations import Annotation, Relation
from annotator.core.default_codebook import DEFAULT_CODEBOOK
from annotator.core.ids import (
    AnnotationId,
    ArticleId,
    AttributeId,
    LabelId,
    PersonId,
    RelationId,
    RelationTypeId,
)
from annotator.core.spans import Span
from annotator.core.state import ArticleState
from annotator.gui.panels.choice_row import ChoiceButton
from annotator.gui.panels.fields import CommentField, TextField
from annotator.gui.panels.inspector import Inspector
from annotator.gui.resources import register_search_paths
from annotator.gui.theme import Theme, light

TEXT = "“We will wait,” Maria Zakharova said of 40 tonnes. Lavrov did not answer."
ARTICLE, ANA = ArticleId("art"), PersonId("ana")


@pytest.fixture
def theme() -> Theme:
    register_search_paths()
    return light()


def annotation(words: str, label: str, name: str, **attributes: str) -> Annotation:
    start = TEXT.index(words)
    return Annotation(
        AnnotationId(name),
        ARTICLE,
        ANA,
        LabelId(label),
        (Span(start, start + len(words)),),
        tuple(sorted((AttributeId(k), v) for k, v in attributes.items())),
    )


@pytest.fixture
def state() -> ArticleState:
    annotations = (
        annotation("“We will wait,”", "quote", "q1", type="direct"),
        annotation("Maria Zakharova", "actor", "a1", kind="person", role="spokeswoman"),
        annotation("40 tonnes", "figure", "f1", kind="measure"),
        annotation("Lavrov", "actor", "a2"),
    )
    said = Relation(
        RelationId("r1"),
        ARTICLE,
        ANA,
        RelationTypeId("speaker"),
        AnnotationId("q1"),
        AnnotationId("a1"),
    )
    return ArticleState(ARTICLE, ANA, annotations=annotations, relations=(said,))


Show = Callable[[str | None], None]


@pytest.fixture
def inspector(qtbot: QtBot, theme: Theme) -> Inspector:
    panel = Inspector(theme)
    qtbot.addWidget(panel)
    panel.resize(300, 900)
    with qtbot.waitExposed(panel):
        panel.show()
    panel.activateWindow()
    return panel


@pytest.fixture
def show(inspector: Inspector, state: ArticleState) -> Show:
    def _show(selected: str | None) -> None:
        inspector.show_inspector(model_of(state, selected))

    return _show


def model_of(state: ArticleState, selected: str | None, **more: object) -> InspectorModel:
    chosen = AnnotationId(selected) if selected else None
    return inspector_model(state, TEXT, DEFAULT_CODEBOOK, selected=chosen, **more)  # type: ignore[arg-type]


def field_of(panel: QWidget, name: str) -> TextField:
    return next(f for f in panel.findChildren(TextField, name) if f.isVisible())


def choice_of(panel: QWidget, words: str) -> ChoiceButton:
    return next(b for b in panel.findChildren(ChoiceButton) if b.text() == words)


def comment_of(panel: QWidget) -> CommentField:
    return panel.findChildren(CommentField)[0]


def label_of(panel: QWidget) -> QComboBox:
    return next(b for b in panel.findChildren(QComboBox) if b.accessibleName() == "Label")
