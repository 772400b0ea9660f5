"""Set-up says what there is, and what is missing for work to begin."""

import re
from datetime import timedelta

import pytest
from django.urls import reverse

from clinic_hours.people.models import Cohort, Credential, OfficeRole
from tests.factories.clinic import TODAY, CohortFactory, EnrollmentFactory
from tests.performance.counting import queries

pytestmark = pytest.mark.django_db
SETUP = reverse("hours:setup")
STEP = re.compile(r'<ol class="setup-missing">(.*?)</ol>', re.DOTALL)
ACT = re.compile(r"matter__act button[^>]*>(.*?)<")


def missing(office) -> list[str]:
    """Return what Set-up says has to be done."""
    found = STEP.search(office.get(SETUP).text)
    return re.findall(r"<a [^>]*>(.*?)</a>", found[1]) if found else []


def test_it_is_the_last_link_of_the_coordinators_desk(office):
    assert f'href="{SETUP}" aria-current="page"' in office.get(SETUP).text


def test_an_empty_school_is_told_everything_that_is_missing(office):
    assert missing(office) == [
        *("Add a site", "Publish requirements", "Add a cohort"),
        *("Add an instructor", "Enter a title", "Add a student"),
    ]


def test_today_and_set_up_name_the_same_steps(office, site, lucia):
    Cohort.objects.update(finishes_on=TODAY - timedelta(days=1))
    on_today = ACT.findall(office.get(reverse("hours:today")).text)
    assert missing(office) == ["Add a cohort", "Add an instructor", "Enter a title"]
    assert on_today[: len(missing(office))] == missing(office)


def test_a_school_at_work_lacks_nothing(office, lucia, rosa):
    OfficeRole.objects.update(title="Registrar")
    CohortFactory(starts_on=TODAY + timedelta(days=20), finishes_on=TODAY + timedelta(days=200))
    page = office.get(SETUP).text
    assert "Still missing" not in page
    assert "1 site" in page
    assert "edition 1 is in force" in page
    assert "Cora Whitfield, Registrar" in page
    assert "The next starts Dec 6" in page


def test_an_expired_license_does_not_count_as_an_instructors(office, rosa):
    Credential.objects.update(expires_on=TODAY - timedelta(days=1))
    assert "Add an instructor" in missing(office)


def test_it_takes_as_many_queries_for_a_large_school(office, lucia):
    office.get(SETUP)
    with queries() as small:
        office.get(SETUP)
    EnrollmentFactory.create_batch(4)
    with queries() as large:
        office.get(SETUP)
    assert len(small) == len(large)
