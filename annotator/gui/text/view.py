"""The article view: events in, signals out. It decides nothing about annotations."""

from collections.abc import Collection

from PySide6.QtCore import QEvent, QMimeData, Qt, Signal, Slot
from PySide6.QtGui import (
    QAccessible,
    QFocusEvent,
    QGuiApplication,
    QKeyEvent,
    QKeySequence,
)
from PySide6.QtWidgets import QWidget

from annotator.app.present.highlights import Mark
from annotator.core.graphemes import character_step, is_boundary, whole_characters
from annotator.core.segments import sentences_near
from annotator.core.spans import Span
from annotator.gui.text.accessible import CaretListener, announce
from annotator.gui.text.carets import (
    paragraphs,
    place_after,
    place_before,
    word_after,
    word_before,
)
from annotator.gui.text.latin import KeyPlaces
from annotator.gui.text.mouse import MouseView
from annotator.gui.text.pointer import (
    Pointer,
)

_MODIFIERS = Qt.KeyboardModifier
_KEYS = QKeySequence.StandardKey
# Key, direction, by words, extends the selection.
_STEPS = (
    (_KEYS.MoveToNextChar, 1, False, False),
    (_KEYS.MoveToPreviousChar, -1, False, False),
    (_KEYS.SelectNextChar, 1, False, True),
    (_KEYS.SelectPreviousChar, -1, False, True),
    (_KEYS.MoveToNextWord, 1, True, False),
    (_KEYS.MoveToPreviousWord, -1, True, False),
    (_KEYS.SelectNextWord, 1, True, True),
    (_KEYS.SelectPreviousWord, -1, True, True),
)


