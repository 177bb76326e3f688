"""Words as the whole program means them: Thai by its model, the rest by the core's rules."""

import subprocess
import sys

from annotator.app.words import breaks, snapped, word_at, words
from annotator.core.spans import Span

TALKS = "นายกรัฐมนตรีกล่าวเมื่อวันอังคารว่าการเจรจาจะเริ่มขึ้น"


def parts(text: str) -> list[str]:
    return [text[w.start : w.end] for w in words(text)]


def test_thai_is_divided_into_words() -> None:
    assert parts("วันนี้อากาศดี") == ["วัน", "นี้", "อากาศ", "ดี"]
    found = parts(TALKS)
    assert {"เมื่อ", "วัน", "ว่า", "การ", "เจรจา", "จะ"} <= set(found)
    assert "".join(found) == TALKS


def test_signs_of_repetition_and_abbreviation_stay_with_their_word() -> None:
    assert parts("กรุงเทพฯ") == ["กรุงเทพฯ"]
    assert parts("เร็วๆ นี้") == ["เร็วๆ", "นี้"]


def test_a_long_run_is_divided_as_its_parts_are() -> None:
    text = TALKS * 20
    assert parts(text) == parts(TALKS) * 20


def test_other_scripts_are_the_cores() -> None:
    assert parts("ສະບາຍດີ 外務 didn't") == ["ສະ", "ບາຍ", "ດີ", "外", "務", "didn't"]
    assert list(breaks("ສະບາຍດີ")) == [2, 5]


def test_a_selection_grows_to_thai_words() -> None:
    word = word_at(TALKS, TALKS.index("เจรจา") + 1)
    assert word == Span(TALKS.index("เจรจา"), TALKS.index("เจรจา") + 5)
    assert snapped(TALKS, word.start + 1, word.end - 1) == word


def test_the_model_is_loaded_only_for_thai() -> None:
    code = (
        "import sys\nfrom annotator.app.words import words\n"
        "list(words('The minister 外務 said'))\nassert 'budoux' not in sys.modules\n"
        "list(words('ไทยแลนด์'))\nassert 'budoux' in sys.modules\n"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
