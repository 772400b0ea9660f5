"""What waits for one instructor is handed to another, who signs it."""

import pytest

from .steps import (
    CORA,
    DESKTOP,
    MEI,
    PHONE,
    ROSA,
    ROSA_AS_PRINTED,
    follow,
    of_mei,
    press,
    sees,
    sign_what_waits,
    totals,
)

pytestmark = pytest.mark.browser

IRENE = "irene@palmetto.test"


@pytest.fixture
def two_wait_for_irene(demo_school) -> None:
    for days in (2, 1):
        of_mei(IRENE, days=days)


def reassign(page) -> None:
    """Hand Mei's next session that waits for Irene to Rosa."""
    follow(page, "See sessions Irene Okafor")
    follow(page, "Mei Tanaka")
    page.get_by_label("Instructor", exact=True).select_option(label=ROSA_AS_PRINTED)
    press(page, "Reassign")
    sees(page, "Waiting for Rosa Castellanos")
    follow(page, "All waiting sessions")


def test_a_queue_is_reassigned_and_signed_by_another_instructor(two_wait_for_irene, at_desk):
    cora, rosa, mei = at_desk(CORA, DESKTOP), at_desk(ROSA, PHONE), at_desk(MEI, PHONE)
    follow(cora, "See all")
    press(cora, "Remind Irene Okafor")
    sees(cora, "Reminded today")
    reassign(cora)
    reassign(cora)

    sign_what_waits(rosa, "Mei Tanaka", "2 sessions signed: 6.00 hours.")
    assert totals(mei) == {"earned": "6.00", "pending": "0.00"}
