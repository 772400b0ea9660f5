"""English of the United States: Nov 27, 2026, 2:00 pm."""

DATE_FORMAT = SHORT_DATE_FORMAT = "M j, Y"
TIME_FORMAT = "g:i a"
DATETIME_FORMAT = SHORT_DATETIME_FORMAT = "M j, Y, g:i a"
