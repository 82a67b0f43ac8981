"""The language of a text: by its script, by its words, and not at all where two fit alike."""

from __future__ import annotations

import subprocess
import sys
import unicodedata
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newsdump import parse
from newsdump.languages import language_of, load_languages

ROOT = Path(__file__).resolve().parent.parent

SENTENCES = {
    "af": "Die veerboot was laat, en niemand in die hawe het geweet hoekom nie, maar hulle het gewag.",
    "ar": "تأخرت العبارة هذا الصباح ولم يعرف أحد في الميناء ما الذي حدث لها بعد أن غادرت الجزيرة إلى المدينة.",
    "bg": "Фериботът закъсня и никой в пристанището не знаеше защо, но те чакаха, защото това беше последният.",
    "bn": "ফেরি দেরিতে এসেছিল এবং বন্দরের কেউ জানত না কেন।",
    "ca": "El transbordador va arribar tard i ningú no sabia per què, però els del port ja hi són amb el seu gos.",
    "cs": "Trajekt měl zpoždění a nikdo v přístavu nevěděl proč, ale že je to podle něj už po páté, by se dalo čekat.",
    "da": "Færgen blev forsinket, og ingen i havnen havde hørt noget af, hvad der var sket.",
    "de": "Die Fähre war zu spät, und niemand im Hafen wusste, warum das so ist.",
    "el": "Το φέρι άργησε και κανείς στο λιμάνι δεν ήξερε γιατί.",
    "en": "The ferry was late, and nobody in the harbour knew why it was.",
    "es": "El barco llegó tarde y nadie en el puerto sabía por qué, pero los que esperaban no se fueron.",
    "et": "Praam jäi hiljaks ja keegi sadamas ei teadnud, miks see nii on, aga nad ootasid, sest see oli viimane.",
    "fa": "کشتی دیر رسید و هیچ کس در بندر نمی‌دانست که چرا این اتفاق افتاد، اما آن را تا شب منتظر ماندند.",
    "fi": "Lautta oli myöhässä, eikä kukaan satamassa tiennyt miksi, mutta he odottivat, kun se oli jo viimeinen.",
    "fr": "Le bac était en retard et personne dans le port ne savait pourquoi, mais les gens ont attendu.",
    "he": "המעבורת איחרה ואיש בנמל לא ידע מדוע.",
    "hi": "नाव देर से आई और बंदरगाह में किसी को नहीं पता था कि यह क्यों हुआ, लेकिन वे रात तक रुके रहे।",
    "hr": "Trajekt je kasnio i nitko u luci nije znao zašto, ali su svi čekali jer je to bio zadnji, što se tko sjeća.",
    "hu": "A komp késett, és a kikötőben senki sem tudta, hogy miért, de vártak, mert ez volt az utolsó.",
    "id": "Kapal itu terlambat dan tidak ada yang tahu karena apa, tetapi mereka sudah menunggu di sana.",
    "is": "Ferjan var sein og enginn í höfninni vissi af hverju það var, en þau biðu því að hún er sú síðasta.",
    "it": "Il traghetto era in ritardo e nessuno nel porto sapeva perché, ma la gente ha aspettato anche dopo.",
    "ja": "フェリーは遅れ、港の誰もその理由を知らなかった。",
    "ko": "배가 늦었고 항구의 아무도 그 이유를 몰랐다.",
    "lt": "Keltas vėlavo, ir niekas uoste nežinojo kodėl, bet jie laukė, nes tai buvo paskutinis.",
    "lv": "Prāmis kavējās, un neviens ostā nezināja, kāpēc tā ir, bet viņi gaidīja, jo tas bija pēdējais.",
    "nl": "De veerboot was te laat en niemand in de haven wist waarom, maar ze hebben er op gewacht.",
    "no": "Fergen ble forsinket, og ingen i havnen hadde hørt noe av hva som var skjedd.",
    "pl": "Prom się spóźnił i nikt w porcie nie wie dlaczego, ale czekali, bo to był ostatni tego dnia.",
    "pt": "O barco chegou atrasado e ninguém no porto sabia por quê, mas os que esperavam não foram embora.",
    "ro": "Feribotul a întârziat și nimeni din port nu știe de ce, dar au așteptat, pentru că este ultimul.",
    "ru": "Паром опоздал, и никто в порту не знал почему, но они ждали, так как это был последний.",
    "sk": "Trajekt mal meškanie a nikto nevedel prečo, ale čakali, lebo je to už posledný, ako sa hovorí.",
    "sl": "Trajekt je zamujal in nihče v pristanišču ni vedel, zakaj, vendar so čakali, ker je bil to zadnji.",
    "sr": "Трајект је каснио и нико у луци није знао зашто, али су чекали јер је то био последњи.",
    "sv": "Färjan var sen och ingen i hamnen visste varför, men de väntade för att det var den sista.",
    "sw": "Feri ilichelewa na hakuna mtu katika bandari aliyejua kwa nini, lakini walisubiri hadi usiku wa manane.",
    "th": "เรือข้ามฟากมาสาย และไม่มีใครในท่าเรือรู้ว่าทำไม",
    "tr": "Feribot geç kaldı ve limanda kimse neden olduğunu bilmiyordu ama bu son feribot olduğu için beklediler.",
    "uk": "Пором запізнився, і ніхто в порту не знав чому, але вони чекали, бо це був останній, який має прийти.",
    "ur": "کشتی دیر سے آئی اور بندرگاہ میں کسی کو نہیں پتا تھا کہ یہ کیوں ہوا لیکن وہ رات تک رکے رہے۔",
    "vi": "Phà đến muộn và không ai trong cảng biết tại sao, nhưng họ vẫn chờ vì đó là chuyến cuối của ngày.",
    "zh-Hans": "渡轮晚点了,港口里没有人知道为什么,但是他们还在等。",
    "zh-Hant": "渡輪晚點了,港口裡沒有人知道為什麼,但是他們還在等。",
}


