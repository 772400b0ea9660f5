"""A program's clinic hours are the same everywhere: those required by the edition in force."""

import html
import re

import pytest
from django.urls import reverse
from wagtail.test.utils.form_data import inline_formset, nested_form_data

from courses.curriculum.models import Course
from courses.pages.models import ProgramPage
from courses.requirements.selectors.requirement_sets import ClinicGap, clinic_gap
from courses.requirements.services.requirement_sets import new_edition, publish
from tests.factories.courses import (
    PUBLISHED_AT,
    CourseFactory,
    CoursePageFactory,
    CurriculumLineFactory,
    ProgramFactory,
    ProgramPageFactory,
    RequirementSetFactory,
    SubjectAreaFactory,
)
from tests.factories.pages import StandardPageFactory
from tests.factories.people import SuperuserFactory

pytestmark = pytest.mark.django_db
HOUR = 60


@pytest.fixture
def clinical():
    return SubjectAreaFactory(name="Clinical practicum", is_clinical=True)


@pytest.fixture
def program(clinical):
    """A program with 375 hours in class and 125 in clinic, by both its course and its edition."""
    program = ProgramFactory(name="Massage Therapy")
    CurriculumLineFactory(program=program, course=CourseFactory(minutes=375 * HOUR))
    practicum = CourseFactory(title="Practicum", subject_area=clinical, minutes=125 * HOUR)
    CurriculumLineFactory(program=program, course=practicum)
    RequirementSetFactory(program=program)
    return program


def draft_of_135(program):
    draft = new_edition(program.requirement_sets.get(edition=1))
    draft.requirements.filter(category="hands-on").update(minutes=100 * HOUR)
    return draft


def publish_135(program) -> None:
    publish(draft_of_135(program), now=PUBLISHED_AT)


def words(client, url: str, **query) -> str:
    """Return the text of the page's body, without tags."""
    answer = client.get(url, query)
    assert answer.status_code == 200
    main = html.unescape(answer.text).split("<main")[1]
    return " ".join(re.sub("<.*?>", " ", main).split())


def hours_named(text: str) -> set[str]:
    return {figure for figure in ("125", "135") if re.search(rf"\b{figure}\b", text)}


def test_every_page_names_the_hours_of_the_new_edition(client, program):
    page = ProgramPageFactory(program=program, title="Massage Therapy")
    other = ProgramPageFactory(parent=page.get_parent(), title="Bodywork")
    course = CoursePageFactory(course=Course.objects.get(title="Practicum"))
    index = page.get_parent().url
    compare = {"program": [program.slug, other.program.slug]}
    addresses = [
        (page.url, {}),
        (page.url, {"hours": "10"}),
        (index, {}),
        (f"{index}compare/", compare),
        (course.url, {}),
        (course.get_parent().url, {}),
    ]
    assert [hours_named(words(client, url, **query)) for url, query in addresses] == [{"125"}] * 6

    publish_135(program)

    assert [hours_named(words(client, url, **query)) for url, query in addresses] == [{"135"}] * 6
    assert "510 hours of the program, 135 of them in the clinic." in words(client, page.url)
    assert '"timeRequired":"PT8100M"' in client.get(course.url).text.replace(" ", "")
    card = ProgramPage.ready_for_cards(ProgramPage.objects.all()).get(pk=page.pk)
    assert (card.taught_minutes, card.clinic_minutes) == (510 * HOUR, 135 * HOUR)


def test_an_older_draft_published_late_changes_no_course(program):
    old = new_edition(program.requirement_sets.get())
    publish_135(program)
    publish(old, now=PUBLISHED_AT)

    assert Course.objects.get(title="Practicum").minutes == 135 * HOUR
    assert clinic_gap(program) is None


def test_a_course_of_two_programs_is_left_to_the_office(program):
    CurriculumLineFactory(course=Course.objects.get(title="Practicum"))
    publish_135(program)

    assert Course.objects.get(title="Practicum").minutes == 125 * HOUR
    assert clinic_gap(program) == ClinicGap(taught=125 * HOUR, asked=135 * HOUR)


def test_several_clinic_courses_are_left_to_the_office(program, clinical):
    second = CourseFactory(subject_area=clinical, minutes=10 * HOUR)
    CurriculumLineFactory(program=program, course=second)
    assert clinic_gap(program) == ClinicGap(taught=135 * HOUR, asked=125 * HOUR)

    publish_135(program)

    assert clinic_gap(program) is None
    assert second.minutes == 10 * HOUR
    assert Course.objects.get(title="Practicum").minutes == 125 * HOUR


@pytest.mark.parametrize(
    ("board", "gap"), [(50, None), (60, ClinicGap(125 * HOUR, 104 * HOUR + 10))]
)
def test_hours_of_fifty_minutes_agree_if_the_board_also_counts_them(program, board, gap):
    program.standard.minutes_per_clock_hour = board
    program.standard.save()
    edition = new_edition(program.requirement_sets.get())
    edition.minutes_per_clock_hour = 50
    edition.save()

    assert clinic_gap(program, edition) == gap


def test_a_program_without_clinic_courses_or_edition_has_nothing_to_compare(program):
    Course.objects.update(subject_area=SubjectAreaFactory())
    assert clinic_gap(program) is None
    assert clinic_gap(ProgramFactory()) is None


@pytest.fixture
def office(client):
    client.force_login(SuperuserFactory())
    return client


def told(answer) -> str:
    return " ".join(html.unescape(answer.text).split())


def test_the_office_is_told_which_course_changed_and_which_pages_name_the_old_figure(
    office, program
):
    StandardPageFactory(title="About us", search_description="With 125 hours of clinic.")
    StandardPageFactory(title="Fees", search_description="500 hours at $19.")
    draft = draft_of_135(program)
    answer = office.post(reverse("requirementset:publish", args=[draft.pk]), follow=True)

    assert "Practicum” now has 135 hours, as the edition requires." in told(answer)
    assert "These pages mention 125 in their text. Check them: About us." in told(answer)
    assert "These pages mention 500 in their text. Check them: Fees." in told(answer)


def test_a_mismatch_is_shown_on_the_editions_page_until_it_is_resolved(office, program):
    CurriculumLineFactory(course=Course.objects.get(title="Practicum"))
    draft = draft_of_135(program)
    gap = "have 125 hours, but its edition requires 135"
    inspect = reverse("requirementset:inspect", args=[draft.pk])
    assert gap in told(office.get(inspect))
    answer = office.post(reverse("requirementset:publish", args=[draft.pk]), follow=True)
    assert gap in told(answer)

    Course.objects.filter(title="Practicum").update(minutes=135 * HOUR)
    assert gap not in told(office.get(inspect))


def test_changing_a_clinic_course_warns_that_the_edition_requires_other_hours(office, program):
    course = Course.objects.get(title="Practicum")
    fields = {
        "code": course.code,
        "title": course.title,
        "title_es": "",
        "subject_area": course.subject_area_id,
        "minutes": "130",
        "summary": "",
        "summary_es": "",
    }
    form = nested_form_data(fields | {"modalities": []}) | inline_formset([])
    answer = office.post(reverse("course:edit", args=[course.pk]), form, follow=True)

    assert "have 130 hours, but its edition requires 125" in told(answer)
