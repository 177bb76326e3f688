"""The dialogs of a review and the personal summary, used with mouse and keys."""

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import (
    QComboBox,
    QDialog,
    QLabel,
    QListView,
    QPushButton,
    QSpinBox,
    QWidget,
)
from pytestqt.qtbot import QtBot

from annotator.app.present.personal import (
    Against,
    AgainstRow,
    ConfusionRow,
    PersonalSummary,
)
from annotator.app.present.review_cases import CaseList, CaseRow
from annotator.app.present.review_merge import (
    AnnotatorOption,
    CountRow,
    MergeChoices,
    MergeView,
    label_options,
    strategy_rows,
)
from annotator.app.present.review_sets import SetRow
from annotator.core.default_codebook import DEFAULT_CODEBOOK
from annotator.gui.review.compare_dialog import CompareDialog
from annotator.gui.review.merge_dialog import MergeDialog
from annotator.gui.review.same_cases import SameCasesDialog
from annotator.gui.review.strategy_button import StrategyButton
from annotator.gui.review.summary_page import SummaryPage
from annotator.gui.review.table import Table
from annotator.gui.theme import Theme

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support", extend=True)

VIEW = MergeView(
    "Takes 143 groups in 31 articles, leaves 12 open.",
    "Take 143 groups in 31 articles",
    (CountRow("Unanimous", 143, 0), CountRow("Label conflict", 0, 12)),
    (CountRow("Actor", 143, 12),),
    (("Too few votes", 12),),
)


@pytest.fixture
def host(qtbot: QtBot) -> Iterator[QWidget]:
    host = QWidget()
    qtbot.addWidget(host)
    host.show()
    yield host
    for dialog in host.findChildren(QDialog):
        dialog.close()


def merge_dialog(
    qtbot: QtBot,
    host: QWidget,
    theme: Theme,
    *,
    strategy: str = "majority",
    blind: str = "",
    is_local: bool = False,
) -> MergeDialog:
    dialog = MergeDialog(
        strategy_rows(),
        MergeChoices(strategy),
        annotators=(AnnotatorOption("ana", "A"), AnnotatorOption("ben", "B")),
        labels=label_options(DEFAULT_CODEBOOK),
        has_article=True,
        theme=theme,
        parent=host,
        blind_reason=blind,
        is_local=is_local,
    )
    with qtbot.waitExposed(dialog):
        dialog.show()
    dialog.activateWindow()
    return dialog


def strategy(dialog: QDialog, title: str) -> StrategyButton:
    return next(b for b in dialog.findChildren(StrategyButton) if b.text() == title)


def button(dialog: QWidget, beginning: str) -> QPushButton:
    buttons = dialog.findChildren(QPushButton)
    return next(b for b in buttons if b.text().startswith(beginning))


def lines(table: Table) -> list[tuple[str, ...]]:
    items = [table.topLevelItem(place) for place in range(table.topLevelItemCount())]
    return [tuple(item.text(c) for c in range(table.columnCount())) for item in items if item]


def test_choosing_a_strategy_asks_for_its_dry_run(
    qtbot: QtBot, host: QWidget, theme: Theme
) -> None:
    dialog = merge_dialog(qtbot, host, theme)
    dialog.show_view(VIEW, choices=dialog.choices())
    with qtbot.waitSignal(dialog.dry_run_asked) as asked:
        qtbot.mouseClick(strategy(dialog, "Votes"), Qt.MouseButton.LeftButton, pos=QPoint(60, 30))
    assert asked.args == [MergeChoices("threshold", annotator="ana")]
    assert not button(dialog, "Nothing to take").isEnabled()


def test_arrow_keys_choose_among_the_strategies(qtbot: QtBot, host: QWidget, theme: Theme) -> None:
    dialog = merge_dialog(qtbot, host, theme)
    qtbot.waitUntil(strategy(dialog, "Majority").hasFocus)
    with qtbot.waitSignal(dialog.dry_run_asked) as asked:
        qtbot.keyClick(strategy(dialog, "Majority"), Qt.Key.Key_Up)
    assert asked.args[0].strategy == "threshold"


def test_only_what_the_strategy_uses_can_be_set(qtbot: QtBot, host: QWidget, theme: Theme) -> None:
    dialog = merge_dialog(qtbot, host, theme)
    assert not any(spin.isVisible() for spin in dialog.findChildren(QSpinBox))
    qtbot.mouseClick(strategy(dialog, "Votes"), Qt.MouseButton.LeftButton)
    [votes] = [s for s in dialog.findChildren(QSpinBox) if s.accessibleName() == "Votes"]
    assert votes.isVisible()
    with qtbot.waitSignal(dialog.dry_run_asked) as asked:
        qtbot.keyClick(votes, Qt.Key.Key_Up)
    assert asked.args[0].votes == 3


