"""A site's rules of attendance, changed in Set-up, and what they change."""

import pytest

from clinic_hours.attendance.models import SiteRules
from clinic_hours.attendance.selectors.rules import rules_of
from clinic_hours.sessions.models import ClinicSession
from tests.factories.shifts import punched

from .pages import browser_at, text_of
from .test_punching import refusal

pytestmark = pytest.mark.django_db(transaction=True)

RULES = {
    **{"late_after": "15", "early": "30", "grace": "0", "round_to": "15"},
    "source_late_after": "16 TAC 117.55",
}


def address(site) -> str:
    return f"/hours/setup/sites/{site.pk}/attendance/"


def test_the_office_changes_a_sites_rules_and_says_their_source(shift, site, cora):
    with browser_at(shift, cora, "10:00") as client:
        assert "Attendance at" in text_of(client.get(address(site)))
        assert client.post(address(site), RULES | {"submits": "on"}).status_code == 303
        assert 'value="16 TAC 117.55"' in client.get(address(site)).content.decode()
    rules = rules_of(site.pk)
    assert (rules.early, rules.grace, rules.round_to, rules.submits) == (30, 0, 15, True)
    assert SiteRules.objects.get().sources == {"late_after": "16 TAC 117.55"}


def test_the_rules_change_what_punches_come_to(rosa_is_in, site, lucia, lucias, cora):
    with browser_at(rosa_is_in, cora, "10:00") as client:
        client.post(address(site), RULES)
    assert refusal(punched, lucia.student, rosa_is_in, "in", "13:29") == ["too_early_to_clock_in"]
    punched(lucia.student, rosa_is_in, "in", "14:06")
    punched(lucia.student, rosa_is_in, "out", "18:20")
    assert ClinicSession.objects.get().minutes == 240


@pytest.mark.parametrize("wrong", [{"late_after": "-1"}, {"early": "999"}, {"round_to": "7"}])
def test_an_absurd_rule_is_refused_and_nothing_is_kept(shift, site, cora, wrong):
    with browser_at(shift, cora, "10:00") as client:
        assert client.post(address(site), RULES | wrong).status_code == 422
    assert not SiteRules.objects.exists()


def test_a_clock_out_that_is_rounded_up_counts_and_is_supervised_to_its_end(
    rosa_is_in, site, lucia, lucias
):
    SiteRules.objects.create(site=site, round_to=15)
    punched(lucia.student, rosa_is_in, "in", "14:04")
    punched(lucia.student, rosa_is_in, "out", "17:53")
    session = ClinicSession.objects.get()
    assert (session.minutes, session.break_minutes) == (240, 0)
    assert session.attendance["supervised_minutes"] == 240
