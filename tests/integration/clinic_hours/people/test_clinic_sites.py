import pytest
from django.core.exceptions import ValidationError

from clinic_hours.people.models import ClinicSite
from tests.factories.people import UserFactory


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
