"""Check uploaded files, several at once."""

from dataclasses import dataclass
from http import HTTPStatus

from django.core.files.uploadedfile import UploadedFile
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.csrf import csrf_exempt, csrf_protect
from django.views.decorators.http import require_POST

from clinic_hours.transcripts.documents.verdicts import Verdict, is_pdf, verdict_on
from clinic_hours.transcripts.verify_transcript import MAX_BYTES

from .verification import note_verification
from .verification_limits import UPLOADS, is_longer, limited, unlisted
from .verification_words import StepRow, sentences, step_rows

ENVELOPE = 20_000  # bytes of the form around the files
MOST_FILES, MOST_BYTES = 20, 20_000_000


@dataclass(frozen=True, slots=True)
class CheckedFile:
    """A file's name with its verdict."""

    name: str
    verdict: Verdict
    steps: tuple[StepRow, ...]


@csrf_exempt  # otherwise the body would be read for the token before its size is checked
@require_POST
@unlisted
@limited("verify-upload", UPLOADS)
def check(request: HttpRequest) -> HttpResponse:
    """Refuse anything larger than any transcripts before reading it."""
    if is_longer(request, MOST_BYTES + ENVELOPE):
        problem = _("That is more than 20 MB. Check fewer files at once.")
        return asked_again(request, problem, HTTPStatus.REQUEST_ENTITY_TOO_LARGE)
    return checked(request)


@csrf_protect
def checked(request: HttpRequest) -> HttpResponse:
    uploads = request.FILES.getlist("file")
    if not uploads:
        return asked_again(request, _("Choose a file: the transcript's JSON or PDF."))
    if len(uploads) > MOST_FILES:
        problem = _("That is more than %(count)s files. Check fewer at once.")
        return asked_again(request, problem % {"count": MOST_FILES})
    if len(uploads) == 1 and (uploads[0].size or 0) > MAX_BYTES:
        return asked_again(request, too_large(), HTTPStatus.REQUEST_ENTITY_TOO_LARGE)
    files = [check_file(request, upload) for upload in uploads]
    context = {"files": files, "only": files[0] if len(files) == 1 else None}
    return render(request, "clinic_hours_transcripts/verification/checked.html", context)


def check_file(request: HttpRequest, upload: UploadedFile) -> CheckedFile:
    name = (upload.name or "")[:80]
    if (upload.size or 0) > MAX_BYTES:
        return CheckedFile(name, Verdict(too_large()), ())
    data = upload.read()
    verdict = verdict_on(data)
    if verdict.transcript:
        note_verification(request, verdict.transcript, "PDF" if is_pdf(data) else "JSON")
    return CheckedFile(name, verdict, tuple(step_rows(verdict.steps)) if verdict.steps else ())


def too_large() -> str:
    return _("The file is larger than 5 MB. No transcript is that large.")


def asked_again(
    request: HttpRequest, problem: str, status: int = HTTPStatus.UNPROCESSABLE_ENTITY
) -> HttpResponse:
    context = {"problem": problem, "sentences": sentences()}
    return render(
        request, "clinic_hours_transcripts/verification/enter.html", context, status=status
    )
