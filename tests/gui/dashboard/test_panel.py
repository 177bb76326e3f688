"""The agreement panel under real keys and clicks: what is said, opened, chosen and saved."""

import re
import xml.etree.ElementTree as ET
from itertools import pairwise
from typing import Any

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QAccessible, QImage, QPalette
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QApplication,
    QComboBox,
    QMenu,
    QWidget,
)
from pytestqt.qtbot import QtBot

from annotator.app.behind import Behind, Said, SpanBehind, SpansBehind
from annotator.app.dashboard import Dashboard
from annotator.app.present.behind_rows import BehindView, behind_view
from annotator.app.present.charts import Bars, Matrix, MatrixCell, Opened
from annotator.app.present.dashboard import Look, dashboard_view
from annotator.app.present.dashboard_names import Naming
from annotator.core.ids import ArticleId, LabelId, PersonId
from annotator.gui.dashboard.chart_painting import cell_ground, cell_ink
from annotator.gui.dashboard.chart_table import ChartTable
from annotator.gui.dashboard.panel import DashboardPanel
from annotator.gui.dashboard.pictures import picture_size, png_of, svg_of
from annotator.gui.theme import Theme, contrast, dark, high_contrast, light

KEY = Qt.Key


def table_of(panel: DashboardPanel, chart_id: str) -> ChartTable:
    return panel.cards[chart_id].table


def opened_by(qtbot: QtBot, panel: DashboardPanel, act: Any) -> Opened:
    with qtbot.waitSignal(panel.opened, timeout=1000) as said:
        act()
    [opened] = said.args
    assert isinstance(opened, Opened)
    return opened


def view_of(spans: SpansBehind, found: Dashboard, *, only_different: bool = False) -> BehindView:
    naming = Naming(found.codebook)
    return behind_view(spans, naming, heading="Behind", only_different=only_different)


# Opening what is behind


def test_return_on_a_cell_opens_what_the_pair_has_marked(
    qtbot: QtBot, panel: DashboardPanel
) -> None:
    table = table_of(panel, "pairs")
    table.setFocus(Qt.FocusReason.TabFocusReason)
    QTest.keyClick(table, KEY.Key_Right)
    opened = opened_by(qtbot, panel, lambda: QTest.keyClick(table, KEY.Key_Return))
    assert opened.behind == Behind(pair=("ana", "ben"))
    assert opened.heading == "What ana and ben have marked"


def test_a_click_on_a_bar_opens_its_label(qtbot: QtBot, panel: DashboardPanel) -> None:
    table = table_of(panel, "labels")
    place = table.visualRect(table.model().index(0, 0)).center()
    opened = opened_by(
        qtbot,
        panel,
        lambda: QTest.mouseClick(table.viewport(), Qt.MouseButton.LeftButton, pos=place),
    )
    assert opened.behind == Behind(label="actor")


def test_a_cell_that_holds_nothing_opens_nothing(qtbot: QtBot, panel: DashboardPanel) -> None:
    table = table_of(panel, "pairs")
    table.setFocus(Qt.FocusReason.TabFocusReason)
    with qtbot.assertNotEmitted(panel.opened):
        QTest.keyClick(table, KEY.Key_Return)


def test_return_on_a_measure_opens_all_spans(qtbot: QtBot, panel: DashboardPanel) -> None:
    table = panel.overall.table
    table.setFocus(Qt.FocusReason.TabFocusReason)
    opened = opened_by(qtbot, panel, lambda: QTest.keyClick(table, KEY.Key_Return))
    assert opened.behind == Behind()


def test_the_measure_one_stands_on_is_explained(panel: DashboardPanel) -> None:
    table = panel.overall.table
    table.setFocus(Qt.FocusReason.TabFocusReason)
    QTest.keyClick(table, KEY.Key_Down)
    assert panel.overall._about.text().startswith("f1_overlap: F1 of spans with the same label")
    assert "Source: Hripcsak" in panel.overall._about.text()


