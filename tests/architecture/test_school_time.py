"""Wagtail's admin uses the signed-in person's time zone; what others read uses the school's."""

import pytest

from .test_imports import ROOT, sources

IN_THE_ZONE_OF_WHO_ASKS = ("localdate", "localtime", "get_current_timezone")


@pytest.mark.parametrize("room", ["home", "courses", "portal/accounts"])
def test_nobody_asks_for_the_day_of_the_person_who_is_signed_in(room):
    asking = {
        f"{path.relative_to(ROOT)}: {name}"
        for path in sources(ROOT / room)
        for name in IN_THE_ZONE_OF_WHO_ASKS
        if name in path.read_text()
    }
    assert {each for each in asking if not each.startswith("home/core/school_time.py")} == set()
