"""Kiosks in Set-up: the list, and revoking one. Pairing happens on the tablet."""

from datetime import timedelta
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from clinic_hours.attendance.models import Device
from clinic_hours.core.domain.errors import Conflict
from clinic_hours.desk.selectors.desks import Role
from clinic_hours.desk.views.access import roles_required
from clinic_hours.desk.views.answers import say_done
from clinic_hours.desk.views.desk import render_desk
from clinic_hours.kiosk.selectors.devices import all_devices
from clinic_hours.kiosk.services.pairing import revoke_device
from home.core.views.signed_in import SignedInRequest

SILENT = timedelta(minutes=5)
FAR = 60  # seconds of a clock's difference that are worth a word


@require_safe
@roles_required(Role.COORDINATOR)
def devices(request: SignedInRequest) -> HttpResponse:
    context = {
        "crumbs": [
            {"title": _("Set-up"), "url": reverse("hours:setup")},
            {"title": _("Kiosks"), "url": ""},
        ],
        "devices": all_devices(),
        "silent_since": timezone.now() - SILENT,
        "far": FAR,
        "far_behind": -FAR,
        "pair_url": request.build_absolute_uri(reverse("kiosk_pair")),
    }
    return render_desk(request, "clinic_hours_kiosk/devices.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@roles_required(Role.COORDINATOR)
def revoke(request: SignedInRequest, public_id: UUID) -> HttpResponse:
    device = get_object_or_404(Device.objects.select_related("site"), public_id=public_id)
    if request.method != "POST":
        return render_desk(request, "clinic_hours_kiosk/revoke.html", {"device": device})
    said = {"name": device.name}
    try:
        revoke_device(actor=request.user, device=device)
    except Conflict:
        return say_done(request, _("“%(name)s” was revoked already.") % said, "hours:devices")
    return say_done(request, _("“%(name)s” was revoked.") % said, "hours:devices")
