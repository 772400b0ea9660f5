"""The log behind the transcripts: its keys, checkpoints and growth, and the script to check with."""

from http import HTTPStatus
from pathlib import Path
from types import ModuleType

from django.conf import settings
from django.http import FileResponse, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_safe

from clinic_hours.ledger.selectors.key_records import trusted_key_records
from clinic_hours.ledger.selectors.log import checkpoint_note, log_growth, log_size
from clinic_hours.ledger.selectors.proofs import consistency as proved
from clinic_hours.ledger.selectors.witnesses import witnessed
from clinic_hours.transcripts import verify_transcript
from clinic_hours.transcripts.documents.json import base64, key_set_json

from .log_chart import growth_chart, tree_drawing
from .verification_limits import LOOK_UPS, limited

TEXT = "text/plain; charset=utf-8"
DIGITS = 15  # of the largest size that can be requested
briefly = cache_control(max_age=60, public=True)


@require_safe
@limited("verify", LOOK_UPS)
def checkpoint(request: HttpRequest) -> HttpResponse:
    """Return the newest checkpoint, or an earlier one with ?size=, as the exact text that was signed."""
    asked = request.GET.get("size")
    size = number(asked)
    if asked is not None and size is None:
        sentence = _("The size of a checkpoint must be a whole number.")
        return HttpResponse(f"{sentence}\n", content_type=TEXT, status=HTTPStatus.BAD_REQUEST)
    note = checkpoint_note(size)
    if note is None:
        sentence = _("That checkpoint does not exist.")
        return HttpResponse(f"{sentence}\n", content_type=TEXT, status=HTTPStatus.NOT_FOUND)
    return HttpResponse(note, content_type=TEXT)


@require_safe
@limited("verify", LOOK_UPS)
def consistency(request: HttpRequest) -> HttpResponse:
    """Prove that the log of `to` entries extends the log of `from` entries (RFC 9162 §2.1.4)."""
    old, new = number(request.GET.get("from")), number(request.GET.get("to"))
    if old is None or new is None or not 0 < old <= new:
        sentence = _(
            "Enter two whole numbers, from and to. From must be at least 1 and no more than to."
        )
        return JsonResponse({"error": sentence}, status=HTTPStatus.BAD_REQUEST)
    if new > log_size():
        sentence = _("The log doesn't have that many entries.")
        return JsonResponse({"error": sentence}, status=HTTPStatus.NOT_FOUND)
    try:
        old_root, new_root, path = proved(old, new)
    except LookupError:
        sentence = _("The log's stored hashes are damaged, so nothing can be proved.")
        return JsonResponse({"error": sentence}, status=HTTPStatus.CONFLICT)
    return JsonResponse(
        {
            "from": old,
            "to": new,
            "from_root": old_root.hex(),
            "to_root": new_root.hex(),
            "proof": [base64(digest) for digest in path],
        }
    )


@require_safe
@limited("verify", LOOK_UPS)
def log(request: HttpRequest) -> HttpResponse:
    growth = log_growth()
    newest = growth[-1].size if growth else 0
    return render(
        request,
        "clinic_hours_transcripts/verification/log.html",
        {
            "size": newest,
            "chart": growth_chart(growth) if len(growth) > 1 else None,
            "tree": tree_drawing(newest) if newest else None,
            "note": checkpoint_note(),
            "witnesses": witnessed(),
            "site": settings.SITE_URL,
        },
    )


@require_safe
@briefly
def keys(request: HttpRequest) -> HttpResponse:
    """Publish every key that has ever signed, as a JWK Set.

    A key that someone added to the database is not among them.
    """
    records = trusted_key_records()
    if records is None:
        sentence = _("We can't read the school's signing key right now. Try again later.")
        return JsonResponse({"error": sentence}, status=HTTPStatus.SERVICE_UNAVAILABLE)
    response = HttpResponse(key_set_json(records), content_type="application/jwk-set+json")
    response["Access-Control-Allow-Origin"] = "*"
    return response


@require_safe
@briefly
def script(request: HttpRequest) -> FileResponse:
    """Return the same file that this site checks with."""
    return python_file(verify_transcript)


def python_file(module: ModuleType) -> FileResponse:
    path = Path(str(module.__file__))
    return FileResponse(path.open("rb"), as_attachment=True, content_type="text/x-python")


def number(text: str | None) -> int | None:
    plain = text is not None and text.isascii() and text.isdigit() and len(text) <= DIGITS
    return int(text) if text and plain else None
