"""Every code of the rules has its text, in full and for a badge."""

import re
from datetime import UTC, datetime
from pathlib import Path

import pytest
from django.conf import settings

from clinic_hours.core.domain.findings import Finding, Severity
from clinic_hours.core.forms.times import hours, moment_range
from clinic_hours.core.forms.wording import FINDINGS, badge_of, sentence_of
from clinic_hours.sessions.forms.staff_findings import FOR_STAFF

ROOM = Path(settings.BASE_DIR) / "clinic_hours"
SOURCES = "".join(path.read_text() for path in ROOM.rglob("*.py"))
CODES = set(re.findall(r'\b(?:block|warn|over)\(\s*"(\w+)"', SOURCES))
PARAMS = {
    "starts_at": "2026-11-16T19:00:00+00:00",
    "ends_at": "2026-11-16T22:30:00+00:00",
    "zone": "America/New_York",
    "date": "2026-09-01",
    "minutes": 481,
    "days": 15,
    "over": 150,
    "cap": 360,
    "left": 10,
    "clients": 40,
    "waiting_for": "Observation",
    "kinds": ["name", "phone"],
    "passages": ["Mrs. Smith"],
    "status": "on_leave",
    "students": 3,
    "limit": 2,
    "edition": 1,
    "surplus": 90,
    "clock": "2026-11-16T22:13:00+00:00",
    "last": "2026-11-16T23:00:00+00:00",
    "hours": 600,
    "entry": 12,
    "size": 600,
    "kept": 612,
    "entries": "12, 13",
    "rule": "",
    "name": "Hands-on sessions",
    "site": "Community clinic",
    "reason": "They work as a pair.",
    "moment": "2026-11-16T23:00:00+00:00",
    "closure": "Winter break",
    "document": "cpr",
    "instructor": "Rosa Castellanos, LMT",
    "nearest": "03:00",
    "number": 3,
    "count": 2,
    "taken": 2,
    "longest": 16,
    "most": 400,
    "planned": "7",
    "allowed": "6",
}


def test_the_rules_and_their_texts_have_the_same_codes():
    assert len(CODES) > 15
    assert set(FOR_STAFF) <= CODES
    assert set(FINDINGS) == CODES | {f"staff:{code}" for code in FOR_STAFF}


@pytest.mark.parametrize("code", sorted(FINDINGS))
def test_a_finding_has_a_full_sentence_and_a_short_badge(code):
    finding = Finding(code, Severity.BLOCKING, PARAMS)
    assert sentence_of(finding).endswith((".", "?"))
    assert "%(" not in sentence_of(finding) + badge_of(finding)
    assert len(badge_of(finding)) < 45


def test_an_overlap_says_what_was_logged_and_what_to_do():
    finding = Finding("overlap", Severity.BLOCKING, PARAMS)
    assert sentence_of(finding) == (
        "You already logged Mon, Nov 16, 2:00–5:30 pm. Change the times or correct that session "
        "instead."
    )


def test_an_overlap_that_only_the_database_detects_also_has_text():
    assert "another session" in sentence_of(Finding("overlap", Severity.BLOCKING, {}))


def test_an_overnight_range_says_so():
    start = datetime(2026, 11, 17, 3, tzinfo=UTC)
    end = datetime(2026, 11, 17, 7, tzinfo=UTC)
    said = moment_range(start, end, "America/New_York")
    assert said == "Mon, Nov 16, 10:00 pm–2:00 am (next day)"


@pytest.mark.parametrize(("minutes", "said"), [(210, "3.50"), (1, "0.02"), (10, "0.17")])
def test_hours_are_rounded_as_on_every_page(minutes, said):
    assert hours(minutes) == said
