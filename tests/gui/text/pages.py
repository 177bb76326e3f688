"""What the tests of the article view share: a view, points of the text, the mouse."""

from PySide6.QtCore import QEvent, QPoint, QPointF, Qt
from PySide6.QtGui import QMouseEvent, QTextCursor
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from annotator.app.present.highlights import Mark
from annotator.core.spans import Span
from annotator.gui.text.view import ArticleView

LEFT = Qt.MouseButton.LeftButton
NO_BUTTON = Qt.MouseButton.NoButton
NONE = Qt.KeyboardModifier.NoModifier
ALT = Qt.KeyboardModifier.AltModifier
SHIFT = Qt.KeyboardModifier.ShiftModifier
CTRL = Qt.KeyboardModifier.ControlModifier
Key = Qt.Key


def span_of(text: str, words: str, nth: int = 0) -> Span:
    place = -1
    for _ in range(nth + 1):
        place = text.index(words, place + 1)
    return Span(place, place + len(words))


def mark(mark_id: str, *spans: Span, chip: str = "actor", color: int = 1, **more: int) -> Mark:
    return Mark(
        id=mark_id, spans=spans, chip=chip, color=color, title=f"title of {mark_id}", **more
    )


def utf16(text: str, offset: int) -> int:
    return len(text[:offset].encode("utf-16-le", "surrogatepass")) // 2


def edge(view: ArticleView, text: str, offset: int) -> QPoint:
    """The middle of the line where the caret before the character at an offset would stand."""
    cursor = QTextCursor(view.document())
    cursor.setPosition(utf16(text, offset))
    return view.cursorRect(cursor).center()


def inside(view: ArticleView, text: str, offset: int) -> QPoint:
    """A point on the character at an offset, in text from left to right on one line."""
    left, right = edge(view, text, offset), edge(view, text, offset + 1)
    return QPoint((left.x() + right.x()) // 2, left.y())


def move(
    view: ArticleView, at: QPoint, *, held: Qt.MouseButton = LEFT, keys: object = NONE
) -> None:
    port = view.viewport()
    event = QMouseEvent(
        QEvent.Type.MouseMove, QPointF(at), QPointF(port.mapToGlobal(at)), NO_BUTTON, held, keys
    )
    QApplication.sendEvent(port, event)


def drag(view: ArticleView, start: QPoint, end: QPoint, *, keys: object = NONE) -> None:
    QTest.mousePress(view.viewport(), LEFT, keys, start)
    move(view, (start + end) / 2, keys=keys)
    move(view, end, keys=keys)
    QTest.mouseRelease(view.viewport(), LEFT, keys, end)


def click(view: ArticleView, at: QPoint, *, keys: object = NONE) -> None:
    QTest.mouseClick(view.viewport(), LEFT, keys, at)


def press(view: ArticleView, at: QPoint) -> None:
    """A press right after the last one: QTest lets time go by so that clicks stay single."""
    port = view.viewport()
    kind, there = QEvent.Type.MouseButtonPress, QPointF(port.mapToGlobal(at))
    event = QMouseEvent(kind, QPointF(at), there, LEFT, LEFT, NONE)
    event.setTimestamp(view._clicks._last_ms + 50)
    QApplication.sendEvent(port, event)


def paint(view: ArticleView) -> None:
    view.viewport().update()
    QApplication.processEvents()
