"""The work of setting an article on paper, in small steps: for a printer, or into a PDF file."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import QCoreApplication, QMarginsF, QRectF, Qt
from PySide6.QtGui import (
    QFont,
    QGuiApplication,
    QPagedPaintDevice,
    QPageLayout,
    QPageSize,
    QPainter,
    QPdfWriter,
)

from annotator import __version__
from annotator.app.jobs import Job, Progress
from annotator.app.present.highlights import dimmed_spans, headline_spans, marks_of
from annotator.app.present.paper import PaperFrame
from annotator.app.whole_file import whole_file
from annotator.core.annotations import Annotation
from annotator.core.articles import Article
from annotator.core.codebook import Codebook
from annotator.core.errors import AnnotatorError, StorageFailed
from annotator.gui.text.paper import (
    PaperArticle,
    PaperStyle,
    Slab,
    legend_slab,
    paper_style,
    placed,
    rule_slab,
    text_slabs,
)
from annotator.gui.theme import light

MARGIN_MM = 20.0
_FOOTER_PX = 30.0
_MARKS_A_STEP = 400


@dataclass(frozen=True, slots=True)
class PaperWork:
    """Everything that is printed, as it was when printing was asked for."""

    article: Article
    annotations: tuple[Annotation, ...]
    codebook: Codebook
    frame: PaperFrame
    reading: QFont
    interface: QFont


def pdf_job(path: Path, work: PaperWork, *, size: QPageSize) -> Job[int]:
    """Writes the PDF; its number of pages. After an error or a cancelled job nothing is left."""
    with whole_file(path, replace=True) as passing:
        writer = QPdfWriter(str(passing))
        writer.setTitle(work.frame.name)
        writer.setCreator(f"Annotator {__version__}")
        writer.setPageLayout(page_layout(size))
        pages = yield from draw_job(writer, work)
        # Qt says nothing when the disk is full; then the end is missing.
        if not _is_whole(passing):
            raise StorageFailed(path, _tr("the PDF could not be written to its end"))
    return pages


def _is_whole(path: Path) -> bool:
    with path.open("rb") as file:
        file.seek(max(0, path.stat().st_size - 32))
        return b"%%EOF" in file.read()


def page_layout(size: QPageSize) -> QPageLayout:
    """Upright pages with margins of two centimetres."""
    margins = QMarginsF(MARGIN_MM, MARGIN_MM, MARGIN_MM, MARGIN_MM)
    upright, unit = QPageLayout.Orientation.Portrait, QPageLayout.Unit.Millimeter
    return QPageLayout(size, upright, margins, unit)


def draw_job(
    device: QPagedPaintDevice, work: PaperWork, *, abandon: Callable[[], object] | None = None
) -> Job[int]:
    """Draws every page; how many they were. `abandon` is called where the job is cancelled.

    The lines are broken twice, first to count the pages: the number of all stands on each.
    """
    # Lengths count the screen's logical pixels: so many points are as many pixels as there.
    scale = device.logicalDpiX() / _screen_dpi()
    room = device.pageLayout().paintRectPixels(device.logicalDpiX())
    style = paper_style(work.reading, work.interface, width=room.width() / scale, theme=light())
    height = room.height() / scale - _FOOTER_PX
    sheet = _Sheet(work, style)
    for done in sheet.take_marks():
        yield Progress(done, len(work.annotations), _tr("preparing mark"))
    pages = 1
    for page, _, _ in placed(sheet.slabs(), height=height):
        pages = page + 1
        yield Progress(sheet.paragraph, sheet.paragraphs, _tr("breaking lines of paragraph"))
    painter = QPainter()
    if not painter.begin(device):
        raise AnnotatorError(_tr("The pages could not be drawn: nothing takes them there."))
    is_whole = False
    try:
        painter.scale(scale, scale)
        footer = QRectF(0, height, style.width, _FOOTER_PX)
        drawn = 0
        _draw_footer(painter, footer, style, name=work.frame.name, number=f"1 / {pages:,}")
        for page, y, slab in placed(sheet.slabs(), height=height):
            if page > drawn:
                drawn = page
                device.newPage()
                number = f"{page + 1:,} / {pages:,}"
                _draw_footer(painter, footer, style, name=work.frame.name, number=number)
            slab.paint(painter, y)
            yield Progress(page + 1, pages, _tr("drawing page"))
        is_whole = True
    finally:
        if not is_whole and abandon is not None:
            abandon()
        painter.end()
    return pages


class _Sheet:
    """The article with its head and its legend, as one stream of slabs."""

    def __init__(self, work: PaperWork, style: PaperStyle) -> None:
        self._work, self._style = work, style
        article = work.article
        self._set = PaperArticle(
            article.text,
            dimmed=dimmed_spans(article),
            headlines=headline_spans(article),
            style=style,
        )
        self.paragraph = 0

    @property
    def paragraphs(self) -> int:
        """How many paragraphs there are."""
        return self._set.paragraphs

    def take_marks(self) -> Iterator[int]:
        """Takes in the annotations, some at a time; how many it has."""
        found = self._work.annotations
        for first in range(0, len(found), _MARKS_A_STEP):
            part = found[first : first + _MARKS_A_STEP]
            self._set.add_marks(marks_of(part, self._work.codebook))
            yield first + len(part)

    def slabs(self) -> Iterator[Slab]:
        """Everything from the title to the last relation."""
        yield from self._head()
        for number, slab in self._set.slabs():
            self.paragraph = number + 1
            yield slab
        yield from self._tail()

    def _head(self) -> Iterator[Slab]:
        frame, style = self._work.frame, self._style
        if frame.title:
            yield from text_slabs(frame.title, style.bold, style, gap=0, follow=40)
        for words in (frame.facts, frame.author):
            if words:
                yield from text_slabs(words, style.small, style, gap=4)
        yield rule_slab(style, gap=8)

    def _tail(self) -> Iterator[Slab]:
        frame, style = self._work.frame, self._style
        if frame.legend:
            yield rule_slab(style, gap=16)
            yield from self._heading(_tr("Labels"))
            widest = max(style.painter.chip_width(row.chip) for row in frame.legend)
            for row in frame.legend:
                words = f"{row.title}: {row.count:,}"
                yield legend_slab(row.chip, words, color=row.color, style=style, chips_width=widest)
        for title, lines in (
            (_tr("On the whole article"), frame.on_the_whole),
            (_tr("Relations"), frame.relations),
        ):
            if lines:
                yield from self._heading(title)
            for words in lines:
                yield from text_slabs(words, style.small, style, gap=4)

    def _heading(self, words: str) -> Iterator[Slab]:
        return text_slabs(words, self._style.bold, self._style, gap=14, follow=30)


def _draw_footer(
    painter: QPainter, area: QRectF, style: PaperStyle, *, name: str, number: str
) -> None:
    """The article's title and the number of the page, at the foot of it."""
    painter.setFont(style.small)
    painter.setPen(style.theme.secondary)
    bottom, side = Qt.AlignmentFlag.AlignBottom, Qt.AlignmentFlag
    painter.drawText(area, bottom | side.AlignRight, number)
    metrics = painter.fontMetrics()
    room = area.width() - metrics.horizontalAdvance(number) - 24
    shown = metrics.elidedText(name, Qt.TextElideMode.ElideRight, round(room))
    painter.drawText(area, bottom | side.AlignLeft, shown)


def _screen_dpi() -> float:
    """Qt makes pixels of points by the first screen's resolution, a whole number."""
    return round(QGuiApplication.primaryScreen().logicalDotsPerInchX())


def _tr(words: str) -> str:
    return QCoreApplication.translate("PaperJob", words)