class ArticleView(MouseView):
    """An article with its marks, a caret and a selection.

    Signals carry offsets, spans and ids of marks. Selections made with the mouse are snapped to
    words unless Alt is held; those made with keys are left as made. Sentences are reached with
    Alt+Up and Alt+Down, paragraphs with Ctrl+Up and Ctrl+Down; Shift extends.
    """

    caret_moved = Signal(int)
    selection_changed_to = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        self._is_loading = False
        self._last_selection: Span | None = None
        self._last_caret = 0
        self._is_key_selecting = False
        self._listener = CaretListener()
        self._places = KeyPlaces()
        super().__init__(parent)
        self.setAccessibleName(self.tr("Article text"))
        self.cursorPositionChanged.connect(self._on_cursor_moved)
        self.selectionChanged.connect(self._on_selection_changed)

    def show_article(
        self, text: str, *, dimmed: tuple[Span, ...] = (), headlines: tuple[Span, ...] = ()
    ) -> None:
        """Shows a text without marks, from its beginning. No signal is sent."""
        self._is_loading = True
        try:
            super().show_article(text, dimmed=dimmed, headlines=headlines)
        finally:
            self._is_loading = False
        self._pointer = Pointer(text)
        self._listener = CaretListener()
        self._is_exact = False
        self._last_selection, self._last_caret = None, 0

    def change_marks(self, *, gone: Collection[str] = (), put: Collection[Mark] = ()) -> None:
        """Takes away the marks with the ids in `gone`, and adds or replaces those in `put`."""
        super().change_marks(gone=gone, put=put)
        self._listener.know(mark.id for mark in put)

    def selection_is_exact(self) -> bool:
        """Whether the selection was made with Alt, or character by character."""
        return self._is_exact and self.selection() is not None

    def select(self, span: Span) -> None:
        """Selects exactly a span, the caret at its end."""
        self._is_exact = False
        super().select(span)

    def copy_selection(self) -> None:
        """Puts the selected part of the article's own text on the clipboard.

        Not by Qt's copy(): it hands the clipboard an object that Python has made, and PySide6
        6.11 crashes when the program ends with that still there.
        """
        selection = self.selection()
        if selection is not None:
            QGuiApplication.clipboard().setText(selection.text_of(self._shown.text))

    def announce(self, message: str) -> None:
        """Has a screen reader say what was done, where one listens."""
        announce(self, message)

    # Events.

    def event(self, event: QEvent) -> bool:
        """Leaves every key to the actions first: this view takes only what they do not want."""
        if event.type() == QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent):
            self._places.watch(event)
            if self._pointer.is_gripping and event.key() == Qt.Key.Key_Escape:
                event.accept()
                return True
            if self._wants_fold_key(event):
                event.accept()
                return True
            event.ignore()
            return False
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Moves the caret; the caret's line stays in sight."""
        if event.key() == Qt.Key.Key_Escape and self._pointer.is_gripping:
            self._pointer.cancelled()
            self._show_preview(None)
            return
        if event.matches(QKeySequence.StandardKey.Copy):
            self.copy_selection()
            event.accept()
            return
        if self._wants_fold_key(event):
            self.toggle_fold(self.caret())
            event.accept()
            return
        act = self._places.action(event, self)
        if act is not None:
            event.accept()
            act.trigger()
            return
        had_selection = self.selection() is not None
        before, left = self.textCursor().position(), self.caret()
        if not (self._moved_by_unit(event) or self._stepped(event)):
            super().keyPressEvent(event)
            self._leave_grapheme()
        if self.textCursor().position() != before:
            self._walk_over_folds(left, event.key())
            by_character = event.matches(QKeySequence.StandardKey.SelectNextChar) or event.matches(
                QKeySequence.StandardKey.SelectPreviousChar
            )
            self._is_exact = by_character or (self._is_exact and had_selection)
            extends = bool(event.modifiers() & _MODIFIERS.ShiftModifier)
            self._is_key_selecting, self._has_grown = extends, False
            self._reveal(self.textCursor().position(), margin=self._measures.pitch)

    def keyReleaseEvent(self, event: QKeyEvent) -> None:
        """Says that a selection is complete when Shift is let go after it was made with keys."""
        super().keyReleaseEvent(event)
        if event.key() == Qt.Key.Key_Shift and self._is_key_selecting:
            self._is_key_selecting = False
            selection = self.selection()
            if selection is not None:
                self.selection_made.emit(selection)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Keys held down are let go elsewhere."""
        self._is_key_selecting = False
        super().focusOutEvent(event)

    def _moved_by_unit(self, event: QKeyEvent) -> bool:
        """Whether the key was one of ours: Alt or Ctrl with Up or Down, perhaps with Shift."""
        modifiers = event.modifiers() & ~_MODIFIERS.KeypadModifier
        extends = bool(modifiers & _MODIFIERS.ShiftModifier)
        rest = modifiers & ~_MODIFIERS.ShiftModifier
        if event.key() not in (Qt.Key.Key_Up, Qt.Key.Key_Down) or rest not in (
            _MODIFIERS.AltModifier,
            _MODIFIERS.ControlModifier,
        ):
            return False
        units = sentences_near if rest == _MODIFIERS.AltModifier else paragraphs
        text, caret = self._shown.text, self.caret()
        if event.key() == Qt.Key.Key_Down:
            place = place_after(text, caret, units=units, is_end=extends)
        else:
            place = place_before(text, caret, units=units)
        anchor = self._shown.offset(self.textCursor().anchor()) if extends else place
        self._select_positions(anchor, place)
        event.accept()
        return True

    def _stepped(self, event: QKeyEvent) -> bool:
        """Whether the key was one for a character or a word, perhaps with Shift.

        Qt's own steps would stop twice at a seam, and its words are others than ours.
        """
        row = next((row for row in _STEPS if event.matches(row[0])), None)
        if row is None:
            return False
        _, step, is_word, extends = row
        cursor, text, caret = self.textCursor(), self._shown.text, self.caret()
        if cursor.block().textDirection() == Qt.LayoutDirection.RightToLeft:
            step = -step
        chosen = self.selection()
        if is_word:
            place = word_after(text, caret) if step > 0 else word_before(text, caret)
            place = whole_characters(text, place, place)[step > 0]
        elif chosen is not None and not extends:
            place = chosen.end if step > 0 else chosen.start
        else:
            place = character_step(text, caret, step)
        anchor = self._shown.offset(cursor.anchor()) if extends else place
        self._select_positions(anchor, place)
        event.accept()
        return True

    def _leave_grapheme(self) -> None:
        """Puts a caret that Qt has moved into a grapheme of ours before it."""
        text, caret = self._shown.text, self.caret()
        if not is_boundary(text, caret):
            cursor = self.textCursor()
            anchor = self._shown.offset(cursor.anchor())
            place = whole_characters(text, caret, caret)[0]
            self._select_positions(anchor if cursor.hasSelection() else place, place)

    def createMimeDataFromSelection(self) -> QMimeData:
        """The selected part of the article's own text: Qt's copy has other spaces."""
        data = QMimeData()
        selection = self.selection()
        if selection is not None:
            data.setText(selection.text_of(self._shown.text))
        return data

    # What Qt says.

    @Slot()
    def _on_cursor_moved(self) -> None:
        caret = self.caret()
        if self._is_loading or caret == self._last_caret:
            return
        self._last_caret = caret
        self.caret_moved.emit(caret)
        if QAccessible.isActive():
            self._announce_fold(caret)
            announce(self, self._listener.message(self._page.marks.at(caret)))

    def _announce_fold(self, caret: int) -> None:
        run = self._page.folds.folded_at(caret)
        if run is not None:
            words = self.tr("Folded: {lines}. Return unfolds.")
            announce(self, words.format(lines=self._page.words_of(run)))

    @Slot()
    def _on_selection_changed(self) -> None:
        selection = self.selection()
        if self._is_loading or selection == self._last_selection:
            return
        self._last_selection = selection
        self.selection_changed_to.emit(selection)
