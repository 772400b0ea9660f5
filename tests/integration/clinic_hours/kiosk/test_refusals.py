"""What the services of kiosks refuse whoever calls them."""

from datetime import time

import pytest
from django.utils import timezone

from clinic_hours.attendance.models import Device
from clinic_hours.core.domain.errors import NotAllowed, Refused
from clinic_hours.kiosk.domain.codes import step_of
from clinic_hours.kiosk.models import Delivery, KioskPin
from clinic_hours.kiosk.services.asking import flag_entry
from clinic_hours.kiosk.services.pairing import pair_device, revoke_device
from clinic_hours.kiosk.services.phones import punch_by_phone
from clinic_hours.kiosk.services.pins import set_pin
from clinic_hours.kiosk.services.receiving import claim
from clinic_hours.kiosk.views.messages import message_in
from tests.factories.clinic import ClinicSiteFactory, SupervisorFactory
from tests.factories.shifts import booked, planned, punched

from .conftest import PIN, words
from .tablet import Tablet

pytestmark = pytest.mark.django_db(transaction=True)


def test_only_the_office_pairs_and_revokes(tablet, rosa, site):
    with pytest.raises(NotAllowed):
        pair_device(actor=rosa.user, site=site, name="Mine", public_key=tablet.public_key)
    with pytest.raises(NotAllowed):
        revoke_device(actor=rosa.user, device=tablet.device)
    assert Device.objects.get().revoked_at is None


def test_the_office_has_no_pin(cora):
    with pytest.raises(NotAllowed):
        set_pin(actor=cora, pin=PIN)
    assert not KioskPin.objects.exists()


def test_an_entry_that_was_not_recorded_or_is_of_another_kiosk_is_not_flagged(
    tablet, number, cora, site
):
    now = timezone.now()
    tablet.punch(number, "000000")
    refused = Delivery.objects.get()
    tablet.punch(number, PIN)
    made = Delivery.objects.get(punch__isnull=False)
    for device, delivery in ((tablet.device, refused), (Tablet(cora, site).device, made)):
        with pytest.raises(Refused, match="nothing_to_flag"):
            flag_entry(device=device, delivery=delivery, now=now)


def test_a_code_of_another_site_clocks_nobody_out(tablet, number, lucia):
    tablet.punch(number, PIN)
    now, site = timezone.now(), ClinicSiteFactory(slug="riverside")
    said = {"step": step_of(now), "kind": "out", "uuid": tablet.device.public_id, "now": now}
    with pytest.raises(Refused, match="code_of_another_site"):
        punch_by_phone(person=lucia.student, site=site, **said)


def test_a_kiosk_that_is_revoked_while_its_message_is_on_the_way_is_not_believed(
    tablet, number, cora
):
    values = {name: str(value) for name, value in tablet.message(number, PIN).items()}
    revoke_device(actor=cora, device=tablet.device)
    with pytest.raises(Refused, match="kiosk_revoked"):
        claim(tablet.device, message_in({"badge": "", "uncertain": ""} | values), timezone.now())
    assert not Delivery.objects.exists()


def test_who_has_no_shift_here_is_told_where_they_are_still_clocked_in(tablet, number, mei, cora):
    riverside = ClinicSiteFactory(name="Riverside")
    away = planned(cora, SupervisorFactory(), site=riverside, start=time(12), end=time(13))
    booked(mei, away)
    punched(mei.student, away, "in", "12:00")
    set_pin(actor=mei.student, pin=PIN)
    response = tablet.punch(mei.student_number, PIN)
    assert "You are still clocked in at Riverside since" in words(response)