def rows(panel: DashboardPanel, found: Dashboard, *, only_different: bool = False) -> None:
    ana, ben = PersonId("ana"), PersonId("ben")
    actor = Said(ana, LabelId("actor"), "Anna Brown")
    spans = SpansBehind(
        (
            SpanBehind("1", ArticleId("a0"), "First", 0, actor, Said(ben), is_same=False),
            SpanBehind("2", ArticleId("a0"), "First", 17, Said(ana), actor, is_same=False),
            SpanBehind("3", ArticleId("a1"), "Second", 4, actor, actor, is_same=True),
        )
    )
    view = view_of(spans, found, only_different=only_different)
    panel.show_spans(view, only_different=only_different)


def test_a_row_of_the_list_opens_the_article_at_the_place(
    qtbot: QtBot, panel: DashboardPanel, found: Dashboard
) -> None:
    table_of(panel, "pairs").setFocus(Qt.FocusReason.TabFocusReason)
    rows(panel, found)
    view = panel.spans.view
    assert view.hasFocus()
    QTest.keyClick(view, KEY.Key_Down)
    with qtbot.waitSignal(panel.article_asked, timeout=1000) as said:
        QTest.keyClick(view, KEY.Key_Return)
    assert said.args == ["a0", 17]
    place = view.visualRect(view.model().index(2, 0)).center()
    with qtbot.waitSignal(panel.article_asked, timeout=1000) as said:
        QTest.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=place)
    assert said.args == ["a1", 4]


def test_escape_closes_the_list_and_goes_back_to_the_chart(
    panel: DashboardPanel, found: Dashboard
) -> None:
    table = table_of(panel, "pairs")
    table.setFocus(Qt.FocusReason.TabFocusReason)
    rows(panel, found)
    QTest.keyClick(panel.spans.view, KEY.Key_Escape)
    assert panel.spans.isHidden()
    assert table.hasFocus()


def test_opening_the_list_moves_no_card(panel: DashboardPanel, found: Dashboard) -> None:
    before = {name: card.geometry() for name, card in panel.cards.items()}
    table_of(panel, "pairs").setFocus(Qt.FocusReason.TabFocusReason)
    rows(panel, found)
    QApplication.processEvents()
    assert {name: card.geometry() for name, card in panel.cards.items()} == before


def test_the_cell_that_was_opened_stays_in_sight(panel: DashboardPanel, found: Dashboard) -> None:
    table = table_of(panel, "boundaries")
    panel._area.ensureWidgetVisible(table)
    table.setFocus(Qt.FocusReason.TabFocusReason)
    rows(panel, found)
    QApplication.processEvents()
    cell = table.visualRect(table.currentIndex())
    place = table.viewport().mapTo(panel._area.viewport(), cell.center())
    assert panel._area.viewport().rect().contains(QPoint(10, place.y()))


def test_the_tick_over_the_list_says_whether_all_are_listed(
    qtbot: QtBot, panel: DashboardPanel, found: Dashboard
) -> None:
    rows(panel, found, only_different=True)
    assert panel.spans.view.model().rowCount() == 2
    tick = panel.spans.only_different
    assert tick.isChecked()
    with qtbot.waitSignal(panel.only_different_changed, timeout=1000) as said:
        QTest.keyClick(tick, KEY.Key_Space)
    assert said.args == [False]


# Choosing


def test_another_measure_is_chosen_with_keys(qtbot: QtBot, panel: DashboardPanel) -> None:
    box = panel.choices.measure
    box.setFocus(Qt.FocusReason.TabFocusReason)
    with qtbot.waitSignal(panel.look_changed, timeout=1000) as said:
        QTest.keyClick(box, KEY.Key_Down)
    assert said.args == [Look(measure="f1_overlap")]


def test_annotators_are_ticked_in_a_list_that_stays_open(
    qtbot: QtBot, panel: DashboardPanel
) -> None:
    button = panel.choices.annotators
    assert button.text().startswith("Annotators: all")
    QTest.mouseClick(button, Qt.MouseButton.LeftButton)
    menu = button.findChild(QMenu)
    assert menu is not None
    assert menu.isVisible()
    QTest.keyClick(menu, KEY.Key_Space)
    assert menu.isVisible()
    with qtbot.waitSignal(panel.asked_changed, timeout=1000) as said:
        QTest.keyClick(menu, KEY.Key_Escape)
    assert said.args[0].annotators == ("ben", "cy")
    assert button.text().startswith("Annotators: ben, cy")


