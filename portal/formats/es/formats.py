"""Spanish of the United States (CLDR's es-US): 27 de nov de 2026, 2:00 p. m., and 2,850 or 14.5."""

DATE_FORMAT = SHORT_DATE_FORMAT = r"j \d\e b \d\e Y"
TIME_FORMAT = "g:i a"
DATETIME_FORMAT = SHORT_DATETIME_FORMAT = r"j \d\e b \d\e Y, g:i a"
DECIMAL_SEPARATOR = "."
THOUSAND_SEPARATOR = ","
NUMBER_GROUPING = 3
