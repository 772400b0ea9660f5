"""The steps about a session that waits for its student, in words."""

from collections.abc import Callable

from django.urls import reverse
from django.utils.translation import gettext as _

from clinic_hours.core.forms.times import day_words
from clinic_hours.learning.domain.next_step import Kind, Waiting
from clinic_hours.learning.selectors.sessions import OwnSession

from .step_cards import Card, Desk


def correct(_desk: Desk, session: OwnSession, _waiting: Waiting) -> Card:
    return Card(
        Kind.CORRECT,
        _("Correct your session from %(day)s") % {"day": day_words(session.local_date)},
        _("%(instructor)s returned it.") % {"instructor": session.supervisor},
        "corner-up-left",
        reverse("hours:session_edit", args=[session.public_id]),
        _("Correct and resubmit"),
    )


def answer(_desk: Desk, session: OwnSession, _waiting: Waiting) -> Card:
    return Card(
        Kind.ANSWER,
        _("Check your session from %(day)s") % {"day": day_words(session.local_date)},
        _("Somebody else entered or changed it. It can't be signed until you accept it."),
        "clipboard-list",
        reverse("hours:session", args=[session.public_id]),
        _("Check the session"),
    )


def draft(desk: Desk, session: OwnSession, waiting: Waiting) -> Card:
    words = {"hours": desk.hours(session.minutes), "name": session.requirement}
    if waiting.last_day:
        words["day"] = day_words(waiting.last_day)
        text = _("%(name)s, %(hours)s h. Submit it by %(day)s, or it can't count.") % words
    else:
        text = _("%(name)s, %(hours)s h. It can't count until you submit it.") % words
    return Card(
        Kind.SUBMIT,
        _("Finish your draft from %(day)s") % {"day": day_words(session.local_date)},
        text,
        "pencil",
        reverse("hours:session_edit", args=[session.public_id]),
        _("Finish the draft"),
    )


def too_late(_desk: Desk, session: OwnSession, _waiting: Waiting) -> Card:
    return Card(
        Kind.TOO_LATE,
        _("Your draft from %(day)s can't be submitted anymore")
        % {"day": day_words(session.local_date)},
        _("The time to log it has passed. Ask the clinic office, or discard it."),
        "clock",
        reverse("hours:session", args=[session.public_id]),
        _("See the draft"),
    )


WITH_SESSION: dict[Kind, Callable[[Desk, OwnSession, Waiting], Card]] = {
    Kind.CORRECT: correct,
    Kind.ANSWER: answer,
    Kind.SUBMIT_SOON: draft,
    Kind.SUBMIT: draft,
    Kind.TOO_LATE: too_late,
}
