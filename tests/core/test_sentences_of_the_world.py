"""Sentences of news in many languages: each row is one; joined, they come apart again."""

import pytest

from annotator.core.segments import sentence_at, sentences, sentences_near

ROWS = {
    "English names": [
        "Mr. and Mrs. Lee met Gov. Newsom at 5 p.m. on Feb. 3.",
        "The talks (see No. 5) ended.",
        "“We won't go,” he said.",
        "“Why?” she asked.",
        "She said: “No.”",
        "He left.",
    ],
    "English places": [
        "Rep. Alexandria Ocasio-Cortez, D-N.Y., said so.",
        "The U.S. Senate voted.",
        "It was 3.5 million vs. 2 million.",
        "J.K. Rowling wrote it.",
        "Ph.D. students came.",
        "He has a Ph.D.",
        "She does not.",
    ],
    "English quotes and dots": [
        "He paused... then left.",
        "He paused…",
        "Then he left.",
        "Really?!",
        '"Yes!"',
        "'No.'",
        "It ended at 10 a.m.",
        "The rest is history.",
    ],
    "English firms": [
        "The firm, Smith & Co., rose.",
        "Smith & Sons Ltd. fell.",
        "Its head, Robert Downey Jr., spoke.",
        "It is on Fifth Ave. in New York.",
        "Fr. Brown and Sgt. Hill agreed.",
    ],
    "German ordinals": [
        "Er kommt z. B. am 3. Juli.",
        "Das kostet ca. 5 Mio. Euro.",
        "Dr. Weber, Prof. Klein u. a. kamen.",
        "Am 24. Dezember 2024 schneite es.",
        "Bundeskanzler a. D. Schröder sprach.",
        "Das ist d. h. egal.",
        "„Wir gehen“, sagte er.",
        "„Nein!“, rief sie.",
        "Die Nr. 5 lebt.",
        "Die Fa. Meier bzw. die Ges. m. b. H. ging.",
        "Im 19. Jahrhundert war es so.",
        "Der 2. Weltkrieg endete.",
        "König Ludwig XIV. starb.",
    ],
    "German abbreviations": [
        "Das gilt u.a. für Wien.",
        "Es gibt Obst, Gemüse usw.",
        "Die Frau ging.",
        "Vgl. S. 5 und Abs. 3 dazu.",
        "St. Pölten liegt an der Donau.",
        "Er kam um 10 Uhr.",
        "Sie blieb.",
    ],
    "French": [
        "M. Macron et Mme Le Pen sont là.",
        "« Nous irons », dit-il.",
        "Il a dit : « Non ! »",
        "Elle partit.",
        "Le 1er mai, MM. Dupont et Durand parlèrent.",
        "J.-C. Juncker arrive.",
        "Qui est-ce ?",
        "C’est l’art. 5, p. 12, etc.",
        "Il part.",
    ],
    "Spanish": [
        "¿Quién es?",
        "¡Nadie!",
        "El Sr. Pérez y la Sra. Gómez hablaron.",
        "EE. UU. votó.",
        "EE.UU. aprobó la ley.",
        "El Dr. López llegó a las 5 p. m. del lunes.",
        "—Vamos —dijo.",
        "Ud. sabe que no.",
    ],
    "Polish": [
        "Pan dr Kowalski przyszedł.",
        "Prof. Nowak mówi, że tak.",
        "Miało to miejsce w 2020 r. w Warszawie.",
        "Np. Jan Kowalski.",
        "Ul. Długa 5 jest zamknięta.",
        "Godz. 10 minęła.",
        "Tzw. Państwo padło.",
        "Było to w 2021 r.",
        "Potem wyszedł.",
    ],
    "Italian": [
        "Il sig. Rossi arriva.",
        "Il dott. Bianchi e l'on. Verdi parlano.",
        "«Andiamo», disse.",
        "Perché?",
        "Ecc. non serve.",
    ],
    "Portuguese": [
        "O Sr. Silva e a Sra. Souza vieram.",
        "O Dr. Costa falou.",
        "Av. Paulista, n.º 5, fechou.",
    ],
    "Russian": [
        "Министр А. Б. Иванов уехал.",
        "В 2020 г. началась война.",
        "Это стоит 5 тыс. руб. в год.",
        "И т. д. и т. п.",
        "Он жил на ул. Ленина, д. 5.",
        "«Нет», — сказал он.",
        "— Да! — крикнул он.",
        "Ок.",
    ],
    "Dutch": [
        "Dhr. Jansen kwam.",
        "Bijv. Jan kwam ook.",
        "Prof. De Vries sprak.",
    ],
    "Turkish": [
        "Prof. Dr. Yılmaz geldi.",
        "Dr. Kaya gitti.",
        "Saat 10’da bitti.",
        "3. Ordu geldi.",
    ],
    "Swedish": [
        "T.ex. Anna kom.",
        "Bl.a. Kalle kom.",
        "Det var kl. 10.",
        "Sen slut.",
    ],
    "Japanese": [
        "今日は晴れ。",
        "「行く！」と彼は言った。",
        "彼は「はい。」と答えた。",
        "本当？",
        "はい。",
        "（終わり。）",
        "GDPは3.5％増。",
    ],
    "Chinese": [
        "他说：“我们走。”",
        "然后离开。",
        "真的吗？",
        "是！",
        "价格是3.5元；很贵。",
        "“好。”",
    ],
    "Korean": [
        "그는 말했다.",
        "“갑니다.”",
        "정말?",
        "네!",
    ],
    "Arabic": [
        "هل جاء الوزير؟",
        "نعم، جاء د. أحمد الخطيب.",
        "قال: «لا.»",
        "انتهى الاجتماع!",
        "بلغ السعر 3.5 دولار.",
    ],
    "Persian": [
        "آیا آمد؟",
        "بله.",
        "دکتر رفت.",
    ],
    "Hebrew": [
        "האם הגיע ד״ר כהן?",
        "כן.",
        "פרופ׳ לוי הלך.",
    ],
    "Hindi": [
        "प्रधानमंत्री ने कहा।",
        "“हम जाएंगे।”",
        "डॉ. सिंह और श्री. मोदी आए।",
        "क्या यह ठीक है?",
        "कीमत ३.५ रुपये है॥",
    ],
    "Bengali": [
        "তিনি বললেন।",
        "মো. আলী এলেন।",
        "কেন?",
    ],
    "Greek": [
        "Ο κ. Παπαδόπουλος ήρθε.",
        "Τι είναι αυτό;",
        "Τίποτα.",
    ],
    "Amharic": [
        "እሱ መጣ።",
        "ሄደ።",
    ],
    "Burmese": [
        "သူ လာသည်။",
        "သွားသည်။",
    ],
    "Armenian": [
        "Նա եկավ։",
        "Նա գնաց։",
    ],
    "Thai": [
        "นายกรัฐมนตรีกล่าวเมื่อวันอังคาร",
        "ตำรวจจับกุมผู้ต้องสงสัยสามคน",
    ],
    "no-break spaces": [
        "No.\xa05 came.",
        "Mr.\xa0Smith left.",
    ],
}
# These write no blank between sentences.
JOINED = ("Japanese", "Chinese")