@pytest.mark.parametrize("language", SENTENCES)
def test_a_sentence_tells_its_language(language: str) -> None:
    assert language_of([SENTENCES[language]]) == language


@pytest.mark.parametrize("language", ["de", "vi", "hi", "ko"])
def test_capitals_and_normal_forms_do_not_matter(language: str) -> None:
    sentence = SENTENCES[language]
    assert language_of([sentence.upper()]) == language
    assert language_of([unicodedata.normalize("NFD", sentence)]) == language


@given(st.lists(st.one_of(st.text(), st.sampled_from(sorted(SENTENCES.values())))))
def test_composed_or_not_a_text_has_one_language(texts: list[str]) -> None:
    told = language_of([unicodedata.normalize("NFC", text) for text in texts])
    assert language_of([unicodedata.normalize("NFD", text) for text in texts]) == told


@pytest.mark.parametrize(
    ("sentence", "language"),
    [
        ("Gradsko vijeće je reklo da se ne zna tko će platiti most i da će radovi trajati dva tjedna.", "hr"),
        ("Gradsko veće je reklo da se ne zna ko će platiti most i da će radovi trajati dve nedelje.", "sr-Latn"),
        ("Most je zatvoren i ne zna se kada će biti otvoren.", None),
    ],
)
def test_serbian_and_croatian_are_told_by_what_only_one_says(sentence: str, language: str | None) -> None:
    assert language_of([sentence]) == language


@pytest.mark.parametrize(("before", "language"), [(8000, "nl"), (9600, None)])
def test_what_stands_deep_in_a_long_line_is_not_asked(before: int, language: str | None) -> None:
    assert language_of(["0 " * (before // 2) + SENTENCES["nl"]]) == language


@pytest.mark.parametrize(
    "text",
    ["", "OK", "12:30", "Osselby Courier", "Video", "i i i i"],
    ids=["empty", "word", "clock", "name", "menu", "shared"],
)
def test_too_little_tells_nothing(text: str) -> None:
    assert language_of([text]) is None


def test_the_story_decides_and_not_the_menus_around_it() -> None:
    story = [f"{SENTENCES['pt']} Foram {count} horas de espera." for count in range(3, 9)]
    menus = ["Skip to content", "Log in", "More from the author", "Follow us on the social media of your choice"]
    assert parse("\n".join([*menus, "O barco", *story, *menus])).language == "pt"


def test_a_page_without_a_word_has_no_language() -> None:
    assert parse("").language is None


@given(st.lists(st.text()))
def test_any_text_has_a_known_language_or_none(texts: list[str]) -> None:
    data = load_languages()
    known = {language for table in data.words.values() for languages in table.values() for language in languages}
    assert language_of(texts) in {None, "as", *data.alone.values(), *known}


def test_at_least_fifty_languages_are_told() -> None:
    data = load_languages()
    told = {language for table in data.words.values() for languages in table.values() for language in languages}
    assert len(told | set(data.alone.values())) >= 80


def test_source_and_compiled_form_agree() -> None:
    done = subprocess.run(
        [sys.executable, ROOT / "tools" / "build_languages.py", "--check"], capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stdout