def test_one_label_of_one_annotator_can_be_taken(qtbot: QtBot, host: QWidget, theme: Theme) -> None:
    dialog = merge_dialog(qtbot, host, theme, strategy="prefer")
    boxes = {box.accessibleName(): box for box in dialog.findChildren(QComboBox)}
    qtbot.keyClick(boxes["Labels"], Qt.Key.Key_Down)
    qtbot.keyClick(boxes["Annotator"], Qt.Key.Key_Down)
    qtbot.keyClick(boxes["In"], Qt.Key.Key_Down)
    assert dialog.choices() == MergeChoices(
        "prefer", annotator="ben", labels=("actor",), is_everywhere=False
    )


def test_a_letter_is_preferred_in_its_article_alone(
    qtbot: QtBot, host: QWidget, theme: Theme
) -> None:
    dialog = merge_dialog(qtbot, host, theme, is_local=True)
    boxes = {box.accessibleName(): box for box in dialog.findChildren(QComboBox)}
    assert boxes["In"].isEnabled()
    qtbot.mouseClick(strategy(dialog, "One annotator"), Qt.MouseButton.LeftButton)
    assert not boxes["In"].isEnabled()
    assert boxes["Annotator"].currentText() == "A"
    assert dialog.choices() == MergeChoices("prefer", annotator="ana", is_everywhere=False)
    qtbot.mouseClick(strategy(dialog, "Majority"), Qt.MouseButton.LeftButton)
    assert boxes["In"].isEnabled()


def test_a_blind_review_prefers_nobody_and_says_why(
    qtbot: QtBot, host: QWidget, theme: Theme
) -> None:
    dialog = merge_dialog(qtbot, host, theme, strategy="prefer", blind="The review is blind.")
    preferring = strategy(dialog, "One annotator")
    assert not preferring.isEnabled()
    assert preferring.accessibleDescription() == "The review is blind."
    assert dialog.choices().strategy == "unanimous"


def test_the_dry_run_stands_in_a_table_and_on_the_button(
    qtbot: QtBot, host: QWidget, theme: Theme
) -> None:
    dialog = merge_dialog(qtbot, host, theme)
    dialog.show_view(VIEW, choices=dialog.choices())
    assert lines(dialog.findChildren(Table)[0]) == [
        ("By kind", "", ""),
        ("Unanimous", "143", "0"),
        ("Label conflict", "0", "12"),
        ("By label", "", ""),
        ("Actor", "143", "12"),
        ("Left open because", "", ""),
        ("Too few votes", "", "12"),
    ]
    with qtbot.waitSignal(dialog.accepted_choices) as accepted:
        qtbot.mouseClick(button(dialog, "Take 143"), Qt.MouseButton.LeftButton)
    assert accepted.args == [MergeChoices("majority", annotator="ana")]


def test_what_was_computed_for_other_choices_is_passed_over(
    qtbot: QtBot, host: QWidget, theme: Theme
) -> None:
    dialog = merge_dialog(qtbot, host, theme)
    old = dialog.choices()
    qtbot.mouseClick(strategy(dialog, "Unanimous"), Qt.MouseButton.LeftButton)
    dialog.show_view(VIEW, choices=old)
    assert not button(dialog, "Nothing to take").isEnabled()


CASES = CaseList(
    tuple(
        CaseRow(f"c{i}", f"a{i}", f"g{i}", f"Title {i}", "said ", "Lavrov", " here")
        for i in range(3)
    ),
    "actor “Lavrov”",
    "3 identical cases in 3 articles.",
)


def cases_dialog(qtbot: QtBot, host: QWidget, theme: Theme) -> SameCasesDialog:
    dialog = SameCasesDialog(CASES, theme=theme, parent=host)
    with qtbot.waitExposed(dialog):
        dialog.show()
    return dialog


def test_cases_that_are_unticked_are_not_decided(qtbot: QtBot, host: QWidget, theme: Theme) -> None:
    dialog = cases_dialog(qtbot, host, theme)
    view = dialog.findChildren(QListView)[0]
    qtbot.keyClick(view, Qt.Key.Key_Down)
    qtbot.keyClick(view, Qt.Key.Key_Space)
    with qtbot.waitSignal(dialog.deciding_asked) as asked:
        qtbot.mouseClick(button(dialog, "Decide 2 cases"), Qt.MouseButton.LeftButton)
    assert asked.args == [(("a0", "g0"), ("a2", "g2"))]


