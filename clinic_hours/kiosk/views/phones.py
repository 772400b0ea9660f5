"""Clocking in and out on one's own phone, after scanning the clinic's code."""

from http import HTTPStatus
from uuid import UUID, uuid4

from django.contrib import messages
from django.core import signing
from django.http import HttpResponse
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from clinic_hours.attendance.domain.punches import PunchKind, SpanKind
from clinic_hours.attendance.selectors.attendees import going_on
from clinic_hours.core.domain.errors import Refused
from clinic_hours.core.domain.findings import block
from clinic_hours.core.forms.times import moment_words
from clinic_hours.desk.views.answers import sentences_of
from clinic_hours.desk.views.desk import render_desk
from clinic_hours.kiosk.forms.answers import entry_words
from clinic_hours.kiosk.policies import can_have_a_pin
from clinic_hours.kiosk.selectors.entries import entry_of
from clinic_hours.kiosk.services.phones import punch_by_phone, refuse_code
from clinic_hours.people.models import ClinicSite
from home.core.views.see_other import see_other
from home.core.views.signed_in import SignedInRequest

SALT = "clinic_hours.kiosk.seen"
SEEN_FOR = 120  # seconds between opening the page and choosing a button
CHOICES = {
    None: (PunchKind.IN,),
    SpanKind.HERE: (PunchKind.OUT, PunchKind.BREAK),
    SpanKind.BREAK: (PunchKind.BACK, PunchKind.OUT),
    SpanKind.WAITING: (PunchKind.OUT,),
}


@require_http_methods(["GET", "HEAD", "POST"])
def scanned(request: SignedInRequest, site: str, step: int, code: str) -> HttpResponse:
    """Show the buttons to who scanned the code while it was on the tablet, or record what they chose."""
    try:
        place = ClinicSite.objects.filter(slug=site, is_active=True).first()
        if place is None:
            raise Refused((block("code_wrong"),))
        if not can_have_a_pin(request.user):
            raise Refused((block("not_at_this_clinic"),))
        seen = seen_in(request, site, step)
        refuse_code(place, step, code, timezone.now(), was_seen=seen)
        if request.method == "POST":
            return record(request, place, step)
    except Refused as refusal:
        return refused(request, refusal)
    return confirm(request, place, step)


def confirm(request: SignedInRequest, site: ClinicSite, step: int) -> HttpResponse:
    presence = going_on(request.user.pk).first()
    context = {
        "site": site,
        "choices": CHOICES[SpanKind(presence.kind) if presence else None],
        "uuid": uuid4(),
        "seen": signing.dumps([request.user.pk, site.slug, step], salt=SALT),
        "now": moment_words(timezone.now(), site.time_zone),
    }
    return render_desk(request, "clinic_hours_kiosk/scanned.html", context)


def seen_in(request: SignedInRequest, site: str, step: int) -> bool:
    """Whether this person was shown the buttons while the code was current, two minutes ago or less."""
    try:
        said = signing.loads(request.POST.get("seen", ""), salt=SALT, max_age=SEEN_FOR)
    except signing.BadSignature:
        return False
    return said == [request.user.pk, site, step]


def record(request: SignedInRequest, site: ClinicSite, step: int) -> HttpResponse:
    try:
        kind, uuid = PunchKind(request.POST.get("kind", "")), UUID(request.POST.get("uuid", ""))
    except ValueError as error:
        raise Refused((block("kiosk_unreadable"),)) from error
    if not any(kind in kinds for kinds in CHOICES.values()):
        raise Refused((block("kiosk_unreadable"),))
    made, ended = punch_by_phone(
        person=request.user, site=site, step=step, kind=kind, uuid=uuid, now=timezone.now()
    )
    said = entry_words(entry_of(made, ended_another=ended))
    messages.success(request, " ".join([f"{said['title']}.", *said["lines"]]))
    return see_other("hours:home")


def refused(request: SignedInRequest, refusal: Refused) -> HttpResponse:
    context = {"sentences": sentences_of(refusal)}
    return render_desk(
        request,
        "clinic_hours_kiosk/code_refused.html",
        context,
        status=HTTPStatus.UNPROCESSABLE_ENTITY,
    )
