"""What students are told of their attendance."""

from django.utils.translation import gettext_lazy as _

from clinic_hours.desk.selectors.desks import Role
from clinic_hours.notices.domain.news import ByMail, Kind

ATTENDANCE_NEWS = (
    Kind(
        "clock_out_missing",
        _("Your clock-out is missing"),
        _(
            "You did not clock out of the shift of %(range)s at %(site)s. These hours count once an "
            "instructor confirms when you left."
        ),
        _("See the shift"),
        ways=(ByMail.AT_ONCE,),
        roles=(Role.STUDENT,),
    ),
    Kind(
        "marked_absent",
        _("You were marked absent"),
        _(
            "You were marked absent from the shift of %(range)s at %(site)s. If you were there, ask the "
            "instructor; if you had a reason, tell the clinic office."
        ),
        _("See the shift"),
        ways=(ByMail.AT_ONCE,),
        roles=(Role.STUDENT,),
    ),
    Kind(
        "absence_excused",
        _("An absence was excused"),
        _("Your absence from the shift of %(range)s at %(site)s is excused."),
        _("See the shift"),
        by_mail=ByMail.DIGEST,
        roles=(Role.STUDENT,),
    ),
)
