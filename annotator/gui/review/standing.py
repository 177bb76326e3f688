"""How a project is reviewed: blind or by name, what is compared, what annotators may see."""

from functools import partial

from PySide6.QtCore import QObject

from annotator.app.file_jobs import on_project
from annotator.app.present.wording import counted
from annotator.app.reading import SHOWS_GOLD, SHOWS_NAMES, write_enough, write_option
from annotator.app.review.report_files import WrittenReport, write_report
from annotator.app.review.returning import may_be_returned, return_to
from annotator.core.errors import Refused
from annotator.core.projects import PersonRole
from annotator.gui.asking import Asking
from annotator.gui.background import Background
from annotator.gui.review.review import Review
from annotator.gui.workbench import Workbench

# As many annotators can be asked for.
_MOST_ANNOTATORS = 9


class Standing(QObject):
    """Settings of the review, the report, and returning an article to an annotator."""

    def __init__(
        self, bench: Workbench, review: Review, *, background: Background, asking: Asking
    ) -> None:
        super().__init__(bench)
        self._bench = bench
        self._review = review
        self._background = background
        self._asking = asking
        bench.add_openers(
            {
                "review_source": self._ask_source,
                "review_enough": self._ask_enough,
                "review_blind": self._turn_names,
                "review_show_annotators": self._turn_gold,
                "review_return": self._ask_return,
                "review_report": self._ask_report,
            }
        )

    def _ask_source(self) -> None:
        """Asks what is reviewed, and begins with it."""
        place = self._asking.choose(
            self.tr("What is reviewed"),
            self.tr("What shall be decided?"),
            [
                self.tr("What annotators differ in, into the gold standard"),
                self.tr("The same once more, without sight of the gold standard"),
                self.tr("What reviewers differ in, into the gold standard"),
            ],
        )
        if place is None:
            return
        self._bench.show("workspace_left")
        self._review.enter(is_second=place == 1, is_between=place == 2)

    def _ask_enough(self) -> None:
        """Asks how many annotators must have finished an article."""
        session = self._bench.session
        numbers: list[int | None] = [None, *range(1, _MOST_ANNOTATORS + 1)]
        words = [self.tr("All who have begun, and at least two")]
        words += [counted(number, "annotator") for number in numbers[1:] if number is not None]
        place = self._asking.choose(
            self.tr("When an article is ready"),
            self.tr("Who must have finished an article before it is ready for review?"),
            words,
        )
        if place is None:
            return

        def done(_: None) -> None:
            session.begin()
            if self._review.is_on:
                self._review.listing.ask_again()
            self._bench.say(self.tr("Ready for review: {who}.").format(who=words[place].lower()))

        session.submit(partial(write_enough, number=numbers[place]), then=done)

    def _must_be_owner(self, what: str) -> None:
        """Raises Refused where the project has owners and the person is none of them."""
        session = self._bench.session
        owners = [p.id for p in session.people if p.role is PersonRole.OWNER]
        if owners and session.person not in owners:
            words = self.tr("{what}: only {owners} can do that.")
            raise Refused(words.format(what=what, owners=", ".join(owners)))

    def _turn_names(self) -> None:
        """Shows annotators by name, or blind again."""
        session = self._bench.session
        self._must_be_owner(self.tr("Names or letters"))
        shows = not session.options.shows_names

        def done(_: None) -> None:
            session.begin()
            session.flush(then=self._begin_again)

        session.submit(partial(write_option, name=SHOWS_NAMES, is_on=shows), then=done)

    def _begin_again(self) -> None:
        shows = self._bench.session.options.shows_names
        if self._review.is_on:
            self._review.begin_again()
        else:
            self._bench.show("workspace_names")
        self._bench.say(
            self.tr("Annotators are shown by name.")
            if shows
            else self.tr("Annotators are letters again.")
        )

    def _turn_gold(self) -> None:
        """Lets annotators see their own work against gold, or not."""
        session = self._bench.session
        shows = not session.options.shows_gold

        def done(_: None) -> None:
            session.begin()
            self._bench.say(
                self.tr("Annotators can see their own work in adjudicated articles.")
                if shows
                else self.tr("Annotators do not see the gold standard any more.")
            )

        session.submit(partial(write_option, name=SHOWS_GOLD, is_on=shows), then=done)

    def _ask_return(self) -> None:
        """Asks to whom the article goes back."""
        reviewed = self._review.desk.reviewed
        if reviewed is None:
            raise Refused(self.tr("Open an article first."))
        people = may_be_returned(reviewed)
        if not people:
            raise Refused(self.tr("Nobody has finished this article."))
        place = self._asking.choose(
            self.tr("Return to an annotator"),
            self.tr("Who shall go on with this article? It counts again once it is finished."),
            [reviewed.names.of(person) for person in people],
        )
        if place is None:
            return
        name = reviewed.names.of(people[place])

        def done() -> None:
            self._bench.session.read_again()
            self._bench.say(self.tr("Returned to {name}.").format(name=name))

        return_to(self._bench.session, reviewed.article.id, people[place], then=done)

    def _ask_report(self) -> None:
        """Asks where the report shall stand, and writes it."""
        session = self._bench.session
        assert session.info is not None
        source = session.info.path
        filters = (
            (f"{self.tr('Page to read or print')} (*.html)", "html"),
            (f"{self.tr('Table')} (*.csv)", "csv"),
        )
        answer = self._asking.file_to_export(
            source.with_name(f"{source.stem} decisions.html"),
            filters=filters,
            title=self.tr("Save the report"),
        )
        if answer is None:
            return
        destination, format_name = answer
        is_blind = not session.options.shows_names

        def run() -> None:
            make = partial(
                write_report,
                destination=destination,
                format_name=format_name,
                blind=is_blind,
                merged=True,
                replace=True,
            )
            self._background.run(lambda: on_project(source, make), done=self._on_reported)

        def begin() -> None:
            self._bench.attempt(run)

        session.flush(then=begin)

    def _on_reported(self, report: WrittenReport) -> None:
        words = self.tr("Wrote {decisions} to {path}.").format(
            decisions=counted(report.decisions, "decision"), path=report.path
        )
        self._bench.say(words)