def test_at_least_one_annotator_stays_ticked(qtbot: QtBot, panel: DashboardPanel) -> None:
    button = panel.choices.annotators
    QTest.mouseClick(button, Qt.MouseButton.LeftButton)
    menu = button.findChild(QMenu)
    assert menu is not None
    with qtbot.assertNotEmitted(panel.asked_changed):
        for _ in range(3):
            QTest.keyClick(menu, KEY.Key_Space)
            QTest.keyClick(menu, KEY.Key_Down)
        QTest.keyClick(menu, KEY.Key_Escape)
    assert button.ticked() == ("ana", "ben", "cy")


def test_every_other_choice_asks_anew(qtbot: QtBot, panel: DashboardPanel) -> None:
    choices = panel.choices
    for control, key, name, value in (
        (choices.attributes, KEY.Key_Space, "with_attributes", True),
        (choices.accepted, KEY.Key_Space, "without_accepted", True),
        (choices.parts, KEY.Key_Down, "subcorpus", "outlet"),
        (choices.samples, KEY.Key_Down, "samples", 200),
    ):
        control.setFocus(Qt.FocusReason.TabFocusReason)
        with qtbot.waitSignal(panel.asked_changed, timeout=1000) as said:
            QTest.keyClick(control, key)
        assert getattr(said.args[0], name) == value


def test_pairs_and_units_are_chosen_on_the_cards(qtbot: QtBot, panel: DashboardPanel) -> None:
    for box, expected in (
        (panel.confused, Look(confused=("ana", "ben"))),
        (panel.bounded, Look(bounded=("ana", "ben"))),
        (panel.unit, Look(in_words=False)),
    ):
        with qtbot.waitSignal(panel.look_changed, timeout=1000) as said:
            QTest.keyClick(box, KEY.Key_Down)
        assert said.args == [expected]


def test_what_is_shown_by_program_is_no_choice(
    qtbot: QtBot, panel: DashboardPanel, found: Dashboard
) -> None:
    look = Look(measure="u_alpha", confused=("ana", "cy"), in_words=False)
    with qtbot.assertNotEmitted(panel.look_changed), qtbot.assertNotEmitted(panel.asked_changed):
        panel.show_view(dashboard_view(found, look), found.asked, look)
    assert panel.choices.measure.currentData() == "u_alpha"
    assert panel.confused.currentText() == "ana and cy"


def test_saving_is_asked_for_in_a_menu_with_keys(qtbot: QtBot, panel: DashboardPanel) -> None:
    button = panel.cards["labels"].save
    button.setFocus(Qt.FocusReason.TabFocusReason)
    QTest.keyClick(button, KEY.Key_Space)
    menu = button.findChild(QMenu)
    assert menu is not None
    qtbot.waitUntil(menu.isVisible, timeout=1000)
    QTest.keyClick(menu, KEY.Key_Down)
    with qtbot.waitSignal(panel.save_asked, timeout=1000) as said:
        QTest.keyClick(menu, KEY.Key_Return)
    assert said.args == ["labels", "svg"]


# Keys, names, room


def controls(panel: DashboardPanel) -> list[QWidget]:
    kinds = (QAbstractButton, QComboBox, QAbstractItemView)
    found = [w for kind in kinds for w in panel.findChildren(kind) if w.isVisible()]
    # A drop-down's list and a table's corner belong to their owners.
    return [w for w in found if not isinstance(w.parent(), QComboBox | QAbstractItemView)]


def test_every_control_has_a_name_and_says_what_it_does(
    panel: DashboardPanel, found: Dashboard
) -> None:
    rows(panel, found, only_different=True)
    for control in controls(panel):
        interface = QAccessible.queryAccessibleInterface(control)
        assert interface.text(QAccessible.Text.Name), control
        assert control.toolTip(), control


