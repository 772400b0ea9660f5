"""Two or three programs side by side, at an address that can be shared."""

import datetime
import json

import pytest
import time_machine

from courses.standards.models import LicensingStandard
from tests.factories.courses import (
    CourseFactory,
    CurriculumLineFactory,
    ProgramFactory,
    ProgramIndexPageFactory,
    ProgramPageFactory,
    RequirementSetFactory,
)

pytestmark = pytest.mark.django_db

HOUR = 60


@pytest.fixture
def index():
    return ProgramIndexPageFactory(slug="programs")


def program(index, slug: str, hours: int = 100, **fields):
    record = ProgramFactory(slug=slug, name=slug.title())
    CurriculumLineFactory(program=record, course=CourseFactory(minutes=hours * HOUR))
    RequirementSetFactory(program=record)
    index.refresh_from_db()
    return ProgramPageFactory(parent=index, program=record, title=slug.title(), slug=slug, **fields)


def compare(client, *slugs: str):
    return client.get("/programs/compare/", {"program": list(slugs)})


def titles(answer) -> list[str]:
    return [column.page.title for column in answer.context["columns"]]


def test_programs_are_side_by_side_in_the_requested_order(client, index):
    program(index, "massage", 500)
    program(index, "bodywork", 250)
    answer = compare(client, "bodywork", "massage")

    assert titles(answer) == ["Bodywork", "Massage"]
    assert answer.text.index("250 h") < answer.text.index("500 h")


def test_a_fourth_is_left_out_with_a_sentence(client, index):
    for slug in ("a", "b", "c", "d"):
        program(index, slug)
    answer = compare(client, "a", "b", "c", "d")

    assert titles(answer) == ["A", "B", "C"]
    assert "first three" in answer.text


def opening(answer) -> str:
    """Return the part of the page above the choice of programs."""
    return answer.text.split('<form class="card')[0].split("<h1>")[1]


@pytest.mark.parametrize("slugs", [["massage"], ["massage", "massage"]])
def test_one_program_waits_for_another_without_a_warning(client, index, slugs):
    program(index, "massage")
    program(index, "bodywork")
    answer = compare(client, *slugs)

    assert "chosen Massage. Add one or two more" in answer.text
    assert "message--" not in opening(answer)
    assert 'value="massage" checked' in answer.text
    assert titles(answer) == []


def test_without_a_choice_there_is_only_the_form(client, index):
    program(index, "massage")
    answer = client.get("/programs/compare/")

    assert answer.status_code == 200
    assert "message--" not in opening(answer)
    assert "is chosen" not in answer.text


@pytest.mark.parametrize("slug", ["none", "\0", "' OR 1", "<b>"])
def test_a_program_that_does_not_exist_is_mentioned_and_the_others_are_compared(
    client, index, slug
):
    program(index, "massage")
    program(index, "bodywork")

    alone = compare(client, slug)
    assert alone.status_code == 200
    assert "We don't offer 1 program in this address." in alone.text
    assert titles(alone) == []
    among_others = compare(client, "massage", slug, "bodywork", "none too")
    assert "We don't offer 2 programs in this address." in among_others.text
    assert titles(among_others) == ["Massage", "Bodywork"]


def test_one_existing_program_with_a_missing_one_waits_for_another(client, index):
    program(index, "massage")
    answer = compare(client, "massage", "none")

    assert "offer 1 program in this address" in answer.text
    assert "chosen Massage." in answer.text


def test_unpublished_programs_are_not_compared(client, index):
    program(index, "massage")
    program(index, "secret", live=False)
    answer = compare(client, "massage", "secret")

    assert "Secret" not in answer.text


def test_the_list_of_programs_offers_the_comparison(client, index):
    program(index, "massage")
    assert "/programs/compare/" not in client.get("/programs/").text
    program(index, "bodywork")

    assert 'action="/programs/compare/"' in client.get("/programs/").text


@pytest.mark.parametrize("count", [3, 30])
def test_comparing_takes_the_same_queries_for_few_programs_and_many(
    client, index, count, django_assert_max_num_queries
):
    for number in range(count):
        program(index, f"program-{number}")
    slugs = ["program-0", "program-1", "program-2"]
    compare(client, *slugs)
    with django_assert_max_num_queries(12):
        compare(client, *slugs)


COSTS = json.dumps([{"type": "cost", "value": {"item": "Tuition", "amount": "9790.50"}}])


def test_costs_are_the_same_as_on_the_programs_page_with_their_date(client, index):
    days = {
        "costs_as_of": datetime.date(2026, 1, 5),
        "costs_review_by": datetime.date(2026, 11, 22),
    }
    program(index, "massage", costs=COSTS, **days)
    program(index, "bodywork")

    with time_machine.travel(datetime.datetime(2026, 11, 22, 17, tzinfo=datetime.UTC)):
        text = compare(client, "massage", "bodywork").text
        assert "$9,790.50" in text
        assert "as of Jan 5, 2026" in text
        assert "due for review" not in text
    with time_machine.travel(datetime.datetime(2026, 11, 23, 17, tzinfo=datetime.UTC)):
        text = compare(client, "massage", "bodywork").text
        assert "due for review since Nov 22, 2026" in text


def test_a_standard_not_reviewed_for_a_year_says_so(client, index):
    program(index, "massage")
    program(index, "bodywork")

    LicensingStandard.objects.update(last_checked=datetime.date(2025, 11, 22))

    with time_machine.travel(datetime.datetime(2026, 11, 23, 17, tzinfo=datetime.UTC)):
        text = compare(client, "massage", "bodywork").text
    assert text.count("due for review since Nov 22, 2026") == 2
