"""Where a reviewer goes after a session: the next that waits, the queue, or the session itself."""

from django.contrib import messages
from django.http import HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _

from clinic_hours.core.forms.times import day_words
from clinic_hours.desk.views.answers import say_done
from clinic_hours.sessions.models import ClinicSession
from clinic_hours.sessions.policies import can_review
from clinic_hours.sessions.selectors.queues import next_waiting
from home.core.views.see_other import see_other
from home.core.views.signed_in import SignedInRequest

# The values of `next` in a form that was opened from the queue; any other leads to the session itself.
SESSION, QUEUE = "session", "queue"


def came_from_queue(request: SignedInRequest) -> bool:
    return request.GET.get("from") == "queue" or request.POST.get("next") in (SESSION, QUEUE)


def go_on(request: SignedInRequest, done: str, session: ClinicSession) -> HttpResponse:
    """Say what was done and redirect (303). `session` is as it was before."""
    wanted = request.POST.get("next")
    if wanted not in (SESSION, QUEUE) or not can_review(request.user, session):
        return say_done(request, done, "hours:session", session.public_id)
    following = next_waiting(request.user, session)
    if following is None:
        return say_done(request, done, "hours:queue")
    if wanted == QUEUE:
        messages.success(request, done)
        return see_other(f"{reverse('hours:queue')}#{following.public_id}")
    then = _("Next: %(session)s.") % {"session": named(following)}
    messages.success(request, f"{done} {then}")
    return see_other(address_of(following))


def place_in_queue(request: SignedInRequest, session: ClinicSession) -> dict[str, str]:
    """Return the link to the next session, for a page that was opened from the queue."""
    following = next_waiting(request.user, session)
    if following is None:
        return {}
    return {"url": address_of(following), "named": named(following)}


def named(session: ClinicSession) -> str:
    return f"{session.student}, {day_words(session.local_date)}"


def address_of(session: ClinicSession) -> str:
    return f"{reverse('hours:session', args=[session.public_id])}?from=queue"