def joined(language: str) -> str:
    return ("" if language in JOINED else " ").join(ROWS[language])


@pytest.mark.parametrize("language", ROWS)
def test_sentences_come_apart_as_they_were_joined(language: str) -> None:
    text = joined(language)
    assert [text[s.start : s.end] for s in sentences(text)] == ROWS[language]


@pytest.mark.parametrize("language", ROWS)
def test_the_sentence_at_each_character_is_the_one_of_the_whole_reading(language: str) -> None:
    text = " ".join([joined(language)] * 8)
    found = list(sentences(text))
    for sentence in found:
        for offset in (sentence.start, (sentence.start + sentence.end) // 2, sentence.end - 1):
            assert sentence_at(text, offset) == sentence
        assert next(sentences_near(text, 0, len(text), sentence.start)) == sentence


def test_a_line_may_begin_with_a_number_that_ends_no_sentence() -> None:
    text = "1. Die Frau kam."
    assert [text[s.start : s.end] for s in sentences(text)] == [text]


def test_a_thai_name_with_a_blank_stays_in_its_sentence() -> None:
    text = "เมื่อวานนี้ที่กรุงเทพมหานครนายอนุทิน ชาญวีรกูล กล่าวกับผู้สื่อข่าว"
    assert [text[s.start : s.end] for s in sentences(text)] == [text]


def test_initials_do_not_look_like_the_article() -> None:
    text = "Then J. A. Smith and J. I. Doe came."
    assert [text[s.start : s.end] for s in sentences(text)] == [text]
