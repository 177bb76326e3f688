"""What is at a place of the text: the card that hovering or a key shows, and the list of a heap."""

from PySide6.QtCore import QObject, QPoint, Qt, Slot
from PySide6.QtGui import QAction, QColor, QIcon, QPainter, QPixmap
from PySide6.QtWidgets import QMenu, QToolTip

from annotator.app.present.card import CardRow, card_html, card_rows, card_words
from annotator.app.present.wording import counted
from annotator.core.errors import Refused
from annotator.gui.theme import readable_on
from annotator.gui.workbench import Workbench

# A longer menu would be slow to open and is not read; a key goes through all.
_MOST_LISTED = 40
_SIDE_PX = 16


class Cards(QObject):
    """Answers what the article view asks about its marks."""

    def __init__(self, bench: Workbench) -> None:
        super().__init__(bench)
        self._bench = bench
        self._text = bench.window.text
        self._is_by_key = False
        self._text.card_asked.connect(self._on_card_asked)
        self._text.list_asked.connect(self._on_list_asked)
        self._text.caret_moved.connect(self._on_caret_moved)
        bench.add_openers({"card": self._show_at_caret})

    @Slot(object, QPoint)
    def _on_card_asked(self, ids: tuple[str, ...], place: QPoint) -> None:
        self._is_by_key = False
        self._show(self._rows(ids), place)

    def _show_at_caret(self) -> None:
        """The card of the annotations at the caret; pressed again, it goes."""
        if self._is_by_key and QToolTip.isVisible():
            QToolTip.hideText()
            return
        rows = self._rows(self._ids_at_caret())
        if not rows:
            key = self._bench.actions.key_words("go.next_annotation")
            words = self.tr("Nothing is marked here.")
            if key:
                words += " " + self.tr("{key} goes to the next annotation.").format(key=key)
            raise Refused(words)
        self._show(rows, self._text.viewport().mapToGlobal(self._text.cursorRect().bottomLeft()))
        self._is_by_key = True
        self._text.announce(card_words(rows))

    def _ids_at_caret(self) -> tuple[str, ...]:
        caret, chosen = self._text.caret(), self._bench.desk.annotation
        here = self._text.marks_at(caret) or (self._text.marks_at(caret - 1) if caret else ())
        return here or ((chosen.id,) if chosen is not None else ())

    def _rows(self, ids: tuple[str, ...]) -> tuple[CardRow, ...]:
        session = self._bench.open_session
        if session is None or session.current is None:
            return ()
        current = session.current
        return card_rows(ids, current.state, current.article.text, session.codebook)

    def _show(self, rows: tuple[CardRow, ...], place: QPoint) -> None:
        theme = self._bench.reading.theme

        def paint(color: int) -> tuple[str, str]:
            ground = theme.label(color)
            return ground.name(), readable_on(ground).name()

        if rows:
            quiet, line = theme.secondary.name(), theme.line.name()
            html = card_html(rows, paint=paint, secondary=quiet, line=line)
            QToolTip.showText(place, html, self._text.viewport())
        else:
            QToolTip.hideText()

    @Slot(int)
    def _on_caret_moved(self, _offset: int) -> None:
        if self._is_by_key:
            self._is_by_key = False
            QToolTip.hideText()

    # The list

    @Slot(object, QPoint)
    def _on_list_asked(self, ids: tuple[str, ...], place: QPoint) -> None:
        """A short list to choose from: Return takes the first, a number takes that one."""
        rows = self._rows(ids)
        if not rows:
            return
        QToolTip.hideText()
        menu = QMenu(self._text)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.setAccessibleName(self.tr("Annotations here"))
        for number, row in enumerate(rows[:_MOST_LISTED], 1):
            menu.addAction(self._choice(menu, number, row))
        rest = len(rows) - _MOST_LISTED
        if rest > 0:
            key = self._bench.actions.key_words("go.cycle")
            words = self.tr("and {more}: {key} goes through them") if key else self.tr("and {more}")
            more = menu.addAction(words.format(more=counted(rest, "more", "more"), key=key))
            more.setEnabled(False)
        menu.setActiveAction(menu.actions()[0])
        menu.triggered.connect(self._on_chosen)
        menu.popup(place)

    def _choice(self, menu: QMenu, number: int, row: CardRow) -> QAction:
        words = f"{row.title}   {row.line}".replace("&", "&&")
        key = f"&{number}  " if number < 10 else ""
        action = QAction(_swatch(self._bench.reading.theme.label(row.color)), key + words, menu)
        action.setIconVisibleInMenu(True)
        action.setData(row.id)
        return action

    @Slot(QAction)
    def _on_chosen(self, action: QAction) -> None:
        annotation_id = str(action.data())
        self._bench.attempt(lambda: self._bench.select(annotation_id))


def _swatch(color: QColor) -> QIcon:
    """A rounded square of a label's colour."""
    scale = 3
    pixmap = QPixmap(_SIDE_PX * scale, _SIDE_PX * scale)
    pixmap.fill(Qt.GlobalColor.transparent)
    painter = QPainter(pixmap)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(color)
    painter.drawRoundedRect(pixmap.rect().adjusted(6, 6, -6, -6), 9, 9)
    painter.end()
    return QIcon(pixmap)
