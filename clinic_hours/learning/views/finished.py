"""What the overview shows a student who has met every requirement."""

from typing import Any

from django.utils import timezone

from clinic_hours.learning.selectors.finished import signers_of, tally_of
from clinic_hours.people.models import Enrollment
from clinic_hours.transcripts.domain.deadlines import due_day
from clinic_hours.transcripts.selectors.requests import days_to_issue, open_request_of
from clinic_hours.transcripts.selectors.transcripts import last_transcript
from courses.pages.models import LicensurePage
from home.core.models.visibility import for_this_reader


def finished(enrollment: Enrollment) -> dict[str, Any]:
    tally = tally_of(enrollment)
    today = timezone.localdate()
    policy, board = days_to_issue(enrollment)
    ended_on = tally.last_on or enrollment.ended_on
    return {
        "tally": tally,
        "signers": signers_of(enrollment),
        "transcript": last_transcript(enrollment.pk),
        "asked": open_request_of(enrollment),
        "days": (due_day(today, policy_days=policy, board_days=board) - today).days,
        "license_url": licensure_address(),
        "ahead": (enrollment.target_on - ended_on).days if ended_on else 0,
    }


def licensure_address() -> str:
    """Return the address of the page about licensing by state, or an empty string if there is none."""
    page = for_this_reader(LicensurePage.objects.all()).first()
    return page.url if page else ""
