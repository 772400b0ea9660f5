"""Typed text in print: every script, in its own order, in its own column."""

from dataclasses import replace

import pytest
import typst

from clinic_hours.transcripts.documents.legible import (
    BREAK,
    END_ISOLATE,
    ISOLATE,
    breakable,
    contained,
    is_printable,
    legible,
)
from clinic_hours.transcripts.documents.typefaces import FOLDER, FONTS, STACK
from tests.factories.documents import session_line

# A name or word in each living script that the fonts hold.
WRITTEN = [
    "Nguyễn Văn Ấn",
    "Łukasz Þóra Kovač",
    "Жанна Ґалаґан",
    "Ελένη",
    "Արամ",
    "გიორგი",
    "محمد بن عبد الله",
    "پریسا می‌خواهم",
    "שָׁלוֹם",
    "ܣܘܪܝܝܐ",
    "ދިވެހި",
    "ߒߞߏ",
    "አበበ",
    "ⵜⵉⴼⵉⵏⴰⵖ",
    "𞤀𞤣𞤤𞤢𞤥",
    "श्रीमती क्षितिजा",
    "বাংলা সরকার",
    "ਗੁਰਮੁਖੀ",
    "ગુજરાતી",
    "ଓଡ଼ିଆ",
    "தமிழ்ச்செல்வி",
    "తెలుగు",
    "ಕನ್ನಡ",
    "മലയാളം",
    "සිංහල",
    "ไทย",
    "ລາວ",
    "ខ្មែរ",
    "မြန်မာ",
    "བོད་ཡིག",
    "ᠮᠣᠩᠭᠣᠯ",
    "ꦗꦮ",
    "ꯃꯩꯇꯩ",
    "ᱥᱟᱱᱛᱟᱲᱤ",
    "ᏣᎳᎩ",
    "ᐃᓄᒃᑎᑐᑦ",
    "李小龍 王菲",
    "かなカナ神崎",
    "김민준",
    "Mei 😀👩‍⚕️",
]


@pytest.mark.parametrize("text", WRITTEN)
def test_names_in_every_living_script_are_printed_as_they_are(text):
    assert legible(text) == text


@pytest.mark.parametrize("character", ["\ue000", "\x00", "\x07", "\ufeff", "\U00020000", "\uffff"])
def test_characters_that_no_font_holds_are_known(character):
    assert not is_printable(character)


def test_every_font_is_shipped_with_its_license_and_used():
    families = set(FONTS.families())
    assert set(STACK) == families - {"Fraunces"}
    for maker in ("Fraunces", "Inter", "Noto", "Unifont"):
        assert "SIL OPEN FONT LICENSE" in (FOLDER / f"{maker}-LICENSE.txt").read_text().upper()


def test_typed_text_cannot_reorder_what_is_beside_it():
    line = contained(session_line(1, printed_name="محمد", site="Reef\u202e30:3"))
    assert line.printed_name == f"{ISOLATE}محمد{END_ISOLATE}"
    assert line.site == "Reef □\N{NO-BREAK SPACE}U+202E 30:3"


def test_a_line_without_such_text_is_the_same_line():
    line = session_line(1, site="Clínica Ñandú")
    assert contained(line) is line


def test_lines_in_a_tuple_are_contained_each():
    lines = (session_line(1), session_line(2, site="יוסף"))
    assert contained(lines) == (lines[0], replace(lines[1], site=f"{ISOLATE}יוסף{END_ISOLATE}"))


def test_long_words_can_break_and_short_ones_cannot():
    assert breakable(["Wolfeschlegelsteinhausen" * 2, "Featherstonehaugh"]) == [
        BREAK.join(["Wolfesch", "legelste", "inhausen"] * 2),
        "Featherstonehaugh",
    ]


def test_a_break_never_separates_a_letter_from_its_accent():
    assert BREAK not in breakable("e" * 8 + "\u0301" * 40)


def test_a_document_in_an_accessible_pdf_refuses_what_is_not_printable():
    """The reason for all this: without marks, one character would stop a transcript."""
    with pytest.raises(typst.TypstError):
        typst.compile(
            b'#set document(title: "x")\n#set text(font: "Inter")\n\xef\x82\xb7',
            font_paths=FONTS,
            pdf_standards=["ua-1"],
        )
