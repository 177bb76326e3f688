"""Which relations are drawn as arcs, and where a click on an arc leads."""

from PySide6.QtCore import QObject, Slot

from annotator.app.present.arcs import ArcsShown
from annotator.app.settings import Settings
from annotator.gui.workbench import Workbench


class RelationArcs(QObject):
    """Joins the arcs of the article view to the setting, the key and the selection."""

    def __init__(self, bench: Workbench, settings: Settings) -> None:
        super().__init__(bench)
        self._bench = bench
        self._settings = settings
        self._text = bench.window.text
        self._text.arc_clicked.connect(self._on_arc_clicked)
        settings.watch(self._on_setting_changed)
        self._on_setting_changed("arcs")
        bench.add_openers({"arcs": self._show_following})

    def _show_following(self) -> None:
        """Of the selected annotation, all, none; says which."""
        shown = ArcsShown(self._settings.text("arcs")).following
        self._settings.set("arcs", shown.value)
        words = {
            ArcsShown.SELECTED: self.tr("Arcs: the relations of the selected annotation."),
            ArcsShown.ALL: self.tr("Arcs: all relations."),
            ArcsShown.NONE: self.tr("Arcs: none."),
        }[shown]
        self._bench.say(words)
        self._text.announce(words)

    def _on_setting_changed(self, name: str) -> None:
        if name == "arcs":
            self._text.set_arcs_shown(ArcsShown(self._settings.text("arcs")))

    @Slot(str)
    def _on_arc_clicked(self, annotation_id: str) -> None:
        self._bench.attempt(lambda: self._bench.select(annotation_id))
