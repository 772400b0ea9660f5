"""One entry of the ledger: what was signed, by whom, under which rule, and its place in the log."""

from datetime import datetime
from http import HTTPStatus

from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_safe

from clinic_hours.desk.views.desk import render_desk
from clinic_hours.people.models import RecordRead
from clinic_hours.people.views.reads import note_read
from clinic_hours.sessions.forms.lines import (
    day_of,
    license_of,
    moment_in_full,
    times,
)
from clinic_hours.sessions.forms.provenance import clock_words
from clinic_hours.sessions.forms.review import CreditReversalForm
from clinic_hours.sessions.models import ClinicSession, HourEntry
from clinic_hours.sessions.policies import can_credit
from clinic_hours.sessions.selectors.again import Again, again, is_logged_again
from clinic_hours.sessions.selectors.entries import EntryEvidence, evidence_of
from clinic_hours.sessions.selectors.progress import surplus_minutes
from clinic_hours.sessions.selectors.visible import entries_visible_to
from clinic_hours.sessions.services.credits import KINDS
from home.core.views import unsent
from home.core.views.signed_in import SignedInRequest

METHODS = {"password": _("their password"), "passkey": _("a passkey")}


def get_entry(request: SignedInRequest, seq: int) -> HourEntry:
    """Return an entry that this person may see, with everything its page shows, or raise Http404."""
    entries = entries_visible_to(request.user).select_related(
        "enrollment__student",
        "enrollment__entry",
        "enrollment__requirement_set__program__standard",
        "requirement",
        "session",
        "log_entry",
        "reverses__log_entry",
        "reversed_by",
    )
    return get_object_or_404(entries, log_entry__seq=seq)


@require_safe
def entry_page(request: SignedInRequest, seq: int) -> HttpResponse:
    return show_entry(request, get_entry(request, seq))


def show_entry(
    request: SignedInRequest,
    entry: HourEntry,
    *,
    form: CreditReversalForm | None = None,
    problem: str = "",
    status: int = HTTPStatus.OK,
) -> HttpResponse:
    """Render an entry. `form` is a refused form; `problem` is a sentence to show at the top."""
    note_read(request, entry.enrollment, RecordRead.Kind.ENTRY, entry.seq, status)
    evidence = evidence_of(entry)
    if evidence is None:
        damaged = {"entry": entry}
        return render_desk(
            request, "clinic_hours_sessions/entry_damaged.html", damaged, status=HTTPStatus.CONFLICT
        )
    context = {
        "entry": entry,
        "evidence": evidence,
        "words": words_of(evidence),
        "surplus": surplus_minutes(entry.enrollment, entry.requirement),
        "standard": entry.enrollment.requirement_set.program.standard,
        "reverse_form": (form or reverse_form(request, entry))
        if can_be_reversed(request, entry)
        else None,
        "again": again_after(request, entry),
        "problem": problem,
    }
    return render_desk(request, "clinic_hours_sessions/entry.html", context, status=status)


def reverse_form(request: SignedInRequest, entry: HourEntry) -> CreditReversalForm:
    address = reverse("hours:credit_reverse", args=[entry.seq])
    return CreditReversalForm(initial=unsent.recall(request, address).dict())


def can_be_reversed(request: SignedInRequest, entry: HourEntry) -> bool:
    """Return whether this person may take back these transfer hours or this opening balance."""
    if entry.kind not in KINDS or hasattr(entry, "reversed_by"):
        return False
    return can_credit(request.user, entry.enrollment)


def again_after(request: SignedInRequest, reversal: HourEntry) -> Again | None:
    """Return whether the student can log a voided session again, until they have done so."""
    session = reversal.session
    if reversal.reverses is None or session is None or session.student_id != request.user.pk:
        return None
    if is_logged_again(session):
        return None
    return again(session, voided_at=reversal.log_entry.done_at, now=timezone.now())


def words_of(evidence: EntryEvidence) -> dict[str, object]:
    """Return the contents of the signed bytes, formatted for people."""
    said, line = evidence.said, evidence.line
    authenticated = datetime.fromisoformat(said["authentication"]["at"])
    signed = datetime.fromisoformat(line.signed)
    return {
        "day": day_of(line.occurred_on),
        "times": times(line),
        "provenance": dict(ClinicSession.Provenance.choices).get(line.provenance, ""),
        "on_the_clock": clock_words(line.on_the_clock),
        "license": license_of(line),
        "signed": moment_in_full(line.signed),
        "method": METHODS.get(said["authentication"]["method"], ""),
        "authenticated": moment_in_full(authenticated.astimezone(signed.tzinfo).isoformat()),
    }
