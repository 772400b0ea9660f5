"""Students ask for their transcript, and the office sees what it has to issue by when."""

from uuid import UUID

from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from clinic_hours.desk.selectors.desks import Role
from clinic_hours.desk.views import keyset
from clinic_hours.desk.views.access import roles_required
from clinic_hours.desk.views.answers import say_done
from clinic_hours.desk.views.desk import current_role, render_desk
from clinic_hours.people.views.access import get_enrollment, own_enrollment
from clinic_hours.transcripts.policies import can_ask_for_transcript
from clinic_hours.transcripts.selectors.requests import issued_page, open_requests
from clinic_hours.transcripts.services.requests import ask_for_transcript
from home.core.views.see_other import see_other
from home.core.views.signed_in import SignedInRequest

PAGE = 25


@require_POST
def ask(request: SignedInRequest, public_id: UUID) -> HttpResponse:
    """Ask the office for a transcript of one's own hours. A second click finds the first request."""
    enrollment = get_enrollment(request, public_id)
    if not can_ask_for_transcript(request.user, enrollment):
        raise PermissionDenied
    asked = ask_for_transcript(actor=request.user, enrollment=enrollment)
    done = _("The clinic office has your request. Your transcript is due by %(day)s.")
    sentence = done % {"day": date_format(asked.due_on, "MONTH_DAY_FORMAT")}
    return say_done(request, sentence, "hours:transcripts", public_id)


@require_safe
@roles_required(Role.STUDENT, Role.COORDINATOR, Role.AUDITOR)
def transcript_list(request: SignedInRequest) -> HttpResponse:
    """Show what was asked for and what was issued. Students are led to their own transcripts."""
    if current_role(request) == Role.STUDENT:
        return see_other("hours:transcripts", own_enrollment(request).public_id)
    asked = Paginator(open_requests(request.user), PAGE).get_page(request.GET.get("page"))
    issued = issued_page(request.user, keyset.read_number(request.GET.get("after", "")))
    context = {
        "asked": asked,
        "issued": issued,
        "older_url": keyset.link(after=str(issued.following)) if issued.following else "",
        "today": timezone.localdate(),
    }
    return render_desk(request, "clinic_hours_transcripts/transcript_list.html", context)
