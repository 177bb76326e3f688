"""The annotated article on paper: pages that part no line, whole files or none, a living window."""

import re
import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import Qt
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from annotator.app.present.paper import paper_frame
from annotator.core.articles import make_article
from annotator.core.default_codebook import DEFAULT_CODEBOOK
from annotator.core.ids import PersonId
from annotator.core.state import ArticleState
from annotator.gui.text.paper import Slab, placed
from tests.stories.driving import ControlModifier, Driver, ShiftModifier

BOTH = ControlModifier | ShiftModifier
needs_pdftotext = pytest.mark.skipif(
    shutil.which("pdftotext") is None, reason="pdftotext is not installed"
)


@pytest.fixture
def driver(qtbot: QtBot, tmp_path: Path) -> Iterator[Driver]:
    with Driver.started(qtbot, tmp_path) as started:
        started.open_sample(tmp_path / "sample.anno")
        started.open_article("sample-1")
        yield started


@pytest.fixture
def long(driver: Driver, tmp_path: Path) -> Driver:
    """An article of a hundred thousand words open."""
    source = tmp_path / "long.txt"
    source.write_text("\n".join(["All quiet on the river today, officials said. " * 20] * 900))
    driver.asking.paths = [source]
    driver.program.bench.show("import_files")
    driver.qtbot.waitUntil(lambda: len(driver.session.rows) > 9, timeout=20_000)
    newest = next(r for r in driver.session.rows if not r.id.startswith("sample"))
    driver.open_article(newest.id)
    return driver


def said(driver: Driver) -> str:
    return " ".join(notice.text for notice in driver.window.notices.notices)


def is_busy(driver: Driver) -> bool:
    return bool(driver.program.bench._context().is_busy)


def saved(driver: Driver, path: Path) -> bytes:
    """What Ctrl+Shift+P writes."""
    driver.asking.paths = [path]
    driver.keys(driver.view, Qt.Key.Key_P, BOTH)
    driver.qtbot.waitUntil(lambda: "Saved as PDF" in said(driver), timeout=30_000)
    assert not is_busy(driver)
    return path.read_bytes()


def pages_in(pdf: bytes) -> int:
    return len(re.findall(rb"/Type\s*/Page\b", pdf))


def words_in(path: Path) -> str:
    command = ["pdftotext", "-layout", str(path), "-"]
    return subprocess.run(command, capture_output=True, check=True).stdout.decode("utf-8")


def test_the_article_is_saved_as_pdf(driver: Driver, tmp_path: Path) -> None:
    pdf = saved(driver, tmp_path / "one.pdf")
    assert pdf.startswith(b"%PDF")
    assert pdf.rstrip().endswith(b"%%EOF")
    pages = pages_in(pdf)
    assert f"Saved as PDF, {pages} page" in said(driver)


def test_chips_and_bars_are_no_pictures(driver: Driver, tmp_path: Path) -> None:
    pdf = saved(driver, tmp_path / "one.pdf")
    assert b"/Subtype /Image" not in pdf
    assert b"/Font" in pdf


@needs_pdftotext
def test_the_pdf_has_the_words_the_legend_and_the_relations(driver: Driver, tmp_path: Path) -> None:
    saved(driver, tmp_path / "one.pdf")
    found = re.sub(r"\s+", " ", words_in(tmp_path / "one.pdf"))
    current = driver.session.current
    for line in current.article.text.split("\n"):
        # Lines may be broken anywhere; the first words of each paragraph are not.
        assert " ".join(line.split()[:3]) in found
    for label in DEFAULT_CODEBOOK.labels:
        count = sum(1 for annotation in driver.state if annotation.label == label.id)
        if count:
            assert f"{label.title}: {count}" in found
    assert ("said by" in found) == bool(driver.state.relations)
    assert "Annotated by ana" in found


@needs_pdftotext
def test_every_page_has_its_number_and_no_line_is_lost_or_twice(
    long: Driver, tmp_path: Path
) -> None:
    pdf = saved(long, tmp_path / "long.pdf")
    pages = words_in(tmp_path / "long.pdf").split("\f")[:-1]
    assert len(pages) == pages_in(pdf) > 50
    for number, page in enumerate(pages, 1):
        assert f"{number:,} / {len(pages):,}" in page
    # The title stands above the first page and at the foot of each.
    bodies = [page.rstrip().rpartition("\n")[0] for page in pages]
    bodies[0] = bodies[0].partition("Annotated by")[2]
    found = sum(body.count("officials") for body in bodies)
    assert found == long.text.count("officials")


