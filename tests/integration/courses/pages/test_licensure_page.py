"""Where can I get licensed? Each program compared with each board's rules."""

from datetime import date, timedelta

import pytest
from django.utils import timezone

from courses.licensing.domain.licensure import Outcome
from courses.licensing.selectors.licensure_by_state import determination_of
from courses.pages.models import LicensurePage
from courses.standards.models import LicensingStandard
from courses.standards.services.standards import load_standards
from tests.factories.courses import (
    CourseFactory,
    CurriculumLineFactory,
    ProgramFactory,
    ProgramPageFactory,
    StandardFactory,
    StandardSubjectFactory,
)
from tests.factories.pages import home_page

pytestmark = pytest.mark.django_db

HOUR = 60


@pytest.fixture
def page() -> LicensurePage:
    return home_page().add_child(instance=LicensurePage(title="Licensure", slug="licensure"))


@pytest.fixture
def program():
    made = ProgramFactory(
        slug="massage",
        standard=StandardFactory(
            slug="us-fl", name="Florida", minutes=100 * HOUR, clinical_minutes=0
        ),
    )
    course = CourseFactory(minutes=100 * HOUR)
    CurriculumLineFactory(program=made, course=course)
    StandardSubjectFactory(
        standard=made.standard, subject_area=course.subject_area, minutes=100 * HOUR
    )
    return made


def outcomes(answer) -> dict[str, str]:
    return {each.standard.name: each.outcome.value for each in answer.context["determinations"]}


def test_a_program_meets_its_own_state_but_not_one_that_requires_more(client, page, program):
    StandardFactory(name="New York", minutes=1000 * HOUR, clinical_minutes=0)
    StandardFactory(name="Texas", minutes=100 * HOUR, clinical_minutes=0)
    answer = client.get(page.url)

    assert outcomes(answer) == {"Florida": "meets", "New York": "short", "Texas": "unknown"}
    assert "All other states" in answer.text


def test_no_shipped_rule_is_met_unless_it_is_recorded_completely():
    """Not even by a program with unlimited hours of every subject, all of them in clinic."""
    standards = load_standards().values()
    areas = {row.subject_area.slug for each in standards for row in each.subjects.all()}
    endless = dict.fromkeys(areas, 10_000 * HOUR)
    met = {
        each.slug
        for each in standards
        if determination_of(each, endless, clinical=10_000 * HOUR, weeks=500).outcome
        is Outcome.MEETS
    }

    assert met == {"us-fl-massage", "us-wa-massage"}


def test_a_boards_worded_requirements_and_weeks_are_shown_with_its_hours(client, page, program):
    program.standard.subjects.update(remarks="At least 40 of them hands-on.")
    LicensingStandard.objects.update(minimum_weeks=24)
    answer = client.get(page.url, {"program": "massage", "state": "us-fl"})

    assert outcomes(answer) == {"Florida": "unknown"}
    assert "At least 40 of them hands-on." in answer.text
    assert (
        "Requirements the board describes in words, within a subject, are not compared here"
        in answer.text
    )
    assert "34 weeks, 24 required" in answer.text

    program.standard.subjects.update(remarks="")
    assert outcomes(client.get(page.url)) == {"Florida": "meets"}

    LicensingStandard.objects.update(minimum_weeks=35)
    answer = client.get(page.url, {"program": "massage", "state": "us-fl"})
    assert outcomes(answer) == {"Florida": "short"}
    assert "34 weeks, too few (35 required)" in answer.text


def test_a_spanish_reader_gets_the_boards_remarks_in_spanish(client, demo_school):
    address = "/about/licensure/?program=massage-therapy&state=us-tx-massage"

    assert "At least 125 of them Swedish." in client.get(address).text
    text = client.get(f"/es{address}").text
    assert "Al menos 125 de masaje sueco." in text
    assert "At least 125 of them Swedish." not in text
    assert "El internado se abre después de las primeras 250 horas" in text


