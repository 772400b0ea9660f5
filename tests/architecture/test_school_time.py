"""Wagtail's admin uses the signed-in person's time zone; what others read uses the school's."""

from collections.abc import Iterable
from pathlib import Path

import pytest

from .test_imports import ROOT, sources

IN_THE_ZONE_OF_WHO_ASKS = ("localdate", "localtime", "get_current_timezone")


def asking_in(paths: Iterable[Path]) -> set[str]:
    return {
        f"{path.relative_to(ROOT)}: {name}"
        for path in paths
        for name in IN_THE_ZONE_OF_WHO_ASKS
        if name in path.read_text()
    }


@pytest.mark.parametrize("layer", ["services", "selectors", "domain", "policies.py"])
def test_what_an_admin_page_may_call_uses_the_schools_date(layer):
    called = [path for path in sources(ROOT / "clinic_hours") if layer in path.parts]
    assert called
    assert asking_in(called) == set()


@pytest.mark.parametrize("room", ["home", "courses", "portal/accounts"])
def test_no_code_uses_the_date_in_the_signed_in_persons_time_zone(room):
    asking = asking_in(sources(ROOT / room))
    assert {each for each in asking if not each.startswith("home/core/school_time.py")} == set()
