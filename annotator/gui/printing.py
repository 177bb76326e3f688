"""Prints the annotated article, or saves it as PDF, without stopping the window."""

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QLocale, QObject, Slot
from PySide6.QtGui import QFontDatabase, QGuiApplication, QPageSize
from PySide6.QtWidgets import QDialog

from annotator.app.jobs import Job, Progress
from annotator.app.present.paper import paper_frame
from annotator.app.present.wording import counted
from annotator.app.settings import Settings
from annotator.core.articles import file_name_for
from annotator.core.errors import AnnotatorError, Refused
from annotator.gui.asking import Asking
from annotator.gui.slices import Slices
from annotator.gui.transfers import usual_folder
from annotator.gui.workbench import Workbench

if TYPE_CHECKING:
    from PySide6.QtPrintSupport import QPrinter

    from annotator.gui.paper_job import PaperWork


class Printing(QObject):
    """Opens, by the names that commands use, the printer's dialog and that of the PDF."""

    def __init__(self, bench: Workbench, settings: Settings, *, asking: Asking) -> None:
        super().__init__(bench)
        self._bench = bench
        self._settings = settings
        self._asking = asking
        self._slices = Slices(self)
        self._stopped = ""
        bench.window.status.cancel_clicked.connect(self._on_cancel_asked)
        application = QGuiApplication.instance()
        assert application is not None
        application.aboutToQuit.connect(self._on_quitting)
        bench.add_openers({"pdf": self._ask_pdf, "print": self._ask_print})

    # PDF

    def _ask_pdf(self) -> None:
        article = self._work().article
        folder = usual_folder(self._settings)
        path = self._asking.file_for_pdf(folder / file_name_for(article, suffix=".pdf"))
        if path is None:
            return
        from annotator.gui.paper_job import pdf_job

        self._settings.set("last_folder", str(path.parent))
        size = QPageSize(_usual_size())

        def done(pages: int) -> None:
            words = self.tr("Saved as PDF, {pages}: {path}")
            self._bench.say(words.format(pages=counted(pages, "page"), path=path))

        self._start(pdf_job(path, self._work(), size=size), done=done)
        self._stopped = self.tr("Stopped. No PDF was written.")

    # Paper

    def _ask_print(self) -> None:
        self._work()
        from PySide6.QtPrintSupport import QPrintDialog, QPrinter, QPrinterInfo

        if not QPrinterInfo.availablePrinterNames():
            words = self.tr("No printer is set up on this computer. Save as PDF instead")
            key = self._bench.actions.key_words("file.pdf")
            raise Refused(f"{words}: {key}." if key else f"{words}.")
        printer = QPrinter(QPrinter.PrinterMode.HighResolution)
        dialog = QPrintDialog(printer, self._bench.window)
        dialog.setOption(QPrintDialog.PrintDialogOption.PrintPageRange, on=False)
        dialog.accepted.connect(partial(self._on_printer_chosen, printer))
        dialog.finished.connect(dialog.deleteLater)
        # The dialog's own `open` wants a receiver.
        QDialog.open(dialog)

    def _on_printer_chosen(self, printer: "QPrinter") -> None:
        self._bench.attempt(lambda: self.print_on(printer))

    def print_on(self, printer: "QPrinter") -> None:
        """Prints the open article on a printer that was chosen. Raises Refused."""
        from PySide6.QtCore import QMarginsF
        from PySide6.QtGui import QPageLayout

        from annotator.gui.paper_job import MARGIN_MM, draw_job

        work = self._work()
        margins = QMarginsF(MARGIN_MM, MARGIN_MM, MARGIN_MM, MARGIN_MM)
        printer.setPageMargins(margins, QPageLayout.Unit.Millimeter)
        printer.setDocName(work.frame.name)

        def done(pages: int) -> None:
            words = self.tr("Sent to the printer: {pages}.")
            self._bench.say(words.format(pages=counted(pages, "page")))

        self._start(draw_job(printer, work, abandon=printer.abort), done=done)
        self._stopped = self.tr("Stopped. Pages that the printer has already are printed.")

    # Both

    def _work(self) -> "PaperWork":
        """The open article as it is now. Raises Refused where there is none, or while printing."""
        from annotator.gui.paper_job import PaperWork

        if self._slices.is_busy:
            raise Refused(self.tr("Something else is still being done. Wait for it, or cancel it."))
        self._bench.finish_typing()
        session = self._bench.session
        current = session.current
        if current is None:
            raise Refused(self.tr("Open an article first."))
        return PaperWork(
            article=current.article,
            annotations=tuple(current.state),
            codebook=session.codebook,
            frame=paper_frame(current.article, current.state, session.codebook),
            reading=self._bench.window.text.font(),
            interface=QFontDatabase.systemFont(QFontDatabase.SystemFont.GeneralFont),
        )

    def _start(self, job: Job[int], *, done: Callable[[int], None]) -> None:
        def finished(pages: int) -> None:
            self._end()
            done(pages)

        self._bench.set_busy(is_busy=True)
        self._slices.start(
            job, on_progress=self._on_progress, on_done=finished, on_error=self._on_error
        )

    def _on_progress(self, progress: Progress) -> None:
        self._bench.window.status.show_progress(progress)

    def _on_error(self, error: AnnotatorError) -> None:
        self._end()
        self._bench.complain(error)

    @Slot()
    def _on_cancel_asked(self) -> None:
        if self._slices.cancel():
            self._end()
            self._bench.say(self._stopped)

    @Slot()
    def _on_quitting(self) -> None:
        """Leaves no half-written file behind."""
        self._slices.cancel()

    def _end(self) -> None:
        self._bench.window.status.show_progress(None)
        self._bench.set_busy(is_busy=False)


def _usual_size() -> QPageSize.PageSizeId:
    """Letter where inches are used, A4 elsewhere."""
    system = QLocale.system().measurementSystem()
    is_american = system == QLocale.MeasurementSystem.ImperialUSSystem
    return QPageSize.PageSizeId.Letter if is_american else QPageSize.PageSizeId.A4
