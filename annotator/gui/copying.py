"""Copies words of the article with their labels, as text and as rich text."""

from PySide6.QtCore import QObject, QStringListModel
from PySide6.QtGui import QGuiApplication

from annotator.app.copying import Copied, copied, meant_for_copying
from annotator.app.present.wording import counted
from annotator.core.errors import Refused
from annotator.gui.theme import light
from annotator.gui.workbench import Workbench

_TINT = 0.14


class Copying(QObject):
    """Opens, by the names that commands use, the ways to copy with labels."""

    def __init__(self, bench: Workbench) -> None:
        super().__init__(bench)
        self._bench = bench
        bench.add_openers({"copy_labels": self._copy_labels, "copy_html": self._copy_html})

    def _copy_labels(self) -> None:
        found = self._copied()
        put_on_clipboard(found.inline, html=found.html)
        self._tell(self.tr("Copied with {annotations}."), found)

    def _copy_html(self) -> None:
        found = self._copied()
        QGuiApplication.clipboard().setText(found.html)
        self._tell(self.tr("Copied as HTML with {annotations}."), found)

    def _copied(self) -> Copied:
        desk, current = self._bench.desk, self._bench.session.current
        if current is None:
            raise Refused(self.tr("Open an article first."))
        # What is pasted stands on white paper, whatever the window looks like.
        theme = light()
        return copied(
            current,
            self._bench.session.codebook,
            within=meant_for_copying(current.article.text, self._bench.place(), desk.annotation),
            colors=[color.name() for color in theme.labels],
            tints=[theme.wash(color, _TINT).name() for color in theme.labels],
        )

    def _tell(self, words: str, found: Copied) -> None:
        said = words.format(annotations=counted(found.annotations, "annotation"))
        self._bench.say(said)
        self._bench.window.text.announce(said)


def put_on_clipboard(text: str, *, html: str) -> None:
    """Puts plain and rich text on the clipboard together.

    A model makes the object that holds them, in C++. PySide6 6.11 crashes when the program ends
    with one on the clipboard that Python has made.
    """
    model = QStringListModel([""])
    data = model.mimeData([model.index(0)])
    for kind in data.formats():
        data.removeFormat(kind)
    data.setText(text)
    data.setHtml(f'<meta charset="utf-8">{html}')
    QGuiApplication.clipboard().setMimeData(data)
