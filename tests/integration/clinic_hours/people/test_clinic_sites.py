import pytest
from django.core.exceptions import ValidationError

from clinic_hours.attendance.models import ClockFailure, ClockRequest, SiteRules
from clinic_hours.people.models import ClinicSite
from clinic_hours.people.selectors.references import is_referenced
from clinic_hours.shifts.models import ShiftSupervisor
from tests.factories.clinic import NOW, SupervisorFactory
from tests.factories.people import UserFactory
from tests.factories.shifts import planned_series


def test_a_site_takes_a_time_zone_by_its_iana_name():
    ClinicSite(slug="annex", name="Annex", time_zone="America/Chicago").full_clean(
        validate_unique=False
    )


@pytest.mark.parametrize("name", ["localtime", "Factory", "America/Springfield", "EST5"])
def test_a_site_takes_no_other_time_zone(name):
    with pytest.raises(ValidationError) as refused:
        ClinicSite(slug="annex", name="Annex", time_zone=name).full_clean(validate_unique=False)
    assert list(refused.value.message_dict) == ["time_zone"]


@pytest.mark.django_db
def test_the_admin_offers_only_time_zones_that_a_browser_knows(client):
    client.force_login(UserFactory(is_superuser=True, is_staff=True))
    page = client.get("/admin/account/").text
    assert 'value="America/New_York"' in page
    assert 'value="localtime"' not in page


@pytest.mark.django_db
def test_an_instructor_named_by_a_series_is_kept_after_every_duty_is_gone(cora, site):
    supervisor = SupervisorFactory(credential=None)
    planned_series(cora, supervisor)
    ShiftSupervisor.objects.all().delete()
    assert is_referenced(supervisor)


@pytest.mark.django_db
@pytest.mark.parametrize("model", [ClockFailure, ClockRequest, SiteRules])
def test_a_clinic_site_with_anything_about_attendance_is_kept(site, model):
    assert not is_referenced(site)
    more = {"from_at": NOW} if model is ClockFailure else {}
    more |= {"asked_at": NOW} if model is ClockRequest else {}
    model.objects.create(site=site, **more)
    assert is_referenced(site)
