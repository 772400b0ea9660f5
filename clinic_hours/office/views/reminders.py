"""Remind instructors of what waits for them, from Today and from the page of what waits where."""

from django.contrib import messages
from django.http import HttpResponse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from clinic_hours.desk.selectors.desks import Role
from clinic_hours.desk.views.access import roles_required
from clinic_hours.desk.views.answers import say_done
from clinic_hours.office.selectors.waiting import waiting_by_instructor
from clinic_hours.office.services.reminders import remind_instructors
from home.core.views.see_other import see_other
from home.core.views.signed_in import SignedInRequest

from .matters.words import names_in


@require_POST
@roles_required(Role.COORDINATOR)
def remind(request: SignedInRequest) -> HttpResponse:
    """Remind one instructor, or all those for whom sessions have waited too long."""
    now, chosen = timezone.now(), request.POST.get("instructor", "")
    queues = [
        queue
        for queue in waiting_by_instructor(request.user, now)
        if (str(queue.supervisor.pk) == chosen if chosen else queue.overdue)
    ]
    told = remind_instructors(actor=request.user, queues=queues, now=now)
    if told:
        names = names_in([queue.name for queue in told])
        return say_done(request, _("Reminded: %(names)s.") % {"names": names}, "hours:waiting")
    messages.info(request, _("Everyone was already reminded today."))
    return see_other("hours:waiting")
