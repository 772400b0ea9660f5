"""If the clock steps back, no license is dated before what it follows, and no act before its license."""

from datetime import timedelta

import pytest

from clinic_hours.people.services.licenses import log_withdrawal, save_license
from tests.factories.clinic import NOW, logged, signed

from .wrong_clock import EARLIER, refused

pytestmark = pytest.mark.django_db


def test_a_license_is_not_changed_before_it_was_recorded(rosa):
    license = rosa.credentials.get()
    save_license(license, now=NOW)
    license.number = "MA 99999"
    refused(lambda: save_license(license, now=EARLIER))
    assert rosa.credentials.get().number != "MA 99999"


def test_a_license_is_not_withdrawn_before_it_was_recorded(rosa):
    license = save_license(rosa.credentials.get(), now=NOW)
    refused(lambda: log_withdrawal(license, EARLIER))


def test_nothing_is_signed_before_the_license_it_rests_on_was_recorded(lucia, rosa):
    submitted = logged(lucia, rosa)
    save_license(rosa.credentials.get(), now=NOW + timedelta(minutes=5))
    refused(lambda: signed(submitted, now=NOW))
    assert signed(submitted, now=NOW + timedelta(minutes=5))
