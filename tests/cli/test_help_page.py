"""The help page of the command line says what the commands really print.

After a wanted change: `python -m tests.cli.help_examples`, and look at the page.
"""

import json
import re
from pathlib import Path

from annotator.adjudicate.groups import Flag, Kind, Subject
from annotator.adjudicate.measures import MEASURES
from annotator.adjudicate.merging import STRATEGIES
from annotator.app.article_query import FIELDS
from annotator.cli.main import annotator
from annotator.core.decisions import Choice
from annotator.formats.registry import FORMATS
from annotator.formats.table import COLUMNS
from tests.cli.conftest import Run
from tests.cli.help_examples import PAGE, commands_of, page_with_output, run_examples


def test_every_example_prints_what_the_page_says(tmp_path: Path) -> None:
    page = PAGE.read_text("utf-8")
    assert page == page_with_output(page, run_examples(tmp_path, commands_of(page)))


def test_every_command_has_an_example() -> None:
    shown = {command.split()[0] for command in commands_of(PAGE.read_text("utf-8"))}
    assert shown == set(annotator.commands)


def test_every_field_of_a_query_is_explained() -> None:
    page = PAGE.read_text("utf-8")
    assert [name for name in FIELDS if f"`{name}:" not in page] == []


def test_every_format_and_every_column_is_explained() -> None:
    page = (PAGE.parent / "formats.md").read_text("utf-8")
    assert [f.name for f in FORMATS if f"| `{f.name}` |" not in page] == []
    assert ", ".join(f"`{name}`" for name in COLUMNS) in " ".join(page.split())


def test_every_measure_is_explained() -> None:
    page = (PAGE.parent / "agreement.md").read_text("utf-8")
    assert [name for name in MEASURES if f"`{name}`" not in page] == []


def test_every_kind_flag_and_subject_of_a_group_is_named() -> None:
    page = PAGE.read_text("utf-8")
    names = [*Kind, *Flag, *Subject]
    assert [name for name in names if f"`{name}`" not in page] == []


def test_every_strategy_and_choice_is_named() -> None:
    page = PAGE.read_text("utf-8")
    names = [*STRATEGIES, *Choice]
    assert [name for name in names if f"`{name}`" not in page] == []


def test_the_group_on_the_page_is_one_of_the_sample(run: Run, sample: Path) -> None:
    shown = re.search(r"^```json\n(\{\n  \"id\".*?)^```", PAGE.read_text("utf-8"), re.M | re.S)
    assert shown is not None
    articles = run("disputes", sample, "--json").json["articles"]
    assert json.loads(shown[1]) in [group for a in articles for group in a["groups"]]
