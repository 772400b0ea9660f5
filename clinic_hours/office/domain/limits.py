"""From when on something is a matter for the office."""

from datetime import timedelta

WAITING_DAYS = 5  # a session that waits for its instructor
LICENSE_DAYS = 60  # until a license expires
LICENSE_SOON_DAYS = 7
INVITED_DAYS = 7  # an invitation without an answer
CHECK_EVERY = timedelta(hours=24)  # the ledger
