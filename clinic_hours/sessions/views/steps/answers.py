"""Correct the times, accept or dispute, decide, reassign, remind: one view per step."""

from uuid import UUID

from django.http import HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from clinic_hours.sessions.domain.answers import Decision
from clinic_hours.sessions.domain.states import Action
from clinic_hours.sessions.models import ClinicSession
from clinic_hours.sessions.services.answers import corrections, reassigning
from clinic_hours.sessions.views.session_actions import take_step
from home.core.views.signed_in import SignedInRequest


@require_POST
def correct(request: SignedInRequest, public_id: UUID) -> HttpResponse:
    def service(session: ClinicSession, cleaned: dict) -> None:
        corrections.correct_session(
            actor=request.user,
            session=session,
            version=cleaned["version"],
            times=corrections.Times(
                cleaned["starts_at"], cleaned["ends_at"], cleaned["break_minutes"]
            ),
            reason=cleaned["reason"],
        )

    done = _("Corrected. You can sign it once the student accepts.")
    return take_step(request, public_id, Action.CORRECT, service, done)


@require_POST
def accept(request: SignedInRequest, public_id: UUID) -> HttpResponse:
    def service(session: ClinicSession, cleaned: dict) -> None:
        corrections.accept_session(actor=request.user, session=session, version=cleaned["version"])

    done = _("Accepted. Your instructor can sign it now.")
    return take_step(request, public_id, Action.ACCEPT, service, done)


@require_POST
def dispute(request: SignedInRequest, public_id: UUID) -> HttpResponse:
    def service(session: ClinicSession, cleaned: dict) -> None:
        corrections.dispute_session(
            actor=request.user,
            session=session,
            version=cleaned["version"],
            reason=cleaned["reason"],
        )

    done = _("Sent to the clinic office. You'll be notified of its decision.")
    return take_step(request, public_id, Action.DISPUTE, service, done)


@require_POST
def decide(request: SignedInRequest, public_id: UUID) -> HttpResponse:
    def service(session: ClinicSession, cleaned: dict) -> None:
        corrections.decide_session(
            actor=request.user,
            session=session,
            version=cleaned["version"],
            decision=Decision(cleaned["decision"]),
            reason=cleaned["reason"],
        )

    done = _("Decided. The student and the instructor were told.")
    return take_step(request, public_id, Action.DECIDE, service, done)


@require_POST
def reassign(request: SignedInRequest, public_id: UUID) -> HttpResponse:
    def service(session: ClinicSession, cleaned: dict) -> None:
        reassigning.reassign_session(
            actor=request.user,
            session=session,
            version=cleaned["version"],
            supervisor=cleaned["supervisor"],
        )

    done = _("Reassigned. Both instructors were told.")
    return take_step(request, public_id, Action.REASSIGN, service, done)


@require_POST
def remind(request: SignedInRequest, public_id: UUID) -> HttpResponse:
    def service(session: ClinicSession, cleaned: dict) -> None:
        reassigning.remind_instructor(
            actor=request.user, session=session, version=cleaned["version"]
        )

    return take_step(request, public_id, Action.REMIND, service, _("Reminder sent."))
