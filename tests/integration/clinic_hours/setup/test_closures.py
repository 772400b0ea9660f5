"""Closures are entered in Set-up and read by paces and by the calculators on program pages."""

from datetime import date

import pytest
from django.urls import reverse
from wagtail.models import Site

from clinic_hours.pace.selectors.closures import school_closures
from clinic_hours.setup.selectors.closures import closures
from home.site.models import SiteSettings

pytestmark = pytest.mark.django_db
CLOSURES, NEW = reverse("hours:setup_closures"), reverse("hours:setup_closure_new")
WINTER = {"name": "Winter break", "first_day": "2026-12-24", "last_day": "2027-01-01"}


@pytest.fixture(autouse=True)
def school(db):
    return SiteSettings.for_site(Site.objects.get(is_default_site=True))


def test_a_closure_is_read_by_the_pace_and_stays_in_the_schools_settings(office, school):
    assert office.post(NEW, WINTER).status_code == 303
    assert school_closures() == ((date(2026, 12, 24), date(2027, 1, 1)),)
    school.refresh_from_db()
    assert school.closures[0].value["name"] == "Winter break"


def test_a_closure_is_changed_and_deleted_by_itself(office):
    office.post(NEW, WINTER)
    office.post(
        NEW, WINTER | {"name": "Storm", "first_day": "2026-12-01", "last_day": "2026-12-01"}
    )
    storm, winter = closures()
    office.post(reverse("hours:setup_closure", args=[winter.key]), WINTER | {"name": "Holidays"})
    assert [each.name for each in closures()] == ["Storm", "Holidays"]
    office.post(reverse("hours:setup_closure_delete", args=[storm.key]))
    assert [each.name for each in closures()] == ["Holidays"]


@pytest.mark.parametrize("last_day", ["2026-12-23", "2027-12-24"])
def test_a_closure_ends_after_it_starts_and_within_four_months(office, last_day):
    answer = office.post(NEW, WINTER | {"last_day": last_day})
    assert answer.status_code == 422
    assert "A closure must end after it starts, within four months." in answer.text
    assert closures() == []


def test_the_editors_settings_keep_other_facts(office, school):
    SiteSettings.objects.update(phone="305-555-0142")
    office.post(NEW, WINTER)
    assert SiteSettings.objects.get().phone == "305-555-0142"
    assert "Winter break" in office.get(CLOSURES).text
