"""An instructor's license expires; the office records the renewal, and the instructor signs again."""

import pytest

from clinic_hours.people.models import Credential
from clinic_hours.people.services.licenses import save_license

from .steps import (
    CORA,
    DESKTOP,
    MEI,
    PHONE,
    THEO,
    THEO_AS_PRINTED,
    days_ago,
    follow,
    press,
    sees,
    sign_what_waits,
    totals,
    turn_to,
)

pytestmark = pytest.mark.browser


@pytest.fixture
def lapsed(demo_school) -> None:
    license_ = Credential.objects.get(supervisor__user__email=THEO)
    license_.expires_on = days_ago(2)
    save_license(license_)


def log_with_theo(page, days: int) -> None:
    turn_to(page, "Log a session")
    page.get_by_label("Date", exact=True).fill(days_ago(days).isoformat())
    page.get_by_label("Started", exact=True).fill("13:00")
    page.get_by_label("Finished", exact=True).fill("16:00")
    page.locator("label:has(input[name=requirement])").first.click()
    page.get_by_label("Clinic", exact=True).select_option(index=1)
    theo = page.get_by_role("option", name=THEO_AS_PRINTED).get_attribute("value")
    page.get_by_label("Instructor", exact=True).select_option(theo)
    press(page, "Send to Theo")


def record_the_renewal(page) -> None:
    turn_to(page, "Today")
    follow(page, "Update license")
    page.get_by_label("License", exact=True).select_option("LMT")
    page.get_by_label("State").select_option(label="Florida")
    page.get_by_label("License number").fill("MA 39120")
    page.get_by_label("Issue date").fill(days_ago(1).isoformat())
    page.get_by_label("Expiration date").fill(days_ago(-700).isoformat())
    press(page, "Save")


def test_an_instructor_whose_license_lapsed_signs_after_the_renewal(lapsed, at_desk):
    theo, mei, cora = at_desk(THEO, PHONE), at_desk(MEI, PHONE), at_desk(CORA, DESKTOP)
    sees(theo, "Your license on record has expired")
    sees(cora, "Theo Lindqvist’s license expired")

    log_with_theo(mei, days=1)
    sees(mei, "The instructor's license was not current")
    log_with_theo(mei, days=2)
    sees(mei, "Submitted")

    record_the_renewal(cora)
    turn_to(cora, "Today")
    assert cora.get_by_text("license expired").count() == 0
    log_with_theo(mei, days=1)
    sees(mei, "Submitted")

    theo.set_viewport_size({"width": DESKTOP, "height": 900})
    sign_what_waits(theo, "Mei Tanaka", "2 sessions signed: 6.00 hours.")
    assert theo.get_by_text("has expired").count() == 0
    assert totals(mei) == {"earned": "6.00", "pending": "0.00"}
