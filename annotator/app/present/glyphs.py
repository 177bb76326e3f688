"""Scripts that the installed fonts cannot show, and the font that would help, in words."""

import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass

from annotator.app.present.notices import Notice, NoticeAction

NOTICE = "missing_glyphs"


@dataclass(frozen=True, slots=True)
class Script:
    """A script by its name, a font that has it, and the packages of Debian and Fedora with it."""

    name: str
    font: str
    debian: str = "fonts-noto-core"
    fedora: str = ""


def _noto(name: str, font: str = "") -> Script:
    font = f"Noto Sans {font or name}"
    return Script(name, font, fedora=f"google-{font.lower().replace(' ', '-')}-fonts")


_CJK = ("Noto Sans CJK", "fonts-noto-cjk", "google-noto-sans-cjk-fonts")
_EMOJI = Script(
    "emoji", "Noto Color Emoji", "fonts-noto-color-emoji", "google-noto-color-emoji-fonts"
)
_SYMBOLS = _noto("symbols", "Symbols")
_CHINESE = Script("Chinese characters", *_CJK)
_JAPANESE = Script("Japanese", *_CJK)
# By the first word of the characters' names in Unicode.
_BY_FIRST_WORD = {
    "CJK": _CHINESE,
    "BOPOMOFO": _CHINESE,
    "KANGXI": _CHINESE,
    "HIRAGANA": _JAPANESE,
    "KATAKANA": _JAPANESE,
    "KATAKANA-HIRAGANA": _JAPANESE,
    "IDEOGRAPHIC": _CHINESE,
    "FULLWIDTH": _CHINESE,
    "HALFWIDTH": _CHINESE,
    "HANGUL": Script("Korean", *_CJK),
    "LATIN": Script("Latin", "Noto Sans", fedora="google-noto-sans-fonts"),
    "CYRILLIC": Script("Cyrillic", "Noto Sans", fedora="google-noto-sans-fonts"),
    "GREEK": Script("Greek", "Noto Sans", fedora="google-noto-sans-fonts"),
    "MYANMAR": _noto("Burmese", "Myanmar"),
    "ORIYA": _noto("Odia", "Oriya"),
    "NKO": _noto("N’Ko", "NKo"),
    "TIBETAN": Script("Tibetan", "Noto Serif Tibetan", fedora="google-noto-serif-tibetan-fonts"),
} | {
    name.upper(): _noto(name)
    for name in (
        "Arabic Armenian Bengali Cherokee Devanagari Ethiopic Georgian Gujarati Gurmukhi Hebrew "
        "Javanese Kannada Khmer Lao Malayalam Mongolian Sinhala Syriac Tamil Telugu Thaana Thai "
        "Tifinagh Yi"
    ).split()
}
_FIRST_EMOJI = "\U0001f000"
_KEYCAP = "\u20e3"
_CJK_BRACKETS = "「」『』【】〔〕《》〈〉〝〞〟〜"


def scripts_of(characters: Iterable[str]) -> tuple[Script, ...]:
    """The scripts of characters, each once, by name. What no font is expected to have is left out:
    blanks, signs that nobody sees, characters for private use or without a meaning yet.
    """
    found = {script for c in characters if (script := _script_of(c)) is not None}
    return tuple(sorted(found, key=lambda script: script.name))


def _script_of(character: str) -> Script | None:
    category = unicodedata.category(character)
    if category[0] in "CZ" or character == "\ufffd":
        return None
    if character == _KEYCAP:
        return _EMOJI
    if character in _CJK_BRACKETS:
        return _CHINESE
    first_word = unicodedata.name(character, "").split(" ")[0]
    known = _BY_FIRST_WORD.get(first_word)
    if known is None and character >= _FIRST_EMOJI and category in ("So", "Sk"):
        return _EMOJI
    return known or _SYMBOLS


def glyphs_notice(scripts: tuple[Script, ...], *, platform: str) -> Notice:
    """What cannot be shown and what helps. `platform` is as in `sys.platform`."""
    names = _listed([script.name for script in scripts])
    fonts = _listed(sorted({script.font for script in scripts}))
    helps = f"A font such as {fonts} helps" if len(scripts) == 1 else f"Such fonts help: {fonts}"
    words = f"Some letters here ({names}) are in none of the installed fonts and show as boxes. "
    words += helps
    if platform.startswith("linux"):
        debian = _listed(sorted({script.debian for script in scripts}))
        fedora = _listed(sorted({script.fedora for script in scripts}))
        words += f" (Debian, Ubuntu: {debian}; Fedora: {fedora})"
    return Notice(NOTICE, f"{words}.", actions=(NoticeAction("glyphs_told", "Do not tell again"),))


def _listed(words: list[str]) -> str:
    return ", ".join(words)
