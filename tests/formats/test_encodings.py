"""Texts that iconv and Python's codecs wrote in other encodings are read as they were meant."""

import shutil
import subprocess

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotator.formats.encodings import NotText, decode

FRENCH = "Le ministre a déclaré « nous irons jusqu’au bout » à l’Élysée, dès le 3 décembre — selon l’AFP."
ENGLISH = "The minister said “we will not give up” – Reuters reported. It’s the third strike."
GERMAN = "Die Bundesregierung will die Förderung kürzen, äußerte Ministerin Müller in Köln."
SPANISH = "El presidente aseguró que España cumplirá. «No habrá más años así», añadió."
DANISH = "Statsministeren sagde, at forhandlingerne fortsætter på Færøerne, skriver Ritzau."
POLISH = "Premier powiedział we wtorek, że rząd nie ugnie się. Źródło: PAP. Zażółć gęślą jaźń."
CZECH = "Předseda vlády v úterý oznámil, že jednání budou pokračovat, řekl ČTK."
HUNGARIAN = "A miniszterelnök közölte, hogy a tárgyalások folytatódnak. Őszre űrhajó."
TURKISH = "Dışişleri bakanı salı günü görüşmelerin süreceğini söyledi. Şu ana kadar ilerleme yok."
LATVIAN = "Ministru prezidents otrdien paziņoja, ka valdība turpinās sarunas, ziņo LETA."
RUSSIAN = "Министр иностранных дел заявил во вторник, что переговоры продолжатся, сообщает ТАСС."
GREEK = "Ο πρωθυπουργός δήλωσε την Τρίτη ότι οι διαπραγματεύσεις θα συνεχιστούν."
HEBREW = "שר החוץ אמר ביום שלישי כי השיחות יימשכו, כך דיווחה סוכנות רויטרס."
ARABIC = "قال وزير الخارجية يوم الثلاثاء إن المحادثات ستستمر، حسب وكالة رويترز."
JAPANESE = "日本銀行は19日、政策金利の引き上げを決めた。植田総裁は「回復が続いている」と述べた。"
CHINESE = "中国外交部发言人周二表示，双方将继续对话。“我们愿意合作”，他对新华社记者说。"
KOREAN = (
    "정부는 화요일 협상을 계속하겠다고 밝혔다. 장관은 연합뉴스에 대화할 준비가 되어 있다고 말했다."
)
THAI = "รัฐมนตรีว่าการกระทรวงการต่างประเทศกล่าวเมื่อวันอังคารว่าการเจรจาจะดำเนินต่อไป"

WRITTEN = [
    ("WINDOWS-1252", FRENCH),
    ("WINDOWS-1252", ENGLISH),
    ("ISO-8859-1", GERMAN),
    ("ISO-8859-1", SPANISH),
    ("ISO-8859-1", DANISH),
    ("ISO-8859-15", "Le chœur de l'Élysée coûte 3 € au cœur de l'œuvre."),
    ("MACINTOSH", FRENCH),
    ("CP850", "Le ministre a déclaré que l'économie française résistera dès cet été."),
    ("WINDOWS-1250", POLISH),
    ("ISO-8859-2", POLISH),
    ("WINDOWS-1250", CZECH),
    ("WINDOWS-1250", HUNGARIAN),
    ("WINDOWS-1254", TURKISH),
    ("WINDOWS-1257", LATVIAN),
    ("KOI8-R", RUSSIAN),
    ("KOI8-R", RUSSIAN.upper()),
    ("WINDOWS-1251", RUSSIAN),
    ("WINDOWS-1251", RUSSIAN.upper()),
    ("CP866", RUSSIAN),
    ("ISO-8859-5", RUSSIAN),
    ("WINDOWS-1253", GREEK),
    ("WINDOWS-1255", HEBREW),
    ("WINDOWS-1256", ARABIC),
    ("SHIFT_JIS", JAPANESE),
    ("EUC-JP", JAPANESE),
    ("ISO-2022-JP", JAPANESE),
    ("GB18030", CHINESE),
    ("EUC-KR", KOREAN),
    ("TIS-620", THAI),
    ("UTF-16", JAPANESE + "👩‍👩‍👧"),
    ("UTF-16LE", CHINESE + "\n"),
    ("UTF-16BE", FRENCH),
    ("UTF-32", ARABIC),
    ("UTF-8", "e\u0301 👩‍👩‍👧 شكرا"),
]


def iconv(text: str, encoding: str) -> bytes:
    """The text as iconv writes it in an encoding."""
    program = shutil.which("iconv")
    if program is None:
        pytest.skip("iconv is not installed")
    command = [program, "-f", "UTF-8", "-t", encoding]
    return subprocess.run(command, input=text.encode(), capture_output=True, check=True).stdout


@pytest.mark.parametrize(("encoding", "text"), WRITTEN)
@pytest.mark.parametrize("times", [1, 40])
def test_a_text_that_iconv_wrote_is_read_as_it_was(encoding: str, text: str, times: int) -> None:
    whole = "\n".join([text] * times)
    assert decode(iconv(whole, encoding)).text.removeprefix("\ufeff") == whole


@pytest.mark.parametrize("text", ["Café", "naïve, the reporter said", "£5 rise", "20 °C"])
def test_one_letter_beyond_ascii_is_taken_for_western(text: str) -> None:
    assert decode(text.encode("cp1252")).text == text


def test_what_cannot_be_known_is_called_a_guess() -> None:
    assert decode(FRENCH.encode("cp1252")).is_guess
    assert not decode(FRENCH.encode("utf-8")).is_guess
    assert not decode(FRENCH.encode("utf-16")).is_guess


def test_a_damaged_utf8_text_is_not_read_in_another_encoding() -> None:
    data = (FRENCH * 5).encode()
    broken = data[:40] + b"\xff" + data[40:]
    decoded = decode(broken)
    assert decoded.encoding == "utf-8"
    assert decoded.text.count("\ufffd") == 1
    assert "the first at 40" in decoded.damage


@pytest.mark.parametrize(
    ("data", "byte"),
    [
        (b"abc\x00def", 3),
        (bytes(range(256)), 0),
        (b"\x7fELF\x02\x01\x01\x00\x00\x00", 7),
        (b"ok ok ok \x01\x02\x03\x04\x05", 9),
    ],
)
def test_binary_content_is_refused_with_its_place(data: bytes, byte: int) -> None:
    with pytest.raises(NotText, match=rf"byte {byte}\b") as caught:
        decode(data)
    assert caught.value.byte == byte


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (b"%PDF-1.7\n%\xe2\xe3", "a PDF file"),
        (b"PK\x03\x04\x14\x00", "an office file"),
        (b"{\\rtf1\\ansi hello}", "an RTF file"),
        (b"SQLite format 3\x00", "a database"),
    ],
)
def test_files_of_other_kinds_are_called_by_name(data: bytes, words: str) -> None:
    with pytest.raises(NotText, match=words):
        decode(data)


@given(st.binary(max_size=200))
def test_no_bytes_at_all_make_it_fail_in_another_way(data: bytes) -> None:
    place = -1
    try:
        decode(data)
    except NotText as error:
        place = error.byte
    assert place < max(1, len(data))


@given(st.text())
def test_utf8_is_never_taken_for_anything_else(text: str) -> None:
    data = text.encode("utf-8", "ignore")
    try:
        decoded = decode(data)
    except NotText:
        return
    if decoded.encoding == "utf-8":
        assert decoded.text.encode() == data