def test_a_cancelled_pdf_leaves_what_was_there(long: Driver, tmp_path: Path) -> None:
    path = tmp_path / "kept.pdf"
    path.write_bytes(b"what was here")
    files = set(tmp_path.iterdir())
    long.asking.paths = [path]
    long.keys(long.view, Qt.Key.Key_P, BOTH)
    long.qtbot.waitUntil(lambda: set(tmp_path.iterdir()) != files, timeout=10_000)
    assert is_busy(long)
    long.window.status.cancel_clicked.emit()
    assert not is_busy(long)
    assert set(tmp_path.iterdir()) == files
    assert path.read_bytes() == b"what was here"
    assert "No PDF was written" in said(long)


def test_one_can_go_on_marking_while_the_pdf_is_written(long: Driver, tmp_path: Path) -> None:
    long.asking.paths = [tmp_path / "long.pdf"]
    long.keys(long.view, Qt.Key.Key_P, BOTH)
    long.qtbot.waitUntil(lambda: is_busy(long), timeout=10_000)
    long.walk_to(0)
    long.press("a")
    assert is_busy(long)
    assert long.quotes() == {"actor": ["All"]}
    long.qtbot.waitUntil(lambda: "Saved as PDF" in said(long), timeout=60_000)


def test_where_the_folder_cannot_be_written_to_it_is_said(driver: Driver, tmp_path: Path) -> None:
    driver.asking.paths = [tmp_path / "missing" / "one.pdf"]
    driver.keys(driver.view, Qt.Key.Key_P, BOTH)
    driver.qtbot.waitUntil(lambda: "does not exist" in said(driver), timeout=10_000)
    assert not is_busy(driver)


def test_without_a_printer_the_way_to_a_pdf_is_told(
    driver: Driver, monkeypatch: pytest.MonkeyPatch
) -> None:
    from PySide6.QtPrintSupport import QPrinterInfo

    monkeypatch.setattr(QPrinterInfo, "availablePrinterNames", list)
    driver.keys(driver.view, Qt.Key.Key_P, ControlModifier)
    assert "No printer is set up" in said(driver)


def test_the_printers_dialog_opens_and_goes_and_nothing_is_printed(
    driver: Driver, monkeypatch: pytest.MonkeyPatch
) -> None:
    from PySide6.QtPrintSupport import QPrintDialog, QPrinterInfo

    monkeypatch.setattr(QPrinterInfo, "availablePrinterNames", lambda: ["a printer"])
    driver.keys(driver.view, Qt.Key.Key_P, ControlModifier)
    dialog = QApplication.activeModalWidget()
    assert isinstance(dialog, QPrintDialog)
    dialog.reject()
    assert not is_busy(driver)
    assert "Sent to" not in said(driver)


def test_the_same_pages_go_to_a_printer(driver: Driver, tmp_path: Path) -> None:
    from PySide6.QtCore import QObject
    from PySide6.QtPrintSupport import QPrinter

    from annotator.gui.printing import Printing

    printer = QPrinter(QPrinter.PrinterMode.HighResolution)
    printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
    printer.setOutputFileName(str(tmp_path / "printed.pdf"))
    bench: QObject = driver.program.bench
    printing = bench.findChild(Printing)
    assert printing is not None
    printing.print_on(printer)
    driver.qtbot.waitUntil(lambda: "Sent to the printer" in said(driver), timeout=30_000)
    assert pages_in((tmp_path / "printed.pdf").read_bytes()) >= 1


# The pages themselves.


def _nothing(_painter: QPainter, _y: float) -> None:
    pass


slabs = st.lists(
    st.builds(
        Slab,
        st.floats(0, 40),
        st.floats(0, 130),
        st.just(_nothing),
        st.floats(0, 60),
    ),
    max_size=40,
)


@given(slabs)
def test_no_slab_is_parted_and_none_covers_another(found: list[Slab]) -> None:
    height = 100.0
    pages = list(placed(found, height=height))
    assert [slab for _, _, slab in pages] == found
    bottom, last = 0.0, 0
    for page, top, slab in pages:
        if page == last:
            assert top >= bottom
        else:
            assert (page, top) == (last + 1, 0.0)
        assert top + slab.height <= height or top == 0.0
        bottom, last = top + slab.height, page


@given(slabs)
def test_a_page_is_only_ended_where_the_next_does_not_fit(found: list[Slab]) -> None:
    height, bottom, last = 100.0, 0.0, 0
    for page, top, slab in placed(found, height=height):
        if page > last:
            assert bottom + slab.gap + slab.height + slab.follow > height
        bottom, last = top + slab.height, page


# What stands around the article.


def test_a_title_the_text_begins_with_is_not_printed_twice() -> None:
    one = make_article("The river rises\n\nAll quiet.", title="The river rises")
    other = make_article("12:30\nThe river rises\n\nAll quiet.", title="The river rises")
    titles = [
        paper_frame(article, ArticleState(article.id, PersonId("ana")), DEFAULT_CODEBOOK).title
        for article in (one, other)
    ]
    assert titles == ["", "The river rises"]