def test_a_click_on_the_box_unticks(qtbot: QtBot, host: QWidget, theme: Theme) -> None:
    dialog = cases_dialog(qtbot, host, theme)
    view = dialog.findChildren(QListView)[0]
    place = view.visualRect(view.model().index(2, 0)).topLeft() + QPoint(18, 14)
    qtbot.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=place)
    assert button(dialog, "Decide").text() == "Decide 2 cases"


def test_all_cases_are_unticked_with_one_key(qtbot: QtBot, host: QWidget, theme: Theme) -> None:
    dialog = cases_dialog(qtbot, host, theme)
    view = dialog.findChildren(QListView)[0]
    qtbot.keyClick(view, Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
    assert not button(dialog, "Decide").isEnabled()
    index = view.model().index(0, 0)
    assert index.data(Qt.ItemDataRole.AccessibleTextRole) == "not ticked, Title 0: said Lavrov here"


SETS = tuple(SetRow(name, name, "annotator", "finished", 4) for name in ("gold", "ana", "ben"))


def test_ticking_a_third_set_takes_the_first_ones_tick(qtbot: QtBot, host: QWidget) -> None:
    dialog = CompareDialog(SETS, chosen=("gold", "ana"), parent=host)
    with qtbot.waitExposed(dialog):
        dialog.show()
    table = dialog.findChildren(Table)[0]
    assert button(dialog, "Compare").text() == "Compare gold with ana"
    for _ in range(2):
        qtbot.keyClick(table, Qt.Key.Key_Down)
    qtbot.keyClick(table, Qt.Key.Key_Space)
    with qtbot.waitSignal(dialog.compare_asked) as asked:
        qtbot.mouseClick(button(dialog, "Compare ana with ben"), Qt.MouseButton.LeftButton)
    assert asked.args == ["ana", "ben"]


@pytest.mark.parametrize(
    ("chosen", "words"),
    [
        ((), "Compare gold with ana"),
        (("ben",), "Compare gold with ben"),
        (("ana", "ben"), "Compare ana with ben"),
        (("nobody",), "Compare gold with ana"),
    ],
)
def test_two_sets_are_ticked_at_first(
    qtbot: QtBot, host: QWidget, chosen: tuple[str, ...], words: str
) -> None:
    dialog = CompareDialog(SETS, chosen=chosen, parent=host)
    assert button(dialog, "Compare").text() == words


def test_one_set_alone_cannot_be_compared(qtbot: QtBot, host: QWidget) -> None:
    dialog = CompareDialog(SETS, parent=host)
    with qtbot.waitExposed(dialog):
        dialog.show()
    qtbot.keyClick(dialog.findChildren(Table)[0], Qt.Key.Key_Space)
    assert not button(dialog, "Tick two sets").isEnabled()


SUMMARY = PersonalSummary(
    "ana",
    (AgainstRow("a", "Grain", Against(12, 3)), AgainstRow("b", "Flood", Against(5))),
    (ConfusionRow("actor", "source", 4, "b"),),
)


@pytest.fixture
def page(qtbot: QtBot, theme: Theme) -> SummaryPage:
    page = SummaryPage(theme)
    qtbot.addWidget(page)
    page.resize(800, 500)
    page.show_summary(SUMMARY)
    with qtbot.waitExposed(page):
        page.show()
    return page


def test_the_summary_has_a_row_for_all_and_for_each_article(page: SummaryPage) -> None:
    articles, pairs = page.findChildren(Table)
    assert [row[:3] for row in lines(articles)] == [
        ("All articles", "17", "3"),
        ("Grain", "12", "3"),
        ("Flood", "5", "–"),
    ]
    assert lines(pairs) == [("Marked actor, gold has source", "4")]


@pytest.mark.parametrize(("table", "steps", "article"), [(0, 1, "a"), (0, 2, "b"), (1, 0, "b")])
def test_return_on_a_row_opens_its_article(
    qtbot: QtBot, page: SummaryPage, table: int, steps: int, article: str
) -> None:
    here = page.findChildren(Table)[table]
    here.setCurrentItem(here.topLevelItem(0))
    here.setFocus()
    for _ in range(steps):
        qtbot.keyClick(here, Qt.Key.Key_Down)
    with qtbot.waitSignal(page.article_chosen) as chosen:
        qtbot.keyClick(here, Qt.Key.Key_Return)
    assert chosen.args == [article]


def test_without_articles_the_summary_says_when_there_will_be_some(page: SummaryPage) -> None:
    page.show_summary(PersonalSummary("ana"))
    shown = [label.text() for label in page.findChildren(QLabel) if label.isVisible()]
    assert "Nothing to compare yet" in shown
