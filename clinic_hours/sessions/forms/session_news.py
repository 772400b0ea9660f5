"""What people are told about sessions that were returned, signed or voided, and about what waits."""

from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext_lazy

from clinic_hours.desk.selectors.desks import Role
from clinic_hours.notices.domain.news import ByMail, Kind

DAILY = (ByMail.DIGEST, ByMail.NEVER)

SESSION_NEWS = (
    Kind(
        "session_returned",
        _("A session was returned to you"),
        _("%(actor)s returned your session of %(range)s."),
        _("See the reason and correct it"),
        roles=(Role.STUDENT,),
    ),
    Kind(
        "session_signed",
        _("Your sessions were signed off"),
        _("%(instructor)s signed off your session of %(range)s: %(hours)s h."),
        _("See the session"),
        many=ngettext_lazy(
            "%(count)s session was signed off", "%(count)s sessions were signed off", "count"
        ),
        roles=(Role.STUDENT,),
    ),
    Kind(
        "hours_voided",
        _("Some of your clinic hours were voided"),
        _("%(hours)s of your signed hours were voided and no longer count."),
        _("See the entry"),
        ways=(ByMail.AT_ONCE,),
        roles=(Role.STUDENT,),
        subject=_("Some of your clinic hours were voided"),
        template="clinic_hours_sessions/emails/reversal.txt",
    ),
    Kind(
        "sessions_submitted",
        _("Sessions waiting for your sign-off"),
        ngettext_lazy(
            "%(count)s session is waiting for your sign-off, since %(day)s.",
            "%(count)s sessions are waiting for your sign-off, the oldest since %(day)s.",
            "count",
        ),
        _("Open your queue"),
        roles=(Role.INSTRUCTOR,),
        by_mail=ByMail.DIGEST,
        ways=DAILY,
    ),
    Kind(
        "sessions_waiting",
        _("Sessions that have been waiting for days"),
        ngettext_lazy(
            "%(count)s session has been waiting for your sign-off for %(days)s days or longer.",
            "%(count)s sessions have been waiting for your sign-off for %(days)s days or longer.",
            "count",
        ),
        _("Open your queue"),
        roles=(Role.INSTRUCTOR,),
        by_mail=ByMail.DIGEST,
        ways=DAILY,
    ),
    Kind(
        "sessions_waiting_long",
        _("Instructors with sessions waiting for days"),
        ngettext_lazy(
            "%(count)s session has been waiting for %(instructor)s for %(days)s days or longer.",
            "%(count)s sessions have been waiting for %(instructor)s for %(days)s days or longer.",
            "count",
        ),
        _("See the waiting sessions"),
        roles=(Role.COORDINATOR,),
        by_mail=ByMail.DIGEST,
        ways=DAILY,
    ),
)
