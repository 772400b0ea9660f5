"""The tablet loses its connection, or is restarted meanwhile: no tap is lost, and none is recorded twice."""

import time
from collections.abc import Iterator

import pytest
from playwright.sync_api import expect

from clinic_hours.attendance.models import ClockFailure, Device, Punch
from clinic_hours.kiosk.models import Delivery
from clinic_hours.kiosk.services.pairing import revoke_device
from clinic_hours.people.models import OfficeRole
from tests.servers.cutting_proxy import Cut, CuttingProxy, cutting_proxy

from .conftest import pair
from .steps import call, clock_in, clock_out, is_held_offline, module, next_person

pytestmark = pytest.mark.browser

OFFLINE = "No connection. Clock-ins are kept and sent later"
IS_WAITING = "address => import(address).then(store => store.waiting()).then(all => all.length > 0)"
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


@pytest.fixture
def proxy(lucia, site_url) -> Iterator[CuttingProxy]:
    with cutting_proxy(site_url, "/kiosk/punch/") as proxy:
        yield proxy


def test_a_connection_that_is_cut_anywhere_between_tap_and_answer(proxy, browser, kinds):
    """Each point once. `make chaos` does it a thousand times."""
    expected = []
    with browser.new_context(base_url=proxy.address) as context:
        tablet = context.new_page()
        pair(tablet)
        for cut in Cut:
            proxy.next_cut = cut
            expected.append("out" if len(expected) % 2 else "in")
            clock_out(tablet, "Done for today") if len(expected) % 2 == 0 else clock_in(tablet)
            expect(tablet.get_by_text(KEPT)).to_be_visible()
            next_person(tablet)
            all_is_sent(tablet)
            assert kinds() == expected, cut
        tablet.route("**/kiosk/punch/", lambda _route: None)  # no answer until it is restarted
        clock_out(tablet, "Done for today")
        tablet.wait_for_function(IS_WAITING, arg=module(tablet, "store"))
        tablet.unroute("**/kiosk/punch/")
        tablet.reload()
        tablet.locator("[data-testid=kiosk-code] svg").wait_for()
        all_is_sent(tablet)
    assert kinds() == [*expected, "out"]
    assert Punch.objects.filter(device_seq__isnull=False).count() == len(expected) + 1


def test_a_revoked_tablet_says_so_and_keeps_what_it_could_not_send(tablet, kinds):
    revoke_device(actor=OfficeRole.objects.get().user, device=Device.objects.get())
    clock_in(tablet)
    expect(tablet.get_by_text("This tablet must be paired again")).to_be_visible()
    expect(tablet.get_by_text("Not sent yet: 1.")).to_be_visible()
    assert kinds() == []
    tablet.goto("/kiosk/")
    expect(tablet.get_by_role("link", name="Pair this tablet")).to_be_visible()
