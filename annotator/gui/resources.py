"""Icons by name, drawn in the colour of the text around them, over `app.paths`."""

from PySide6.QtCore import QDir, QPoint, QRect, QSize, Qt
from PySide6.QtGui import (
    QColor,
    QGuiApplication,
    QIcon,
    QIconEngine,
    QImageReader,
    QPainter,
    QPalette,
    QPixmap,
)

from annotator.app.paths import resources

_KEPT = 8


def register_search_paths() -> None:
    """Makes `icons:mark.svg` work in style sheets, readers and icons."""
    QDir.setSearchPaths("icons", [str(resources() / "icons")])


class _TintedEngine(QIconEngine):
    """Draws a single-colour SVG in the palette's text colour, so that icons follow the theme.

    Nothing is read before the first paint: a window with forty icons starts as fast as one
    without.
    """

    def __init__(self, name: str, color: QColor | None) -> None:
        super().__init__()
        self._name = name
        self._color = color
        self._drawn: dict[tuple[int, int, int], QPixmap] = {}

    def clone(self) -> QIconEngine:
        return _TintedEngine(self._name, self._color)

    def paint(self, painter: QPainter, rect: QRect, mode: QIcon.Mode, state: QIcon.State) -> None:
        side = min(rect.width(), rect.height())
        scale = painter.device().devicePixelRatioF()
        target = QRect(0, 0, side, side)
        target.moveCenter(rect.center())
        painter.drawPixmap(target.topLeft(), self._tinted(side, scale, self._tint(mode)))

    def pixmap(self, size: QSize, mode: QIcon.Mode, state: QIcon.State) -> QPixmap:
        return self.scaledPixmap(size, mode, state, 1.0)

    def scaledPixmap(
        self, size: QSize, mode: QIcon.Mode, state: QIcon.State, scale: float
    ) -> QPixmap:
        """Qt gives the size in device-independent pixels and the screen's scale."""
        if size.isEmpty():
            # Qt 6.12 asks for one before a button has its size.
            return QPixmap()
        pixmap = QPixmap(size * scale)
        pixmap.setDevicePixelRatio(scale)
        pixmap.fill(Qt.GlobalColor.transparent)
        painter = QPainter(pixmap)
        self.paint(painter, QRect(QPoint(0, 0), size), mode, state)
        painter.end()
        return pixmap

    def _tint(self, mode: QIcon.Mode) -> QColor:
        palette = QGuiApplication.palette()
        if mode == QIcon.Mode.Disabled:
            return palette.color(QPalette.ColorGroup.Disabled, QPalette.ColorRole.ButtonText)
        if self._color is not None:
            return self._color
        if mode == QIcon.Mode.Selected:
            return palette.color(QPalette.ColorRole.HighlightedText)
        return palette.color(QPalette.ColorRole.ButtonText)

    def _tinted(self, side: int, scale: float, color: QColor) -> QPixmap:
        pixels = max(1, round(side * scale))
        key = (pixels, round(scale * 100), color.rgba())
        found = self._drawn.get(key)
        if found is not None:
            return found
        if len(self._drawn) >= _KEPT:
            self._drawn.clear()
        pixmap = tinted_pixmap(self._name, pixels, color)
        pixmap.setDevicePixelRatio(scale)
        self._drawn[key] = pixmap
        return pixmap


def tinted_pixmap(name: str, pixels: int, color: QColor) -> QPixmap:
    """An icon in one colour, `pixels` device pixels wide and high; empty where there is none."""
    reader = QImageReader(f"icons:{name}.svg")
    reader.setScaledSize(QSize(pixels, pixels))
    image = reader.read()
    pixmap = QPixmap(pixels, pixels)
    pixmap.fill(Qt.GlobalColor.transparent)
    painter = QPainter(pixmap)
    painter.drawImage(0, 0, image)
    painter.setCompositionMode(QPainter.CompositionMode.CompositionMode_SourceIn)
    painter.fillRect(pixmap.rect(), color)
    painter.end()
    return pixmap


def icon(name: str, color: QColor | None = None) -> QIcon:
    """The icon of that name in the palette's text colour, or always in `color`."""
    return QIcon(_TintedEngine(name, color))


def application_icon() -> QIcon:
    """The program's own icon, in its own colours."""
    return QIcon("icons:annotator.svg")
