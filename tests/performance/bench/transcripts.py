"""The cost of checking a transcript from the file alone."""

import time
from datetime import date

from clinic_hours.transcripts.verify_transcript import VALID, status_of, verify
from tests.factories.paper.schools import open_school
from tests.factories.transcripts import in_bytes

from .timing import line

SESSIONS = 500
MOST_SECONDS = 1


def verifying() -> None:
    """Print the CPU seconds of one check of a transcript of 500 sessions."""
    school = open_school()
    school.license(expires_on=date(2040, 1, 1))  # one session a day
    for _session in range(SESSIONS):
        school.sign_off()
    data = in_bytes(school.form())
    begin = time.process_time()
    steps = verify(data, school.key_forms)
    seconds = time.process_time() - begin
    is_good = status_of(steps) == VALID and seconds < MOST_SECONDS
    what = f"verify a transcript of {SESSIONS} sessions, CPU seconds"
    line("-", what, seconds, f"< {MOST_SECONDS}", good=is_good)
