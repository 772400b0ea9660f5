"""The printed transcript: tagged, archivable, in reading order, reproducible, whatever it contains."""

from dataclasses import replace
from io import BytesIO

import pytest
from pypdf import PdfReader

from clinic_hours.transcripts.documents.json import transcript_json
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


def test_its_text_runs_from_the_school_to_the_last_entry():
    text = text_of(read(transcript_document(40)))
    assert in_order(
        text,
        "Palmetto College of Massage and Acupuncture",
        "Clinic hours transcript",
        "Lucía Ferrer",
        "Fla. Admin. Code 64B7-32.003",
        "Hours by requirement",
        "Authorized signature",
        "Cora Whitfield",
        "Registrar",
        "Nov 23, 2026",
        "Verify this transcript yourself",
        f"https://palmetto.test/verify/{CODE}/",
        "About this record",
        "Sessions by date",
        "Rosa Castellanos, LMT",
        "MA 48213",
    )


def test_what_a_board_needs_is_on_the_first_page():
    document = transcript_document(900)
    school = replace(document.statement.school, campus="77 Coral Way\nMiami, FL 33145")
    document = replace(document, statement=replace(document.statement, school=school))
    first = " ".join(read(document).pages[0].extract_text().split())
    for words in (
        "Campus: 77 Coral Way, Miami, FL 33145",
        "Jan 12, 2026",
        "500 h, of which 125 h in clinic",
        "Cora Whitfield Registrar",
        grouped(CODE),
        document.address,
    ):
        assert words in first


def test_it_says_that_it_is_accessible_and_archivable():
    reader = read(transcript_document(4))
    described = reader.trailer["/Root"]["/Metadata"].get_data().decode()
    assert "<pdfuaid:part>1</pdfuaid:part>" in described
    assert "<pdfaid:part>3</pdfaid:part>" in described
    assert "<pdfaid:conformance>A</pdfaid:conformance>" in described
    (intent,) = reader.trailer["/Root"]["/OutputIntents"]
    assert intent["/S"] == "/GTS_PDFA1"
    assert intent["/DestOutputProfile"].get_data()


def test_its_json_is_attached_byte_for_byte():
    document = transcript_document(40)
    reader = read(document)
    assert reader.attachments == {"transcript.json": [transcript_json(document)]}
    (attached,) = reader.trailer["/Root"]["/AF"]
    assert attached["/AFRelationship"] == "/Source"
    assert attached["/EF"]["/F"]["/Subtype"] == "/application/json"


def test_every_page_is_numbered_and_names_the_transcript():
    reader = read(transcript_document(40))
    for number, page in enumerate(reader.pages, start=1):
        text = " ".join(page.extract_text().split())
        assert f"Page {number} of {len(reader.pages)}" in text
        assert grouped(CODE) in text


@pytest.mark.parametrize("language", ["en", "es"])
@pytest.mark.parametrize("hour", [60, 50])
def test_a_session_takes_one_line_in_the_widest_month_at_the_widest_time(language, hour):
    document = transcript_document(0)
    lines = tuple(
        session_line(
            10_000 + seq,
            occurred_on="2026-11-24",
            starts="2026-11-24T10:30-05:00",
            ends="2026-11-24T12:30-05:00",
            provenance="attested",
        )
        for seq in range(300)
    )
    study = replace(document.statement.study, minutes_per_clock_hour=hour)
    document = replace(document, lines=lines, statement=replace(document.statement, study=study))
    _first, _second, *full, _last = read(document, language).pages
    assert [page.extract_text().count("MA 48213") for page in full] == [39] * len(full)


def test_every_entry_is_on_it():
    text = text_of(read(transcript_document(900)))
    assert text.count("MA 48213") == 898  # one reversal and one transfer have no license


def test_every_page_after_the_first_names_the_student():
    _first, *rest = read(transcript_document(40)).pages
    assert rest
    for page in rest:
        assert "Lucía Ferrer · P-02417 · Massage Therapy" in " ".join(page.extract_text().split())


def test_every_page_of_sessions_repeats_the_header():
    _first, *rest = read(transcript_document(900)).pages
    for page in rest:
        text = " ".join(page.extract_text().split())
        assert "Entry Date Time Site Counts toward Hours Clients Signed by License Recorded" in text


def test_reversals_and_transfer_hours_are_explained_in_words():
    text = text_of(read(transcript_document(4)))
    assert "Typed, reversed by entry 2" in text
    assert "Reverses entry 1" in text
    assert "\N{MINUS SIGN}3:30" in text
    assert "Transfer hours, from: Transcript of Coral Coast College" in text


def test_missing_and_met_requirements_are_both_shown():
    text = text_of(read(transcript_document(40)))
    assert in_order(text, "Hands-on sessions", "149:30", "met", "Observation", "15:00 h short")


def test_the_same_transcript_gives_the_same_bytes():
    document = transcript_document(40)
    assert transcript_pdf(document, "en") == transcript_pdf(document, "en")


def test_a_spanish_reader_gets_spanish_text_and_number_formats():
    reader = read(transcript_document(4), "es")
    assert reader.trailer["/Root"]["/Lang"] == "es"
    assert "3 feb 2026" in text_of(reader)


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


def test_a_name_of_three_hundred_letters_without_a_space_breaks_into_lines():
    document = transcript_document(4, student="W" * 300)
    lines = (session_line(1, printed_name="W" * 300, site="W" * 100), *document.lines[1:])
    reader = read(replace(document, lines=lines))
    written = "".join(page.extract_text() for page in reader.pages).replace("\u200b", "").split()
    assert max(len(word) for word in written if set(word) == {"W"}) < 100


@pytest.mark.parametrize("language", ["en", "es"])
@pytest.mark.parametrize(
    ("written", "printed"),
    [
        ("\U00020000", "□ U+20000"),
        ("Mei \U00020000", "Mei □ U+20000"),
        ("\U00012000\U00012001", "□ U+12000 □ U+12001"),
        ("a\ufeffb", "a □ U+FEFF b"),
        ("\uf0b7 one", "□ U+F0B7 one"),
        ("a\x07b\x00", "a □ U+0007 b □ U+0000"),
        ("a\u202eb", "a □ U+202E b"),
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
    assert text.count(printed) >= 6  # the student stands on each page


@pytest.mark.parametrize(
    "name", ["Nguyễn Văn Ấn", "Þóra Kovač", "Жанна", "Ελένη", "李小龍", "김민준"]
)
def test_characters_in_the_fonts_are_printed_as_themselves(name):
    assert name in text_of(read(transcript_document(4, student=name)))


@pytest.mark.parametrize("accents", ["\u0301\u0488", "\u0301\t\ue021", "\u1ae3\ufe03"])
def test_what_no_font_can_combine_does_not_stop_a_transcript(accents):
    assert read(transcript_document(4, student=accents)).pages
