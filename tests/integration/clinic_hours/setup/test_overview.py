"""Set-up says what there is, and what is missing for work to begin."""

from datetime import timedelta

import pytest
from django.urls import reverse

from clinic_hours.people.models import Credential, OfficeRole
from tests.factories.clinic import TODAY, CohortFactory, EnrollmentFactory
from tests.performance.counting import queries

pytestmark = pytest.mark.django_db
SETUP = reverse("hours:setup")


def test_it_is_the_last_link_of_the_coordinators_desk(office):
    assert f'href="{SETUP}" aria-current="page"' in office.get(SETUP).text


def test_an_empty_school_is_told_everything_that_is_missing(office):
    page = office.get(SETUP).text
    for step in (
        *("Add a clinic site", "Add a cohort", "Publish a requirement set"),
        *("Enter a signer&#x27;s title", "Add an instructor with a current license"),
    ):
        assert step in page


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
    assert "Add an instructor with a current license" in office.get(SETUP).text


def test_it_takes_as_many_queries_for_a_large_school(office, lucia):
    office.get(SETUP)
    with queries() as small:
        office.get(SETUP)
    EnrollmentFactory.create_batch(4)
    with queries() as large:
        office.get(SETUP)
    assert len(small) == len(large)
