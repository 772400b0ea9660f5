"""What a closure does to shifts, in words."""

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from clinic_hours.setup.selectors.closures import Hit

OUTDATED = gettext_lazy(
    "The shifts in these days changed after you saw them, so nothing was saved. Here they are as they are "
    "now: check them and confirm again."
)


def people_words(hit: Hit) -> str:
    """Return whom a closure hits: 3 shifts, 11 students and 2 instructors."""
    counts = {"shifts": len(hit.shifts), "students": hit.students, "teachers": hit.instructors}
    said = {
        "shifts": ngettext("%(shifts)s shift", "%(shifts)s shifts", counts["shifts"]),
        "students": ngettext("%(students)s student", "%(students)s students", counts["students"]),
        "teachers": ngettext(
            "%(teachers)s instructor", "%(teachers)s instructors", counts["teachers"]
        ),
    }
    words = {name: text % counts for name, text in said.items()}
    return _("%(shifts)s, %(students)s and %(teachers)s") % words


def cancel_label(hit: Hit) -> str:
    count = len(hit.shifts)
    return ngettext(
        "Close and cancel %(count)s shift", "Close and cancel %(count)s shifts", count
    ) % {"count": count}


def canceled_words(hit: Hit) -> str:
    count = len(hit.shifts)
    if not count:
        return ""
    return ngettext(
        "%(count)s shift was canceled, and everyone on it was told.",
        "%(count)s shifts were canceled, and everyone on them was told.",
        count,
    ) % {"count": count}
