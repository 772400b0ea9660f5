"""A transcript by its code, for a licensing board: what was signed, and its standing."""

from datetime import datetime
from hashlib import sha256
from http import HTTPStatus

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_safe

from clinic_hours.ledger.domain.canonical import optional_instant
from clinic_hours.ledger.selectors.log import checkpoint_note
from clinic_hours.sessions.domain.balances import by_provenance
from clinic_hours.transcripts.documents.checked import Unreliable, checked_transcript
from clinic_hours.transcripts.documents.json import transcript_json
from clinic_hours.transcripts.domain.codes import grouped, read_code
from clinic_hours.transcripts.models import Disclosure, Transcript
from clinic_hours.transcripts.selectors.transcripts import (
    TranscriptDocument,
    transcript_by_code,
)
from clinic_hours.transcripts.services.disclosures import note_disclosure
from home.core.views.see_other import see_other

from .verification_limits import LOOK_UPS, limited, unlisted
from .verification_words import sentences, step_rows

DO_NOT_RELY = gettext_lazy("Do not rely on this transcript.")


@require_safe
@unlisted
@limited("verify", LOOK_UPS)
def enter_code(request: HttpRequest) -> HttpResponse:
    """Ask for a code, or redirect to the transcript for the one that was typed."""
    typed = request.GET.get("code", "")
    if not typed.strip():
        page = "clinic_hours_transcripts/verification/enter.html"
        return render(request, page, {"sentences": sentences()})
    transcript = find(typed)
    if transcript is None:
        return unknown(request, typed)
    return see_other("verify_transcript", transcript.code)


@require_safe
@unlisted
@limited("verify", LOOK_UPS)
def by_code(request: HttpRequest, code: str) -> HttpResponse:
    found = find(code)
    if found is None:
        return unknown(request, code)
    if found.code != code:
        return redirect("verify_transcript", found.code)
    note_verification(request, found)
    try:
        checked = checked_transcript(found)
    except Unreliable as error:
        return unreliable(request, error)
    return render(
        request,
        "clinic_hours_transcripts/verification/transcript.html",
        {
            "document": checked.document,
            "statement": checked.document.statement,
            "code": grouped(found.code),
            "standing": checked.standing,
            "signers": signers_of(checked.document),
            "parts": by_provenance(checked.document.lines),
            "steps": step_rows(),
            "sentences": sentences(),
        },
    )


@require_safe
@unlisted
@limited("verify", LOOK_UPS)
def as_json(request: HttpRequest, code: str) -> HttpResponse:
    found = find(code)
    if found is None:
        return unknown(request, code)
    note_verification(request, found, "JSON")
    try:
        record = transcript_json(checked_transcript(found).document)
    except Unreliable as error:
        return damaged(error)
    return HttpResponse(
        record,
        content_type="application/json",
        headers={"Content-Disposition": f'inline; filename="transcript-{found.code}.json"'},
    )


@require_safe
@unlisted
@limited("verify", LOOK_UPS)
def status(request: HttpRequest, code: str) -> HttpResponse:
    """Tell a verifier what became of a transcript, after the same checks as its page."""
    found = find(code)
    if found is None:
        return standing_json("unknown", status=HTTPStatus.NOT_FOUND)
    note_verification(request, found, "STATUS")
    try:
        standing = checked_transcript(found).standing
    except Unreliable as error:
        return damaged(error)
    statement = sha256(bytes(found.statement)).hexdigest()
    return standing_json(standing.state, standing.since, statement)


def standing_json(
    state: str,
    since: datetime | None = None,
    statement: str | None = None,
    status: int = HTTPStatus.OK,
) -> JsonResponse:
    said = {"state": state, "since": optional_instant(since), "statement": statement}
    return JsonResponse({**said, "checkpoint": checkpoint_note()}, status=status)


def damaged(error: Unreliable) -> JsonResponse:
    return JsonResponse({"error": f"{DO_NOT_RELY} {error.problem}"}, status=HTTPStatus.CONFLICT)


def find(text: str) -> Transcript | None:
    code = read_code(text)
    return transcript_by_code(code) if code else None


def unknown(request: HttpRequest, typed: str) -> HttpResponse:
    """Respond the same way to every unknown code: malformed, mistyped or never issued."""
    shown = {"typed": typed[:60]}
    return render(
        request,
        "clinic_hours_transcripts/verification/unknown.html",
        shown,
        status=HTTPStatus.NOT_FOUND,
    )


def unreliable(request: HttpRequest, error: Unreliable) -> HttpResponse:
    """Say what is wrong, and show nothing that the record claims."""
    context = {"problem": error.problem, "steps": step_rows(error.steps) if error.steps else ()}
    page = "clinic_hours_transcripts/verification/unreliable.html"
    return render(request, page, context, status=HTTPStatus.CONFLICT)


def note_verification(request: HttpRequest, found: Transcript, purpose: str = "") -> None:
    seen_by = request.user if request.user.is_authenticated else None
    note_disclosure(found, Disclosure.Kind.VERIFIED, seen_by=seen_by, purpose=purpose)


def signers_of(document: TranscriptDocument) -> list[dict]:
    """Return who signed, with their license at the time and number of entries, in order of signing."""
    counts: dict[tuple[str, str, str, str], int] = {}
    for line in document.lines:
        who = (line.printed_name, line.credential, line.license_number, line.jurisdiction)
        counts[who] = counts.get(who, 0) + 1
    names = ("name", "credential", "license", "jurisdiction")
    return [{**dict(zip(names, who, strict=True)), "count": n} for who, n in counts.items()]
