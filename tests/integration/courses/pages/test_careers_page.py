"""The careers page: its hours come from the licensing standard, and its figures say how old they are."""

from datetime import date, timedelta

import pytest
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import override
from wagtail.blocks import StructBlockValidationError

from courses.pages.models import CareersPage
from home.core.blocks.dated_figures import DatedFiguresBlock
from home.core.selectors.review_dates import facts_to_review
from home.pages.models import StandardPage
from home.people.models import PersonIndexPage, PersonPage
from tests.factories.courses import StandardFactory, StandardSubjectFactory, SubjectAreaFactory
from tests.factories.pages import StandardPageFactory, home_page
from tests.factories.people import SuperuserFactory

pytestmark = pytest.mark.django_db

HOUR = 60
STEPS = [
    {"type": "step", "value": {"title": shows.title(), "text": "What happens.", "shows": shows}}
    for shows in ("class", "clinic", "whole", "")
]


@pytest.fixture
def florida():
    return StandardFactory(
        name="Florida",
        minutes=500 * HOUR,
        clinical_minutes=125 * HOUR,
        daily_cap_minutes=6 * HOUR,
        weekly_cap_minutes=30 * HOUR,
    )


def careers_page(**fields) -> CareersPage:
    page = CareersPage(title="Careers", slug="careers", steps=STEPS, **fields)
    return home_page().add_child(instance=page)


def test_the_timeline_shows_the_hours_of_the_standard(client, florida):
    anatomy = SubjectAreaFactory(name="Anatomy")
    clinic = SubjectAreaFactory(name="Practicum", is_clinical=True)
    StandardSubjectFactory(standard=florida, subject_area=anatomy, minutes=150 * HOUR)
    StandardSubjectFactory(standard=florida, subject_area=clinic, minutes=125 * HOUR)
    text = client.get(careers_page(standard=florida).url).text

    assert "<b>375 h</b> minimum in class" in text
    assert "<span>Anatomy</span> <b>150 h</b>" in text
    assert "<span>Practicum</span>" not in text
    assert "<b>125 h</b> minimum in clinic" in text
    assert "<b>500 h</b> total" in text
    assert "<b>17</b> weeks minimum" in text
    assert florida.citation in text


def test_changing_the_standard_changes_the_timeline(client, florida):
    page = careers_page(standard=florida)
    florida.minutes, florida.weekly_cap_minutes = 640 * HOUR, 20 * HOUR
    florida.save()
    text = client.get(page.url).text

    assert "<b>640 h</b> total" in text
    assert "<b>32</b> weeks minimum" in text
    assert "500 h" not in text


def test_what_the_standard_does_not_say_is_not_shown(client):
    text = client.get(careers_page(standard=StandardFactory(clinical_minutes=None)).url).text

    assert "minimum in clinic" not in text
    assert "minimum in class" not in text
    assert "weeks minimum" not in text


def test_without_a_standard_only_the_steps_are_shown(client):
    text = client.get(careers_page().url).text

    assert text.count('data-testid="path-step"') == len(STEPS)
    assert "path__figure" not in text


def test_other_boards_in_force_are_shown_with_it(client, florida):
    StandardFactory(name="New York", minutes=1000 * HOUR)
    StandardFactory(name="Gone", effective_to=date(2025, 12, 31))
    text = client.get(careers_page(standard=florida).url).text

    assert "New York" in text
    assert "1,000 h" in text
    assert "Gone" not in text


def test_graduates_are_shown_and_faculty_are_not(client):
    people = home_page().add_child(instance=PersonIndexPage(title="People", slug="people"))
    for name, kind in (("Ada", "graduate"), ("Bo", "faculty")):
        people.add_child(instance=PersonPage(title=name, slug=name.lower(), kind=kind))
    block = {"type": "graduates", "value": {"heading": "Where they work", "number": 3}}
    text = client.get(careers_page(body=[block]).url).text

    assert ">Ada<" in text
    assert ">Bo<" not in text
    assert 'href="/people/#graduate"' in text
    assert 'id="graduate"' in client.get("/people/").text


def test_graduates_without_a_year_come_last(client):
    people = home_page().add_child(instance=PersonIndexPage(title="People", slug="people"))
    for name, year in (("Ada", None), ("Bo", 2020), ("Cyd", 2024)):
        fields = {"title": name, "slug": name.lower(), "graduated_in": year}
        people.add_child(instance=PersonPage(kind="graduate", **fields))

    with override("en"):
        assert [person.title for person in PersonPage.graduates()] == ["Cyd", "Bo", "Ada"]


def figures(review_by: date) -> dict:
    return {
        "heading": "What it pays",
        "figures": [{"value": "$57,950", "label": "median pay", "year": "May 2024"}],
        "dated": {
            "source": "Bureau of Labor Statistics",
            "source_url": "https://www.bls.gov/",
            "as_of": str(review_by - timedelta(days=90)),
            "review_by": str(review_by),
        },
    }


@pytest.mark.parametrize(("days", "needs_review"), [(-1, True), (0, False), (1, False)])
def test_figures_say_when_their_review_date_has_passed(client, days, needs_review):
    value = figures(timezone.localdate() + timedelta(days=days))
    page = StandardPageFactory(body=[{"type": "dated_figures", "value": value}])
    text = client.get(page.url).text

    assert "(May 2024)" in text
    assert 'href="https://www.bls.gov/"' in text
    assert ("due for review" in text) is needs_review


def test_editors_are_told_about_figures_past_their_review_date(client):
    value = figures(timezone.localdate() - timedelta(days=1))
    page = careers_page(body=[{"type": "dated_figures", "value": value}])

    assert [fact.name for fact in facts_to_review([page])] == ["What it pays"]


def test_figures_need_a_source():
    block = DatedFiguresBlock()
    value = figures(date(2026, 11, 23))
    value["dated"]["source"] = ""

    with pytest.raises(StructBlockValidationError):
        block.clean(block.to_python(value))


@pytest.mark.parametrize("add", ["courses_pages/careerspage", "home_clinic/clinicpage"])
def test_the_forms_of_the_pages_open(client, add):
    client.force_login(SuperuserFactory())

    assert client.get(f"/admin/pages/add/{add}/{home_page().pk}/").status_code == 200


def test_the_editor_sees_a_preview_of_the_graduates(client):
    client.force_login(SuperuserFactory())
    block = CareersPage._meta.get_field("body").stream_block.child_blocks["graduates"]
    page = client.get(reverse("wagtailadmin_block_preview"), {"id": block.definition_prefix})

    assert page.status_code == 200


def test_a_careers_page_is_below_the_home_page_and_may_have_pages_below_it():
    assert CareersPage.can_create_at(home_page())
    assert StandardPage.can_create_at(careers_page())
    assert not CareersPage.can_create_at(home_page())  # there already is one
