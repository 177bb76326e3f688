"""Which scripts letters are of, and what is said of those that no font has."""

import pytest

from annotator.app.present.glyphs import glyphs_notice, scripts_of


@pytest.mark.parametrize(
    ("letters", "names"),
    [
        ("กข", ["Thai"]),
        ("कि", ["Devanagari"]),
        ("中日", ["Chinese characters"]),
        ("カひ", ["Japanese"]),
        ("한ㅎ", ["Korean"]),
        ("😀👍🏽🇩", ["emoji"]),
        ("∮", ["symbols"]),
        ("\u20e3", ["emoji"]),
        ("。「！", ["Chinese characters"]),
        ("ⴰ", ["Tifinagh"]),
        ("က", ["Burmese"]),
        ("ك中ا", ["Arabic", "Chinese characters"]),
        (" \u200d\u200b\u00ad\ue000\ufffd\n\u0378", []),
    ],
)
def test_letters_are_of_these_scripts(letters: str, names: list[str]) -> None:
    assert [script.name for script in scripts_of(letters)] == names


def test_the_notice_names_script_font_and_packages_on_linux() -> None:
    notice = glyphs_notice(scripts_of("ก"), platform="linux")
    assert notice.text == (
        "Some letters here (Thai) are in none of the installed fonts and show as boxes. A font "
        "such as Noto Sans Thai helps (Debian, Ubuntu: fonts-noto-core; "
        "Fedora: google-noto-sans-thai-fonts)."
    )
    assert [action.id for action in notice.actions] == ["glyphs_told"]


@pytest.mark.parametrize("platform", ["win32", "darwin"])
def test_elsewhere_no_packages_are_named(platform: str) -> None:
    words = glyphs_notice(scripts_of("ก😀"), platform=platform).text
    assert "(Thai, emoji)" in words
    assert words.endswith("Such fonts help: Noto Color Emoji, Noto Sans Thai.")
