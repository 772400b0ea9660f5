"""The tablet loses its connection, or is restarted meanwhile: no tap is lost, and none is recorded twice."""

import time

import pytest
from playwright.sync_api import expect

from clinic_hours.attendance.models import ClockFailure, Device, Punch
from clinic_hours.kiosk.models import Delivery
from clinic_hours.kiosk.services.pairing import revoke_device
from clinic_hours.people.models import OfficeRole

from .steps import call, clock_in, clock_out, is_held_offline, next_person

pytestmark = pytest.mark.browser

OFFLINE = "No connection. Clock-ins are kept and sent later"
KEPT = "There is no connection, so your tap at"


def waiting(page) -> list[dict[str, str]]:
    return [each["values"] for each in call(page, "store", "waiting")]


def ten_minutes_ago() -> int:
    return round((time.time() - 600) * 1000)


def all_is_sent(page) -> None:
    for _try in range(20):
        page.evaluate("dispatchEvent(new Event('online'))")
        page.wait_for_timeout(300)
        if not waiting(page):
            return
    raise AssertionError(waiting(page))


def test_ten_minutes_without_connection_and_a_restart(tablet, kinds):
    is_held_offline(tablet)
    tablet.context.set_offline(True)
    clock_in(tablet)
    expect(tablet.get_by_text(KEPT)).to_be_visible()
    next_person(tablet)
    expect(tablet.get_by_text(OFFLINE)).to_be_visible()
    (kept,) = waiting(tablet)
    assert "274915" not in str(kept)

    tablet.reload()
    expect(tablet.get_by_text(OFFLINE)).to_be_visible()
    tablet.locator("[data-testid=kiosk-code] svg").wait_for()
    clock_out(tablet, "Done for today")
    expect(tablet.get_by_text(KEPT)).to_be_visible()
    assert len(waiting(tablet)) == 2
    assert kinds() == []

    call(tablet, "store", "keep", "state", "offline since", ten_minutes_ago())
    tablet.context.set_offline(False)
    all_is_sent(tablet)
    expect(tablet.get_by_text(OFFLINE)).to_be_hidden()
    assert kinds() == ["in", "out"]
    assert Delivery.objects.count() == 2
    failure = ClockFailure.objects.get()
    assert 590 < (failure.to_at - failure.from_at).total_seconds() < 660


@pytest.mark.parametrize("when", ["before the server", "after the server"])
def test_a_connection_that_is_cut_between_tap_and_answer(tablet, kinds, when):
    def cut(route) -> None:
        if when == "after the server":
            route.fetch()
        route.abort()

    tablet.route("**/kiosk/punch/", cut)
    clock_in(tablet)
    expect(tablet.get_by_text(KEPT)).to_be_visible()
    assert kinds() == (["in"] if when == "after the server" else [])
    tablet.unroute("**/kiosk/punch/")
    all_is_sent(tablet)
    assert kinds() == ["in"]
    assert Punch.objects.filter(kind="in", device_seq=1).count() == 1


def test_a_revoked_tablet_says_so_and_keeps_what_it_could_not_send(tablet, kinds):
    revoke_device(actor=OfficeRole.objects.get().user, device=Device.objects.get())
    clock_in(tablet)
    expect(tablet.get_by_text("This tablet must be paired again")).to_be_visible()
    expect(tablet.get_by_text("Not sent yet: 1.")).to_be_visible()
    assert kinds() == []
    tablet.goto("/kiosk/")
    expect(tablet.get_by_role("link", name="Pair this tablet")).to_be_visible()
