"""A thousand articles in review: a decision changes one row of the list, not all of them."""

from dataclasses import replace

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QListView

from annotator.app.present.review_list import review_rows
from annotator.app.review.listing import ReviewList as Listed
from annotator.gui.review.review_list import ReviewList
from tests.effort import calls_of
from tests.gui.review.entering import review
from tests.stories.driving import Driver

ARTICLES = 1_000


def test_what_follows_a_decision_does_less_than_making_the_list(driver: Driver) -> None:
    review(driver)
    bench = driver.program.bench
    listing = bench.lens.listing
    known = listing._facts["a0"], listing._facts["a1"]
    more = [replace(known[1], id=f"b{number}") for number in range(ARTICLES)]
    listing._on_listed(Listed((*known, *more)))
    making = calls_of(lambda: review_rows((*known, *more)))
    driver.press("1")
    following = calls_of(bench._refresh)
    assert following < 0.2 * making


def test_a_decision_is_told_in_the_row_of_its_article(driver: Driver) -> None:
    review(driver)
    driver.press("1")
    driver.qtbot.wait(50)
    views = driver.window.findChild(ReviewList).findChildren(QListView)
    rows = next(view for view in views if view.accessibleName() == "Articles to review").model()
    words = [rows.index(row, 0).data(Qt.ItemDataRole.AccessibleTextRole) for row in range(2)]
    assert ["1 of " in told for told in words] == [True, False]
