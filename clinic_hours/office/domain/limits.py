"""From when on something is a matter for the office. What schools choose is in `people/domain/limits.py`."""

from datetime import timedelta

DUE_SOON_DAYS = 7  # until a transcript is due
INVITED_DAYS = 7  # since an invitation without an answer
CHECK_EVERY = timedelta(hours=24)  # the ledger
