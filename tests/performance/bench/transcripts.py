"""The cost of checking a transcript from the file alone."""

import time

from clinic_hours.transcripts.verify_transcript import verify
from tests.factories.transcripts import PaperSchool, in_bytes

from .timing import line

SESSIONS = 500
MOST_SECONDS = 1


def verifying() -> None:
    """Print the CPU seconds of one check of a transcript of 500 sessions."""
    school = PaperSchool()
    for _session in range(SESSIONS):
        school.sign_off()
    data = in_bytes(school.form())
    begin = time.process_time()
    steps = verify(data, school.key_forms)
    seconds = time.process_time() - begin
    what = f"verify a transcript of {SESSIONS} sessions, CPU seconds"
    line("-", what, seconds, f"< {MOST_SECONDS}", good=steps[-1].ok and seconds < MOST_SECONDS)
