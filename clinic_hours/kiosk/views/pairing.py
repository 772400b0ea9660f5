"""Pairing a tablet: a coordinator signs in on it, and is signed out when it is done."""

from http import HTTPStatus

from django.conf import settings
from django.contrib.auth import logout
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from clinic_hours.core.domain.errors import Refused
from clinic_hours.desk.views.answers import sentences_of
from clinic_hours.kiosk.forms.pairing import PairForm
from clinic_hours.kiosk.policies import can_pair
from clinic_hours.kiosk.services.pairing import pair_device
from home.core.views.request_data import sent
from home.core.views.see_other import see_other
from home.core.views.signed_in import SignedInRequest

COOKIE = "kiosk"
YEARS = 5 * 365 * 24 * 3600  # browsers keep a cookie for 400 days; each visit begins them anew


@require_http_methods(["GET", "HEAD", "POST"])
def pair(request: SignedInRequest) -> HttpResponse:
    if not can_pair(request.user):
        raise PermissionDenied
    form = PairForm(sent(request))
    if not form.is_bound:
        return show(request, form, HTTPStatus.OK)
    if form.is_valid():
        try:
            _device, token = pair_device(actor=request.user, **form.cleaned_data)
        except Refused as refusal:
            form.add_error(None, sentences_of(refusal))
        else:
            logout(request)
            response = see_other("kiosk")
            set_cookie(response, token)
            return response
    return show(request, form, HTTPStatus.UNPROCESSABLE_ENTITY)


def set_cookie(response: HttpResponse, token: str) -> None:
    """Set the kiosk's cookie. No script reads it, and no other site's page sends it."""
    response.set_cookie(
        COOKIE,
        token,
        max_age=YEARS,
        path=reverse("kiosk"),
        secure=settings.SESSION_COOKIE_SECURE,
        httponly=True,
        samesite="Strict",
    )


def show(request: SignedInRequest, form: PairForm, status: int) -> HttpResponse:
    return render(request, "clinic_hours_kiosk/pair.html", {"form": form}, status=status)
