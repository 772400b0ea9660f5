"""A button pressed twice at the same moment sends one request."""

from functools import partial

import pytest

from courses.admissions.models import Enquiry
from courses.admissions.services.enquiries import receive_enquiry
from home.mail.models import OutgoingMail
from home.site.models import SiteSettings
from tests.factories.pages import home_page
from tests.races import race, surprises

pytestmark = pytest.mark.django_db(transaction=True)

ROUNDS = 8


def asks(school: SiteSettings, message: str) -> Enquiry:
    enquiry = Enquiry(name="Ana", email="ana@example.test", start="year", message=message)
    return receive_enquiry(enquiry=enquiry, consent="Yes.", language="en", school=school)


def test_a_request_sent_twice_at_once_is_saved_once(transactional_db):
    site = home_page().get_site()
    school = SiteSettings.objects.update_or_create(site=site, defaults={"name": "Palmetto"})[0]
    for number in range(ROUNDS):
        outcomes = race(*[partial(asks, school, f"Question {number}")] * 3)

        assert surprises(outcomes) == []
        assert Enquiry.objects.filter(message=f"Question {number}").count() == 1
    assert OutgoingMail.objects.count() == 1
