import pytest
from wagtail.blocks import StreamValue

from home.stories.blocks.body import BodyBlock
from home.stories.models.reading import reading_minutes, sections
from home.stories.templatetags.stories import initials


def body(*blocks: tuple[str, dict]) -> StreamValue:
    raw = [{"type": kind, "value": value} for kind, value in blocks]
    return StreamValue(BodyBlock(), raw, is_lazy=True)


def words(number: int) -> str:
    return "<p>" + "word " * number + "</p>"


@pytest.mark.parametrize(("number", "minutes"), [(0, 1), (238, 1), (239, 2), (2380, 10)])
def test_the_reading_time_depends_on_the_number_of_words(number, minutes):
    assert reading_minutes(body(("text", {"heading": "", "text": words(number)}))) == minutes


def test_words_count_at_any_depth_and_addresses_do_not():
    questions = [{"question": "", "answer": words(200)}] * 2
    link = {"label": "Go", "address": "/" + "word " * 400}

    assert reading_minutes(body(("questions", {"heading": "", "questions": questions}))) == 2
    assert reading_minutes(body(("call_to_action", {"heading": "Go", "link": link}))) == 1


def test_each_heading_has_a_unique_anchor_in_any_script():
    parts = [
        ("text", {"heading": name, "text": ""}) for name in ("Why", "Why", "", "漢字", "Why 2")
    ]

    anchors = [section.anchor for section in sections(body(*parts))]

    assert anchors == ["why", "why-2", "", "part", "why-2-2"]


@pytest.mark.parametrize(
    ("name", "letters"), [("Rosa María Castellanos", "RC"), ("Cher", "C"), ("", "")]
)
def test_initials_come_from_the_first_and_last_name(name, letters):
    assert initials(name) == letters
