"""What people are told about sessions that were entered, corrected, answered or handed on."""

from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext_lazy

from clinic_hours.desk.selectors.desks import Role
from clinic_hours.notices.domain.news import ByMail, Kind

SEE_SESSION = _("See the session")

ANSWER_NEWS = (
    Kind(
        "session_entered",
        _("A session was entered for you"),
        _("%(actor)s entered a session for you: %(range)s. Accept it, or dispute it."),
        SEE_SESSION,
        roles=(Role.STUDENT,),
        ways=(ByMail.AT_ONCE,),
    ),
    Kind(
        "session_corrected",
        _("An instructor corrected your times"),
        _("%(actor)s corrected the times of your session: %(range)s. Accept it, or dispute it."),
        SEE_SESSION,
        roles=(Role.STUDENT,),
        ways=(ByMail.AT_ONCE,),
    ),
    Kind(
        "session_accepted",
        _("A student accepted a session"),
        _("%(student)s accepted the session of %(range)s. It is ready to sign."),
        SEE_SESSION,
        roles=(Role.INSTRUCTOR,),
    ),
    Kind(
        "session_disputed",
        _("A student disputes a session"),
        _("%(student)s disputes the session of %(range)s. The clinic office decides."),
        SEE_SESSION,
        roles=(Role.INSTRUCTOR, Role.COORDINATOR),
    ),
    Kind(
        "session_decided",
        _("The clinic office made a decision about a session"),
        _("%(actor)s made a decision about a session: %(student)s, %(range)s."),
        SEE_SESSION,
        roles=(Role.STUDENT, Role.INSTRUCTOR),
    ),
    Kind(
        "session_reassigned",
        _("A session was reassigned to you"),
        _("%(actor)s reassigned a session of %(student)s to you: %(range)s."),
        SEE_SESSION,
        many=ngettext_lazy(
            "%(count)s session was reassigned to you",
            "%(count)s sessions were reassigned to you",
            "count",
        ),
        roles=(Role.INSTRUCTOR,),
    ),
    Kind(
        "session_handed_on",
        _("A session was reassigned to another instructor"),
        _("%(actor)s reassigned a session of %(student)s from you to %(instructor)s: %(range)s."),
        _("See what's waiting for you"),
        many=ngettext_lazy(
            "%(count)s session was reassigned to another instructor",
            "%(count)s sessions were reassigned to another instructor",
            "count",
        ),
        roles=(Role.INSTRUCTOR,),
    ),
    Kind(
        "session_reminder",
        _("The clinic office reminds you of a session"),
        _("%(actor)s asks you to review the session of %(student)s, %(range)s."),
        SEE_SESSION,
        roles=(Role.INSTRUCTOR,),
    ),
)
