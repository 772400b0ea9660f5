"""Where witnesses send what they have signed: their cosignatures of checkpoints."""

from http import HTTPStatus

from django.http import FileResponse, HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_POST, require_safe

from clinic_hours.ledger.selectors.log import cosigned_note
from clinic_hours.ledger.services.cosignatures import (
    CosignatureRefused,
    Refusal,
    record_cosignatures,
)
from clinic_hours.transcripts import practicum_witness

from .verification_limits import COSIGNATURES, is_longer, limited, unlisted
from .verification_log import TEXT, briefly, python_file

LONGEST = 20_000  # bytes of a note; a note with ten signatures has about 1,500

ANSWERS = {
    Refusal.UNREADABLE: (
        HTTPStatus.BAD_REQUEST,
        gettext_lazy("This is not a checkpoint with signature lines."),
    ),
    Refusal.NOT_THEIRS: (
        HTTPStatus.BAD_REQUEST,
        gettext_lazy("A cosignature does not match this checkpoint and the witness's key."),
    ),
    Refusal.IN_THE_FUTURE: (
        HTTPStatus.BAD_REQUEST,
        gettext_lazy("A cosignature is dated in the future. Check the witness's clock."),
    ),
    Refusal.NOT_OURS: (
        HTTPStatus.BAD_REQUEST,
        gettext_lazy("This checkpoint is not signed by this log."),
    ),
    Refusal.UNKNOWN_WITNESS: (
        HTTPStatus.FORBIDDEN,
        gettext_lazy("No line is by a witness that this school knows. Send the school your key."),
    ),
    Refusal.NO_SUCH_CHECKPOINT: (
        HTTPStatus.NOT_FOUND,
        gettext_lazy("This log has no checkpoint of that size."),
    ),
    Refusal.ANOTHER_HISTORY: (
        HTTPStatus.CONFLICT,
        gettext_lazy(
            "This log has a different checkpoint of that size. Keep yours: both are signed, which "
            "proves that the log has two histories."
        ),
    ),
}


@csrf_exempt  # a witness's program has no session or cookie: only its signature counts
@require_POST
@unlisted
@limited("verify-cosign", COSIGNATURES)
def cosign(request: HttpRequest) -> HttpResponse:
    """Record the cosignatures under a checkpoint of ours, and return it with all that are on record."""
    if is_longer(request, LONGEST):
        return said(_("A checkpoint is much shorter."), HTTPStatus.REQUEST_ENTITY_TOO_LARGE)
    note = request.body.decode("utf-8", "replace")
    try:
        checkpoint = record_cosignatures(note)
    except CosignatureRefused as refused:
        status, sentence = ANSWERS[refused.reason]
        return said(str(sentence), status)
    return HttpResponse(cosigned_note(checkpoint), content_type=TEXT)


@require_safe
@briefly
def script(request: HttpRequest) -> FileResponse:
    """Return the program that a witness runs."""
    return python_file(practicum_witness)


def said(sentence: str, status: HTTPStatus) -> HttpResponse:
    return HttpResponse(f"{sentence}\n", content_type=TEXT, status=status)
