"""An enrollment's transcripts: the list, issuing, revoking, and disclosures."""

from http import HTTPStatus
from uuid import UUID

from django.conf import settings
from django.core.exceptions import PermissionDenied
from django.db import OperationalError
from django.http import Http404, HttpResponse, QueryDict
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from clinic_hours.core.domain.errors import Conflict, Refused
from clinic_hours.core.forms.times import years_or_days
from clinic_hours.desk.views import keyset
from clinic_hours.desk.views.answers import say_done, sentences_of
from clinic_hours.desk.views.desk import render_desk
from clinic_hours.people.models import Enrollment, RecordRead
from clinic_hours.people.policies import title_of
from clinic_hours.people.selectors.visible import name_disclosures_visible_to, reads_visible_to
from clinic_hours.people.views.access import get_enrollment
from clinic_hours.people.views.reads import note_read
from clinic_hours.sessions.selectors.progress import progress_of_enrollment
from clinic_hours.transcripts.documents.checked import Unreliable
from clinic_hours.transcripts.documents.issuing import TRY_AGAIN, issue_transcript
from clinic_hours.transcripts.documents.signing import CertificateProblem
from clinic_hours.transcripts.domain.transcripts import TranscriptState, read_statement
from clinic_hours.transcripts.forms.transcripts import IssueForm, RevokeForm
from clinic_hours.transcripts.models import Transcript
from clinic_hours.transcripts.policies import (
    can_ask_for_transcript,
    can_issue_transcripts,
    can_read_transcripts,
)
from clinic_hours.transcripts.selectors.reads import reads_page
from clinic_hours.transcripts.selectors.requests import open_request_of
from clinic_hours.transcripts.selectors.standings import TranscriptStanding, standings_of
from clinic_hours.transcripts.selectors.transcripts import (
    disclosures_page,
    transcripts_of,
)
from clinic_hours.transcripts.selectors.visible import (
    disclosures_visible_to,
    transcripts_visible_to,
)
from clinic_hours.transcripts.services.transcripts import Outdated, revoke_transcript
from home.core.views import unsent
from home.core.views.busy import keep_typed
from home.core.views.signed_in import SignedInRequest

NAMED = 100  # the newest times an auditor asked for the name
CAN_BE_REVOKED = (TranscriptState.ISSUED, TranscriptState.SUPERSEDED)
ISSUED_MEANWHILE = gettext_lazy(
    "A transcript was issued after you opened this page, perhaps by a second click. Nothing else "
    "was done. Here is the latest version."
)
REVOKED_BEFORE = gettext_lazy("This transcript was already revoked. Nothing was done.")


def readable_enrollment(request: SignedInRequest, public_id: UUID) -> Enrollment:
    """Return an enrollment whose transcripts this person may read; 404 for outsiders, else 403."""
    enrollment = get_enrollment(request, public_id)
    if not can_read_transcripts(request.user, enrollment):
        raise PermissionDenied
    return enrollment


@require_http_methods(["GET", "HEAD", "POST"])
def transcripts(request: SignedInRequest, public_id: UUID) -> HttpResponse:
    enrollment = readable_enrollment(request, public_id)
    return issue(request, enrollment) if request.method == "POST" else show(request, enrollment)


def issue(request: SignedInRequest, enrollment: Enrollment) -> HttpResponse:
    if not can_issue_transcripts(request.user, enrollment):
        raise PermissionDenied
    form = IssueForm(request.POST)
    if not form.is_valid():
        return show(request, enrollment, status=HTTPStatus.UNPROCESSABLE_ENTITY, issue_form=form)
    try:
        issued = issue_transcript(
            actor=request.user, enrollment=enrollment, after=form.cleaned_data["after"]
        )
    except Conflict:
        return show(request, enrollment, status=HTTPStatus.CONFLICT, problem=str(ISSUED_MEANWHILE))
    except Outdated:
        return show(request, enrollment, status=HTTPStatus.CONFLICT, problem=str(TRY_AGAIN))
    except Refused as refusal:
        problem = " ".join(sentences_of(refusal))
        return show(request, enrollment, status=HTTPStatus.UNPROCESSABLE_ENTITY, problem=problem)
    except Unreliable as error:
        problem = _("Nothing was issued. %(problem)s Run an audit of the ledger first.") % {
            "problem": error.problem
        }
        return show(request, enrollment, status=HTTPStatus.CONFLICT, problem=problem)
    except CertificateProblem as error:
        problem = _("Nothing was issued. %(problem)s Please tell whoever runs this site.") % {
            "problem": error
        }
        return show(request, enrollment, status=HTTPStatus.CONFLICT, problem=problem)
    except OperationalError as error:
        status = keep_typed(request, form, error)
        return show(request, enrollment, status=status, issue_form=form)
    done = _("Transcript %(number)s was issued.") % {"number": issued.number}
    return say_done(request, done, "hours:transcripts", enrollment.public_id)


