"""The help page of keys says what the commands say: `python3 -m tests.app.test_keys_page` remakes it."""

from pathlib import Path

from annotator.app.commands import all_commands, label_commands
from annotator.app.present.keys import keys_page
from annotator.core.default_codebook import DEFAULT_CODEBOOK

PAGE = Path(__file__).resolve().parents[2] / "resources" / "help" / "keys.md"


def page() -> str:
    return keys_page((*label_commands(DEFAULT_CODEBOOK), *all_commands()))


def test_the_page_of_keys_is_that_of_the_commands() -> None:
    assert PAGE.read_text("utf-8") == page()


if __name__ == "__main__":
    PAGE.write_text(page(), "utf-8")
