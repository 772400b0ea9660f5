"""The stories that a list shows."""

import datetime

MAY, JUNE = datetime.date(2026, 5, 4), datetime.date(2026, 6, 9)