def show(
    request: SignedInRequest,
    enrollment: Enrollment,
    *,
    status: int = HTTPStatus.OK,
    problem: str = "",
    issue_form: IssueForm | None = None,
    revoke_forms: dict[int, RevokeForm] | None = None,
) -> HttpResponse:
    """Render the list. `issue_form` and `revoke_forms` (by number) are refused forms."""
    note_read(request, enrollment, RecordRead.Kind.TRANSCRIPTS, status=status)
    found = list(transcripts_of(enrollment.pk))
    newest = found[0].number if found else 0
    may_issue = can_issue_transcripts(request.user, enrollment)
    forms = revoke_forms or {}
    rows = []
    for transcript, standing in zip(found, standings_of(found), strict=True):
        refused = forms.get(transcript.number)
        can_be_revoked = may_issue and standing.state in CAN_BE_REVOKED
        form = refused or unsent_revoke_form(request, transcript) if can_be_revoked else None
        rows.append(
            {
                "transcript": transcript,
                "standing": standing,
                "issuer": issuer_of(transcript, standing),
                "revoke_form": form,
                "is_open": bool(form and (form.is_bound or form.initial)),
            }
        )
    context = {
        "enrollment": enrollment,
        "rows": rows,
        "problem": problem,
        "issue_form": (issue_form or IssueForm(initial={"after": newest})) if may_issue else None,
        "asked": open_request_of(enrollment),
        "may_ask": can_ask_for_transcript(request.user, enrollment),
        "progress": progress_of_enrollment(enrollment) if may_issue else None,
        "lacks_title": may_issue and not title_of(request.user),
    }
    return render_desk(request, "clinic_hours_transcripts/transcripts.html", context, status=status)


def issuer_of(transcript: Transcript, standing: TranscriptStanding) -> str:
    """Return who issued a transcript, as it says itself, or "" if it is not what was signed."""
    if standing.state == TranscriptState.DAMAGED:
        return ""
    return read_statement(bytes(transcript.statement)).issued_by.name


def revoke_form(transcript: Transcript, data: QueryDict | None = None) -> RevokeForm:
    return RevokeForm(
        data,
        auto_id=f"revoke-{transcript.number}-%s",
        known=[str(transcript.enrollment.student)] if data else (),
    )


def unsent_revoke_form(request: SignedInRequest, transcript: Transcript) -> RevokeForm:
    form = revoke_form(transcript)
    form.initial = unsent.recall(
        request, reverse("hours:transcript_revoke", args=[transcript.code])
    ).dict()
    return form


def get_transcript(request: SignedInRequest, code: str) -> Transcript:
    """Return a transcript that this person may see, or raise Http404 for any other code."""
    visible = transcripts_visible_to(request.user).select_related(
        "enrollment__student",
        "enrollment__cohort",
        "enrollment__requirement_set",
        "checkpoint",
        "entry",
    )
    transcript = get_object_or_404(visible, code=code)
    if not can_read_transcripts(request.user, transcript.enrollment):
        raise Http404
    return transcript


@require_POST
def revoke(request: SignedInRequest, code: str) -> HttpResponse:
    transcript = get_transcript(request, code)
    if not can_issue_transcripts(request.user, transcript.enrollment):
        raise PermissionDenied
    enrollment = get_enrollment(request, transcript.enrollment.public_id)
    form = revoke_form(transcript, request.POST)
    if not form.is_valid():
        refused = {transcript.number: form}
        return show(
            request, enrollment, status=HTTPStatus.UNPROCESSABLE_ENTITY, revoke_forms=refused
        )
    try:
        revoke_transcript(
            actor=request.user, transcript=transcript, reason=form.cleaned_data["reason"]
        )
    except Conflict:
        return show(request, enrollment, status=HTTPStatus.CONFLICT, problem=str(REVOKED_BEFORE))
    except Refused as refusal:
        problem = " ".join(sentences_of(refusal))
        return show(request, enrollment, status=HTTPStatus.UNPROCESSABLE_ENTITY, problem=problem)
    except OperationalError as error:
        status = keep_typed(request, form, error)
        return show(request, enrollment, status=status, revoke_forms={transcript.number: form})
    done = _("Transcript %(number)s was revoked. Anyone who verifies it will see your reason.")
    sentence = done % {"number": transcript.number}
    return say_done(request, sentence, "hours:transcripts", enrollment.public_id)


@require_safe
def disclosures(request: SignedInRequest, public_id: UUID) -> HttpResponse:
    """Show who received or viewed the record (34 CFR 99.32), and who opened it at the school."""
    enrollment = readable_enrollment(request, public_id)
    page = disclosures_page(
        disclosures_visible_to(request.user).filter(enrollment=enrollment),
        before=keyset.read_number(request.GET.get("after", "")),
    )
    reads = reads_page(
        reads_visible_to(request.user).filter(enrollment=enrollment),
        before=keyset.read_number(request.GET.get("opened", "")),
    )
    named = name_disclosures_visible_to(request.user).filter(enrollment=enrollment)
    context = {
        "enrollment": enrollment,
        "named": named.select_related("reader")[:NAMED],
        "page": page,
        "older_url": keyset.link(after=str(page.following)) if page.following else "",
        "reads": reads,
        "older_reads_url": keyset.link(opened=str(reads.following)) if reads.following else "",
        "kept": years_or_days(settings.RECORD_READS_KEPT_DAYS),
    }
    return render_desk(request, "clinic_hours_transcripts/disclosures.html", context)
