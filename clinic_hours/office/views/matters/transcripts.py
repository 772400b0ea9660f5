"""Transcripts that students asked for."""

from collections.abc import Iterator, Sequence
from datetime import date

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from clinic_hours.desk.domain.matters import About, Act, Look, Matter, When
from clinic_hours.office.domain.limits import DUE_SOON_DAYS
from clinic_hours.pace.views.pace_words import short_day
from clinic_hours.transcripts.models import TranscriptRequest
from clinic_hours.transcripts.selectors.requests import open_requests

from .words import names_in, past_day


def request_matters(look: Look) -> Iterator[Matter]:
    if requests := list(look.once(open_requests, look.person)):
        yield asked_for(requests, timezone.localdate(look.now))


def asked_for(requests: Sequence[TranscriptRequest], today: date) -> Matter:
    first, others = requests[0], len(requests) - 1
    if others:
        fact = ngettext(
            "%(n)s student asked for a transcript",
            "%(n)s students asked for a transcript",
            len(requests),
        ) % {"n": len(requests)}
        names = names_in([str(each.enrollment.student) for each in requests])
        detail = f"{names}. {due_words(first, today)}"
        act = Act(_("See requests"), reverse("hours:transcript_list"))
    else:
        fact = _("%(name)s asked for a transcript") % {"name": first.enrollment.student}
        detail = due_words(first, today)
        url = reverse("hours:transcripts", args=[first.enrollment.public_id])
        act = Act(_("Issue transcript"), url)
    tone = "danger" if first.due_on < today else "info"
    urgency = when_due(first, today)
    return Matter(urgency, About.STUDENTS, "file-check", tone, fact, detail, act)


def when_due(request: TranscriptRequest, today: date) -> When:
    days = (request.due_on - today).days
    if days <= 0:
        return When.TODAY
    return When.THIS_WEEK if days <= DUE_SOON_DAYS else When.SOME_TIME


def due_words(request: TranscriptRequest, today: date) -> str:
    if request.due_on < today:
        return _("It was due %(day)s.") % {"day": past_day(request.due_on, today)}
    if request.due_on == today:
        return _("It is due today.")
    return _("It is due %(day)s.") % {"day": short_day(request.due_on, today)}
