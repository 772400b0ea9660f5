"""From when on something is a matter for the office."""

from datetime import timedelta

WAITING_DAYS = 5  # since a session was submitted to its instructor
EXPIRES_DAYS = 60  # until a license or document expires
EXPIRES_SOON_DAYS = 7
DUE_SOON_DAYS = 7  # until a transcript is due
INVITED_DAYS = 7  # since an invitation without an answer
CHECK_EVERY = timedelta(hours=24)  # the ledger
