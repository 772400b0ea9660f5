"""The printed transcript: tagged, in reading order, reproducible, whatever it contains."""

from dataclasses import replace
from io import BytesIO

import pytest
from pypdf import PdfReader

from clinic_hours.transcripts.documents.pdf import transcript_pdf
from clinic_hours.transcripts.domain.codes import grouped
from tests.factories.documents import CODE, session_line, transcript_document


def read(document, language: str = "en") -> PdfReader:
    return PdfReader(BytesIO(transcript_pdf(document, language)))


def text_of(reader: PdfReader) -> str:
    """Return the text of all pages, with white space collapsed."""
    return " ".join(" ".join(page.extract_text() for page in reader.pages).split())


def in_order(text: str, *pieces: str) -> bool:
    """Return whether the pieces follow each other in the text."""
    at = 0
    for piece in pieces:
        at = text.find(piece, at)
        if at < 0:
            return False
        at += len(piece)
    return True


@pytest.mark.parametrize(("entries", "pages"), [(1, 1), (40, 2), (900, 20)])
def test_it_is_tagged_and_names_its_title_and_language(entries, pages):
    reader = read(transcript_document(entries))
    root = reader.trailer["/Root"]
    assert reader.metadata.title == "Clinic hours transcript No. 12"
    assert root["/Lang"] == "en"
    assert root["/MarkInfo"]["/Marked"]
    assert root["/StructTreeRoot"]["/K"]
    assert len(reader.pages) >= pages


def test_its_text_runs_from_the_school_to_the_last_entry_and_how_to_check_it():
    text = text_of(read(transcript_document(40)))
    assert in_order(
        text,
        "Palmetto College of Massage and Acupuncture",
        "Clinic hours transcript",
        "Lucía Ferrer",
        "Fla. Admin. Code 64B7-32.003",
        "Hours by requirement",
        "All ledger entries",
        "Rosa Castellanos, LMT",
        "MA 48213",
        "Verify this transcript yourself",
        f"https://palmetto.test/verify/{CODE}/",
    )


def test_every_page_is_numbered_and_names_the_transcript():
    reader = read(transcript_document(40))
    for number, page in enumerate(reader.pages, start=1):
        text = " ".join(page.extract_text().split())
        assert f"Page {number} of {len(reader.pages)}" in text
        assert grouped(CODE) in text


def test_every_entry_is_on_it():
    text = text_of(read(transcript_document(900)))
    assert text.count("MA 48213") == 898  # one reversal and one transfer have no license


def test_reversals_and_transfer_hours_are_explained_in_words():
    text = text_of(read(transcript_document(4)))
    assert "reversed by entry 2" in text
    assert "Reverses entry 1" in text
    assert "Logged twice" not in text, "a reason is known to the school alone"
    assert "\N{MINUS SIGN}3.50" in text
    assert "Transfer hours, from: Transcript of Coral Coast College" in text


def test_missing_and_met_requirements_are_both_shown():
    text = text_of(read(transcript_document(40)))
    assert in_order(text, "Hands-on sessions", "149.50", "met", "Observation", "15.00 h short")


def test_the_same_transcript_gives_the_same_bytes():
    document = transcript_document(40)
    assert transcript_pdf(document, "en") == transcript_pdf(document, "en")


def test_a_spanish_reader_gets_spanish_text_and_number_formats():
    reader = read(transcript_document(4), "es")
    assert reader.trailer["/Root"]["/Lang"] == "es"
    assert "3,50" in text_of(reader)


@pytest.mark.parametrize(
    "hostile", ["#panic(1)", "$x$ *bold* _it_", "] #let a = 1 [", '"\\" {{ }} `raw` <label> @ref']
)
def test_typed_text_is_printed_as_is_and_never_interpreted(hostile):
    document = transcript_document(4, student=hostile)
    lines = (session_line(1, site=hostile, printed_name=hostile), *document.lines[1:])
    text = text_of(read(replace(document, lines=lines)))
    assert text.count(" ".join(hostile.split())) >= 2


def test_a_transcript_without_entries_says_so():
    assert "No hours are on record yet." in text_of(read(transcript_document(0)))


def test_a_very_long_name_stays_on_the_page():
    name = "Maximiliana Wolfeschlegelsteinhausenbergerdorff-Featherstonehaugh de la Concepción"
    assert name.split()[0] in text_of(read(transcript_document(4, student=name)))


@pytest.mark.parametrize("language", ["en", "es"])
@pytest.mark.parametrize(
    ("written", "printed"),
    [
        ("李", "□ U+674E"),
        ("かな", "□ U+304B □ U+306A"),
        ("김", "□ U+AE40"),
        ("ไทย", "□ U+0E44 □ U+0E17 □ U+0E22"),
        ("বা", "□ U+09AC □ U+09BE"),
        ("தமிழ்", "□ U+0BA4 □ U+0BAE □ U+0BBF □ U+0BB4 □ U+0BCD"),
        ("Mei 😀", "Mei □ U+1F600"),
        ("a\ufeffb", "a □ U+FEFF b"),
        ("\uf0b7 one", "□ U+F0B7 one"),
        ("a\x07b\x00", "a □ U+0007 b □ U+0000"),
    ],
)
def test_characters_missing_from_the_fonts_are_printed_as_code_points(written, printed, language):
    document = transcript_document(4, student=written)
    paper = replace(document.lines[2], document=written)
    lines = (
        session_line(1, site=written, requirement=written, printed_name=written),
        document.lines[1],
        paper,
        document.lines[3],
    )
    text = text_of(read(replace(document, lines=lines), language))
    assert text.count(printed) == 5


@pytest.mark.parametrize("name", ["Nguyễn Văn Ấn", "Þóra Kovač", "Жанна", "Ελένη"])
def test_characters_in_the_fonts_are_printed_as_themselves(name):
    assert name in text_of(read(transcript_document(4, student=name)))


def test_accents_that_no_font_can_combine_do_not_stop_a_transcript():
    text = text_of(read(transcript_document(4, student="\u0301\u0488")))
    assert "□ U+0301 □ U+0488" in text
