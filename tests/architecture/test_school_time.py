"""Wagtail's admin uses the signed-in person's time zone; what others read uses the school's."""

import pytest

from .test_imports import ROOT, sources

IN_THE_ZONE_OF_WHO_ASKS = ("localdate", "localtime", "get_current_timezone")


@pytest.mark.parametrize("room", ["home", "courses", "portal/accounts"])
def test_no_code_uses_the_date_in_the_signed_in_persons_time_zone(room):
    asking = {
        f"{path.relative_to(ROOT)}: {name}"
        for path in sources(ROOT / room)
        for name in IN_THE_ZONE_OF_WHO_ASKS
        if name in path.read_text()
    }
    assert {each for each in asking if not each.startswith("home/core/school_time.py")} == set()