def test_tab_reaches_every_control(panel: DashboardPanel, found: Dashboard) -> None:
    rows(panel, found, only_different=True)
    wanted = {control for control in controls(panel) if control.isEnabled()}
    panel.choices.annotators.setFocus(Qt.FocusReason.TabFocusReason)
    reached = set()
    for _ in range(80):
        here = QApplication.focusWidget()
        reached.add(here)
        QTest.keyClick(here, KEY.Key_Tab)
    assert {type(c).__name__ for c in wanted - reached} == set()


def test_a_screen_reader_hears_all_about_a_cell(panel: DashboardPanel) -> None:
    table = table_of(panel, "pairs")
    words = table.model().index(0, 1).data(int(Qt.ItemDataRole.AccessibleTextRole))
    assert words.startswith("ana and ben: F1, same spans 0.57, ")
    assert "2 articles, 7 annotations" in words


@pytest.mark.parametrize(("width", "columns"), [(1280, 2), (640, 1)])
def test_cards_stand_in_one_column_or_two(panel: DashboardPanel, width: int, columns: int) -> None:
    panel.resize(width, 800)
    QApplication.processEvents()
    first, second = panel.cards["pairs"], panel.cards["labels"]
    assert (first.y() == second.y()) == (columns == 2)
    assert panel._area.horizontalScrollBar().maximum() == 0


def test_there_is_a_sentence_where_nothing_can_be_shown(panel: DashboardPanel) -> None:
    panel.show_empty("Nobody has finished an article", "Finish one.", "Compute")
    assert panel.empty.isVisible()
    assert not table_of(panel, "pairs").isVisible()


def test_every_theme_paints_every_card(panel: DashboardPanel) -> None:
    shots = []
    for theme in themes():
        panel.show_theme(theme)
        shots.append(panel.grab().toImage())
    assert not any(one == other for one, other in pairwise(shots))


def themes() -> list[Theme]:
    white = QPalette()
    black = QPalette(Qt.GlobalColor.black)
    return [light(), dark(), high_contrast(white), high_contrast(black)]


@pytest.mark.parametrize("theme", range(4))
def test_words_on_cells_can_be_read_however_strong_the_colour(qapp: object, theme: int) -> None:
    chosen = themes()[theme]
    for apart in (False, True):
        for step in range(101):
            cell = MatrixCell("0.5", strength=step / 100, is_apart=apart)
            assert contrast(cell_ink(cell, chosen), cell_ground(cell, chosen)) >= 4.5


# Pictures


@pytest.mark.parametrize("chart_id", ["pairs", "labels", "confusion", "articles", "boundaries"])
def test_a_picture_has_title_sentence_axes_numbers_and_n(
    panel: DashboardPanel, found: Dashboard, chart_id: str
) -> None:
    chart = next(c for c in dashboard_view(found).charts if c.id == chart_id)
    root = ET.fromstring(svg_of(chart, panel.font()))
    assert root.tag.endswith("svg")
    words = " ".join("".join(text.itertext()) for text in root.iter() if text.tag.endswith("text"))
    plain = re.sub(r"\s+", " ", words)
    for part in (chart.title, chart.row_axis, chart.note.split(";")[0]):
        assert part in plain, part
    for word in chart.sentence.split():
        assert word in plain
    cells = (
        [cell.words for row in chart.cells for cell in row]
        if isinstance(chart, Matrix)
        else [bar.words for row in chart.rows for bar in row.bars]
    )
    for number in cells:
        assert number in plain
    if isinstance(chart, Bars):
        assert all(row.heading.title in plain for row in chart.rows)


def test_a_png_has_two_dots_for_each_pixel(panel: DashboardPanel, found: Dashboard) -> None:
    chart = dashboard_view(found).charts[1]
    image = QImage.fromData(png_of(chart, panel.font()))
    assert image.size() == picture_size(chart, panel.font()) * 2
    colors = {image.pixel(x, image.height() // 2) for x in range(image.width())}
    assert len(colors) > 2
