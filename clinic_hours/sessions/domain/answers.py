"""How a question about a session is settled: by the student's answer, or by the office's decision."""

from datetime import datetime, timedelta
from enum import StrEnum

TIME_TO_ANSWER = timedelta(days=7)


class Decision(StrEnum):
    KEEP = "keep"  # as it was entered or corrected
    RESTORE = "restore"  # the times before the correction
    RETURN = "return"  # to the student, to correct or discard it


def answer_is_due(asked_at: datetime) -> datetime:
    """Return when the office may decide although the student has not answered."""
    return asked_at + TIME_TO_ANSWER
