"""From when on something needs the office."""

WAITING_DAYS = 5  # a session that waits for its instructor
