"""The structured data about programs, courses and the questions on a page."""

import json
import re
from datetime import timedelta

import pytest
from django.utils import timezone
from wagtail.models import Site

from home.site.models import SiteSettings
from tests.factories.courses import CoursePageFactory, ProgramPageFactory
from tests.factories.pages import StandardPageFactory

pytestmark = pytest.mark.django_db
SCRIPT = re.compile(r'<script type="application/ld\+json">(.*?)</script>', re.S)


@pytest.fixture(autouse=True)
def school():
    site = Site.objects.get(is_default_site=True)
    return SiteSettings.objects.update_or_create(site=site, defaults={"name": "Palmetto"})[0]


def told(client, address: str, kind: str) -> dict:
    data = json.loads(SCRIPT.search(client.get(address).text).group(1))
    (found,) = [each for each in data["@graph"] if each["@type"] == kind]
    return found


def test_a_program_states_its_length_license_and_cost(client):
    costs = [{"type": "cost", "value": {"item": "Tuition", "amount": "9500.00"}}]
    page = ProgramPageFactory(costs=json.dumps(costs), search_description="Eight months.")
    data = told(client, page.url, "EducationalOccupationalProgram")

    assert data["timeToComplete"] == f"P{page.program.length_months}M"
    assert data["occupationalCredentialAwarded"] == page.program.standard.name
    assert (data["offers"]["price"], data["offers"]["priceCurrency"]) == ("9500.00", "USD")
    assert data["provider"]["name"] == "Palmetto"


@pytest.mark.parametrize(("days", "told_day"), [([-30, 40, 20], 20), ([0], 0), ([-1], None)])
def test_a_program_states_only_a_start_today_or_later(client, days, told_day):
    today = timezone.localdate()
    starts = [{"first_day": f"{today + timedelta(days=day)}", "places_left": 3} for day in days]
    groups = [{"type": "group", "value": {"name": "day", "meets": [], "starts": starts}}]
    page = ProgramPageFactory(program__groups=json.dumps(groups))
    data = told(client, page.url, "EducationalOccupationalProgram")

    day = "" if told_day is None else f"{today + timedelta(days=told_day)}"
    assert data.get("startDate", "") == day


def test_a_course_states_its_code_and_hours(client):
    page = CoursePageFactory(body="<p>Words.</p>")
    data = told(client, page.url, "Course")

    assert data["courseCode"] == page.course.code
    assert data["timeRequired"] == f"PT{page.course.minutes}M"


def test_the_home_page_describes_the_school(client):
    assert told(client, "/", "CollegeOrUniversity")["name"] == "Palmetto"


def test_questions_are_included_wherever_they_are_on_the_page(client):
    question = {"question": "When?", "answer": "<p>In <b>May</b>.</p>"}
    block = {"type": "questions", "value": {"heading": "Ask", "questions": [question]}}
    page = StandardPageFactory(body=json.dumps([block]))
    program = ProgramPageFactory(questions=json.dumps([{"type": "question", "value": question}]))

    for address in (page.url, program.url):
        (entry,) = told(client, address, "FAQPage")["mainEntity"]
        assert entry["name"] == "When?"
        assert "In <b>May</b>." in entry["acceptedAnswer"]["text"]
