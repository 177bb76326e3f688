"""What stands beside the text: paragraph numbers, folded lines, the overview bar."""

from PySide6.QtCore import QObject, Slot

from annotator.app.present.zones import fold_runs
from annotator.app.settings import Settings
from annotator.core.articles import Article
from annotator.core.errors import Refused
from annotator.core.ids import ArticleId
from annotator.gui.workbench import Workbench


class Margins(QObject):
    """Shows these as the settings say, and remembers what was folded in each article."""

    def __init__(self, bench: Workbench, settings: Settings) -> None:
        super().__init__(bench)
        self._bench = bench
        self._settings = settings
        self._page = bench.window.page
        self._text = bench.window.text
        # The runs folded in articles where somebody has folded or unfolded one.
        self._folded: dict[ArticleId, frozenset[int]] = {}
        bench.display.text_shown.connect(self._on_text_shown)
        self._text.folds_changed.connect(self._on_folds_changed)
        settings.watch(self._on_setting)
        bench.add_openers(
            {
                "numbers": self._toggle_numbers,
                "overview": self._toggle_overview,
                "fold": self._fold_all,
                "fold_run": self._fold_run,
            }
        )
        self._show_overview()

    # The settings

    def _toggle_numbers(self) -> None:
        self._settings.set("paragraph_numbers", not self._settings.is_on("paragraph_numbers"))

    def _toggle_overview(self) -> None:
        self._settings.set("overview", not self._settings.is_on("overview"))

    def _on_setting(self, name: str) -> None:
        match name:
            case "paragraph_numbers":
                self._show_numbers()
            case "overview":
                self._show_overview()
            case "fold_zones":
                self._folded.clear()
                self._text.fold_only(self._usually_folded())
                self._folded.clear()

    def _show_numbers(self) -> None:
        is_on = self._settings.is_on("paragraph_numbers")
        self._text.show_numbers(self._bench.display.paragraphs if is_on else None)

    def _show_overview(self) -> None:
        self._page.overview.setVisible(self._settings.is_on("overview"))

    # Folding

    @Slot(object)
    def _on_text_shown(self, article: Article) -> None:
        runs = fold_runs(article)
        is_on = self._settings.is_on("fold_zones")
        usual = frozenset(run.span.start for run in runs) if is_on else frozenset()
        self._text.show_folds(runs, folded=self._folded.get(article.id, usual))
        self._show_numbers()
        self._page.overview.show_article(len(article.text), self._bench.display.paragraphs)

    def _usually_folded(self) -> frozenset[int]:
        is_on = self._settings.is_on("fold_zones")
        return self._text.foldable() if is_on else frozenset()

    def _fold_all(self) -> None:
        """Folds all that is not the article; where all of it is folded, unfolds it."""
        runs = self._text.foldable()
        if not runs:
            raise Refused(self.tr("Nothing to fold: every line belongs to the article."))
        is_folding = self._text.folded() != runs
        self._settings.set("fold_zones", is_folding)
        self._text.fold_only(runs if is_folding else frozenset())
        self._folded.clear()

    def _fold_run(self) -> None:
        """Folds or unfolds the lines around the caret."""
        caret = self._text.caret()
        if self._text.run_at(caret) is None:
            raise Refused(self.tr("These lines belong to the article: they are not folded away."))
        self._text.toggle_fold(caret)

    @Slot(object)
    def _on_folds_changed(self, folded: frozenset[int]) -> None:
        shown = self._bench.display.shown
        if shown is not None:
            self._folded[shown] = folded
        self._let_go_of_hidden()

    def _let_go_of_hidden(self) -> None:
        """Nothing stays selected where it is not seen."""
        if self._bench.open_session is None:
            return
        desk = self._bench.desk
        spans = desk.annotation.spans if desk.annotation is not None else ()
        folded = self._text.folded()
        for span in spans:
            run = self._text.run_at(span.start)
            if run is not None and run.span.start in folded:
                desk.select(None)
                return
