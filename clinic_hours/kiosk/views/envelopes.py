"""Messages of kiosks: who sent one, whether its key signed it, and what it says.

Exempt from CSRF tokens: the kiosk's key signs every message, no other page has that key, and the kiosk's
cookie is sent from this site's pages only.
"""

import binascii
import json
from collections.abc import Callable, Mapping
from functools import wraps
from http import HTTPStatus
from typing import Any, TypeVar

from django.http import HttpRequest, JsonResponse
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_POST

from clinic_hours.attendance.models import Device
from clinic_hours.core.domain.errors import Refused
from clinic_hours.core.domain.findings import block
from clinic_hours.kiosk.domain.messages import FIELDS, message
from clinic_hours.kiosk.forms.answers import in_each_language, refused_words
from clinic_hours.kiosk.policies import is_trusted
from clinic_hours.kiosk.selectors.devices import device_of
from clinic_hours.kiosk.services.receiving import why_not
from clinic_hours.kiosk.signatures.es256 import is_signed
from clinic_hours.kiosk.signatures.sealed import read

from .pairing import COOKIE

# A kiosk that gets one of these shows that it must be paired again, and keeps what it has not sent.
UNTRUSTED = ("kiosk_not_paired", "kiosk_revoked", "kiosk_copied", "kiosk_unsigned")
UNREADABLE = (KeyError, OverflowError, TypeError, ValueError)


Values = Mapping[str, str]
Said = TypeVar("Said")
Answer = Callable[[Device, Said], dict[str, Any]]


def from_kiosk(
    action: str, reads: Callable[[Values], Said]
) -> Callable[[Answer[Said]], Callable[[HttpRequest], JsonResponse]]:
    """Let a view answer the messages of one kind that a trusted kiosk signed. Refusals are answered here.

    `reads` makes of a message's values what the view takes, or raises one of UNREADABLE. Only then is it
    refused as incomplete: a kiosk keeps what the server could not answer, and drops what it refused.
    """

    def guard(view: Answer[Said]) -> Callable[[HttpRequest], JsonResponse]:
        @csrf_exempt
        @sensitive_post_parameters("pin")
        @require_POST
        @wraps(view)
        def guarded(request: HttpRequest) -> JsonResponse:
            try:
                device, values = opened(request, action)
                return JsonResponse(view(device, readable(reads, values)))
            except Refused as refusal:
                return refused(refusal)

        return guarded

    return guard


def opened(request: HttpRequest, action: str) -> tuple[Device, Values]:
    """Return who sent a message and its values. Raises Refused."""
    device = device_of(request.COOKIES.get(COOKIE, ""))
    if device is None:
        raise Refused((block("kiosk_not_paired"),))
    if not is_trusted(device):
        raise Refused((why_not(device),))
    sent = readable(values_in, request)
    values = {name: sent.get(name, "") for name in FIELDS[action]}
    if not has_signature(device, action, values, sent.get("signature", "")):
        raise Refused((block("kiosk_unsigned"),))
    return device, values


def readable(reads: Callable[[Any], Said], what: Any) -> Said:
    """Return what was read. Raises Refused for what can't be."""
    try:
        return reads(what)
    except UNREADABLE as error:
        raise Refused((block("kiosk_unreadable"),)) from error


def has_signature(device: Device, action: str, values: Mapping[str, str], text: str) -> bool:
    try:
        said, signature = message(action, device.public_id, values), read(text)
    except (binascii.Error, ValueError):
        return False
    return is_signed(bytes(device.public_key), signature, said)


def values_in(request: HttpRequest) -> dict[str, str]:
    """Return the fields of a form, or of a JSON object, as text."""
    if request.content_type != "application/json":
        return {name: str(value) for name, value in request.POST.items()}
    sent = json.loads(request.body)
    if not isinstance(sent, dict):
        raise ValueError("This is not an object.")
    return {str(name): "" if value is None else str(value) for name, value in sent.items()}


def refused(refusal: Refused) -> JsonResponse:
    codes = [finding.code for finding in refusal.findings]
    answer = {
        "outcome": "refused",
        "codes": codes,
        "words": in_each_language(lambda: refused_words(refusal.findings)),
    }
    is_untrusted = any(code in UNTRUSTED for code in codes)
    status = HTTPStatus.FORBIDDEN if is_untrusted else HTTPStatus.UNPROCESSABLE_ENTITY
    return JsonResponse(answer, status=status)