def test_the_demos_acupuncture_is_not_determined_and_says_how_much_is_recorded(client, demo_school):
    text = client.get("/about/licensure/?program=acupuncture&state=us-fl-acupuncture").text
    card = text.split('id="chosen-state"')[1].split("</section>")[0]

    assert "Not determined" in card
    assert "We have the subject breakdown for 95 of the 2,700 h the board requires" in card


def test_a_rule_that_is_no_longer_or_not_yet_in_force_is_left_out(client, page, program):
    today = timezone.localdate()
    StandardFactory(name="Old", effective_to=today - timedelta(days=1))
    StandardFactory(name="Coming", effective_from=today + timedelta(days=1))
    StandardFactory(name="Since long", effective_from=date(2001, 1, 1))

    assert {"Old", "Coming"}.isdisjoint(outcomes(client.get(page.url)))
    assert "Since long" in outcomes(client.get(page.url))


def test_a_recommendation_is_not_law(client, page, program):
    StandardFactory(name="Advice", authority="recommendation")

    assert "Advice" not in outcomes(client.get(page.url))


def test_a_chosen_state_is_shown_subject_by_subject_with_its_source(client, page, program):
    answer = client.get(page.url, {"program": "massage", "state": "us-fl"})

    assert answer.context["chosen"].standard.name == "Florida"
    assert f"Regulation: {program.standard.citation}." in answer.text
    assert "100 h, 100 h required" in answer.text


def test_the_day_from_which_a_rule_is_in_force_is_shown_or_not_recorded(client, page, program):
    answer = client.get(page.url, {"program": "massage", "state": "us-fl"})
    assert answer.text.count("We don't have the date it took effect.") == 2

    program.standard.effective_from = date(2020, 3, 1)
    program.standard.effective_to = date(2099, 12, 31)
    program.standard.save()
    answer = client.get(page.url, {"program": "massage", "state": "us-fl"})
    assert answer.text.count("In effect from Mar 1, 2020 to Dec 31, 2099.") == 2
    assert "have the date it took effect" not in answer.text


def test_a_rule_not_reviewed_for_a_year_is_due_for_review(client, page, program):
    question = {"program": "massage", "state": "us-fl"}
    assert "due for review" not in client.get(page.url, question).text

    program.standard.last_checked = timezone.localdate() - timedelta(days=366)
    program.standard.save()
    assert client.get(page.url, question).text.count("due for review since") == 2


def test_another_program_keeps_the_state(client, page, program):
    beside = StandardFactory(name="Florida acupuncture", profession="acupuncture")
    ProgramFactory(slug="needles", standard=beside)
    StandardFactory(slug="us-ny", name="New York", jurisdiction="US-NY")

    def chosen(state: str):
        return client.get(page.url, {"program": "needles", "state": state})

    assert chosen("us-fl").context["chosen"].standard == beside
    assert chosen("us-ny").context["chosen"] is None
    assert "rule for this program, so the result is not determined" in chosen("us-ny").text


def test_a_programs_page_links_to_its_licensure_page(client, page, program):
    brochure = ProgramPageFactory(program=program)
    address = f"{page.url}?program=massage"
    assert f'href="{address}"' in client.get(brochure.url).text
    assert client.get(address).context["program"] == program

    page.unpublish()
    assert "Where can I get licensed" not in client.get(brochure.url).text


@pytest.mark.parametrize(
    "query", ["?program=none&state=none", "?state=%00", "?program=%27&state=x"]
)
def test_a_missing_program_shows_the_first_one(client, page, program, query):
    answer = client.get(page.url + query)

    assert answer.status_code == 200
    assert answer.context["program"] == program
    assert answer.context["chosen"] is None


def test_a_school_without_programs_still_has_a_page(client, page):
    assert client.get(page.url).status_code == 200


@pytest.mark.parametrize("count", [2, 30])
def test_the_page_takes_the_same_queries_for_few_states_and_many(
    client, page, program, count, django_assert_max_num_queries
):
    for number in range(count):
        StandardSubjectFactory(standard=StandardFactory(name=f"State {number}"))
    client.get(page.url)
    with django_assert_max_num_queries(12):
        client.get(page.url)
