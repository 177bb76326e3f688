"""Opens the palette for labels, types of relations and commands, and does what is chosen in it."""

from collections.abc import Callable

from PySide6.QtCore import QCoreApplication, QObject, QPoint, QRect, QSize, Slot

from annotator.app.desk import Desk
from annotator.app.present.palette import (
    PaletteModel,
    PaletteRow,
    command_rows,
    label_palette,
    matching,
    relation_palette,
    stepping_palette,
    sticky_palette,
)
from annotator.core.annotations import Annotation
from annotator.core.errors import Refused
from annotator.core.ids import LabelId, RelationTypeId
from annotator.gui.actions import native
from annotator.gui.panels.palette import Palette
from annotator.gui.workbench import Workbench

_AT_CARET, _OF_COMMANDS = 420, 600
# Room for the chips over a line and the bars under it.
_CHIPS, _BARS = 16, 12
_LEAST_AREA = QSize(320, 240)
_FROM_TOP = 48


class Palettes(QObject):
    """One palette for everything that is chosen from a list; made when it is asked for first."""

    def __init__(self, bench: Workbench) -> None:
        super().__init__(bench)
        self._bench = bench
        self._palette: Palette | None = None
        self._rows: tuple[PaletteRow, ...] = ()
        self._take: Callable[[str], None] = self._run_command
        bench.add_openers(
            {
                "label_palette": self._open_labels,
                "sticky_palette": self._open_sticky,
                "label_to_go_to": self._open_stepping,
                "relation_types": self._open_relation_types,
                "command_palette": self._open_commands,
            }
        )

    @property
    def _desk(self) -> Desk:
        return self._bench.desk

    # What is chosen from

    def _open_labels(self) -> None:
        session, desk = self._bench.session, self._desk
        if session.current is None:
            raise Refused(self.tr("Open an article first."))
        model = label_palette(
            session.codebook,
            desk.aim(self._bench.place()),
            state=session.current.state,
            text=session.current.article.text,
            recent=desk.recent_labels(),
        )
        if not model.rows:
            raise Refused(self.tr("The caret is not at a word. Select some words first."))
        self._open(model, self._put_label)

    def _open_sticky(self) -> None:
        desk = self._desk
        model = sticky_palette(
            self._bench.session.codebook, sticky=desk.sticky, recent=desk.recent_labels()
        )
        self._open(model, self._stick)

    def _open_stepping(self) -> None:
        session = self._bench.session
        if session.current is None:
            raise Refused(self.tr("Open an article first."))
        model = stepping_palette(
            session.codebook,
            counts=session.current.state.count_of,
            recent=self._desk.recent_labels(),
        )
        self._open(model, self._go_to)

    def _open_relation_types(self) -> None:
        self._open(relation_palette(self._desk.relation_choices()), self._relate)

    def _open_commands(self) -> None:
        actions = self._bench.actions
        able = [
            command
            for command in actions.commands
            if command.id != "go.command" and actions.action(command.id).isEnabled()
        ]
        rows = command_rows(able, titles=self._title, menus=_menu_title, shown=native)
        model = PaletteModel(self.tr("Commands"), self.tr("Type to filter the commands"), rows)
        self._open(model, self._run_command, at_caret=False)

    def _title(self, command_id: str) -> str:
        return self._bench.actions.action(command_id).text()

    # What is done with it

    def _put_label(self, label_id: str) -> None:
        aim = self._desk.aim(self._bench.place())
        if not (isinstance(aim, Annotation) and aim.label == label_id):
            self._bench.attempt(
                lambda: self._desk.press_label(LabelId(label_id), self._bench.place())
            )

    def _stick(self, label_id: str) -> None:
        if self._desk.sticky != label_id:
            self._bench.attempt(lambda: self._desk.stick(LabelId(label_id)))

    def _go_to(self, label_id: str) -> None:
        self._bench.attempt(lambda: self._desk.go_to_label(LabelId(label_id), self._bench.place()))

    def _relate(self, type_id: str) -> None:
        self._bench.attempt(lambda: self._desk.relate(RelationTypeId(type_id)))

    def _run_command(self, command_id: str) -> None:
        self._bench.actions.trigger(command_id)

    # The palette itself

    def _open(
        self, model: PaletteModel, take: Callable[[str], None], *, at_caret: bool = True
    ) -> None:
        window = self._bench.window
        if self._palette is None:
            self._palette = Palette(self._bench.reading.theme, window)
            self._palette.chosen.connect(self._on_chosen)
            self._palette.filter_changed.connect(self._on_filter_changed)
        self._rows, self._take = model.rows, take
        self._palette.show_model(model, self._bench.reading.theme)
        area = self._area()
        if at_caret:
            self._palette.open_beside(self._caret_line(), area, width=_AT_CARET)
            return
        width = min(_OF_COMMANDS, area.width())
        left = area.center().x() - width // 2
        self._palette.open_beside(QRect(left, area.top(), 1, _FROM_TOP), area, width=width)

    def _area(self) -> QRect:
        """Where it may stand: the window, as far as it is on the screen; else the screen."""
        window = self._bench.window
        screen = window.screen().availableGeometry()
        inside = QRect(window.mapToGlobal(QPoint(0, 0)), window.size()).intersected(screen)
        is_large = inside.width() >= _LEAST_AREA.width() and inside.height() >= _LEAST_AREA.height()
        return inside if is_large else screen

    def _caret_line(self) -> QRect:
        """The caret's line with its chips and bars, on the screen; the text's top without one."""
        text = self._bench.window.text
        view = text.viewport()
        line = text.cursorRect().adjusted(0, -_CHIPS, 0, _BARS)
        if not view.rect().intersects(line):
            line = QRect(view.rect().center().x() - _AT_CARET // 2, 0, 1, 1)
        return QRect(view.mapToGlobal(line.topLeft()), line.size())

    @Slot(str)
    def _on_filter_changed(self, text: str) -> None:
        if self._palette is not None:
            self._palette.show_rows(matching(self._rows, text))

    @Slot(str)
    def _on_chosen(self, row_id: str) -> None:
        self._take(row_id)


def _menu_title(menu: str) -> str:
    return QCoreApplication.translate("Command", menu)
