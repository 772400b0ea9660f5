"""What people are told about pace, once a week."""

from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext_lazy

from clinic_hours.desk.selectors.desks import Role
from clinic_hours.notices.domain.news import ByMail, Kind

PACE_NEWS = (
    Kind(
        "behind_pace",
        _("You are behind your target, once a week"),
        _("At your current pace, you will not finish by %(target_on)s."),
        _("See what gets you back on track"),
        roles=(Role.STUDENT,),
    ),
    Kind(
        "students_behind",
        _("Students behind their target, once a week"),
        ngettext_lazy(
            "%(count)s student is behind the target for finishing.",
            "%(count)s students are behind the target for finishing.",
            "count",
        ),
        _("See the students, furthest behind first"),
        by_mail=ByMail.DIGEST,
        roles=(Role.COORDINATOR,),
    ),
)
