"""Days of the week as they return: on Sundays. Numbers are those of `date.weekday()`."""

from collections.abc import Collection

from django.utils.text import get_text_list
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

WEEK = range(7)
EACH = (
    gettext_lazy("Mondays"),
    gettext_lazy("Tuesdays"),
    gettext_lazy("Wednesdays"),
    gettext_lazy("Thursdays"),
    gettext_lazy("Fridays"),
    gettext_lazy("Saturdays"),
    gettext_lazy("Sundays"),
)
MOST = 3  # with more, it is shorter to say when it is open


def closed_on(weekdays: Collection[int]) -> str:
    """Return on which weekdays something is closed: Closed on Sundays. Empty for none and for all."""
    if not 0 < len(weekdays) < len(WEEK):
        return ""
    if len(weekdays) > MOST:
        return _("Open on %(weekdays)s only") % {"weekdays": listed(set(WEEK) - set(weekdays))}
    return _("Closed on %(weekdays)s") % {"weekdays": listed(weekdays)}


def listed(weekdays: Collection[int]) -> str:
    return get_text_list([str(EACH[number]) for number in sorted(weekdays)], _("and"))
