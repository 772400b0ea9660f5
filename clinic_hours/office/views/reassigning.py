"""Reassign several of an instructor's waiting sessions, or all of them, in one act."""

from collections.abc import Iterable

from django.contrib import messages
from django.http import HttpResponse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from clinic_hours.core.domain.findings import Finding
from clinic_hours.core.forms.times import day_words
from clinic_hours.core.forms.wording import sentence_of
from clinic_hours.office.forms.reassigning import ReassignForm
from clinic_hours.office.selectors.waiting import WaitingFor, versions_waiting_for
from clinic_hours.sessions.models import ClinicSession
from clinic_hours.sessions.services.answers.handing_on import HandedOn, reassign_sessions
from home.core.views.see_other import see_other
from home.core.views.signed_in import SignedInRequest

from .matters.words import names_in


def reassign(request: SignedInRequest, queue: WaitingFor, form: ReassignForm) -> HttpResponse:
    """Reassign what was chosen, and say what moved and what did not."""
    chosen = form.cleaned_data.get("versions")
    result = reassign_sessions(
        actor=request.user,
        versions=chosen or versions_waiting_for(request.user, queue.supervisor),
        supervisor=form.cleaned_data["supervisor"],
    )
    say(request, result, form)
    return see_other("hours:waiting")


def say(request: SignedInRequest, result: HandedOn, form: ReassignForm) -> None:
    if moved := len(result.moved):
        said = ngettext(
            "%(n)s session was reassigned to %(name)s.",
            "%(n)s sessions were reassigned to %(name)s.",
            moved,
        )
        name = form.cleaned_data["supervisor"].user
        messages.success(request, said % {"n": moved, "name": name})
    for reason, sessions in by_reason(result.kept).items():
        words = {"sessions": names_in([in_brief(each) for each in sessions]), "reason": reason}
        messages.warning(request, _("Not reassigned: %(sessions)s. %(reason)s") % words)


def by_reason(
    kept: Iterable[tuple[ClinicSession, Finding]],
) -> dict[str, list[ClinicSession]]:
    grouped: dict[str, list[ClinicSession]] = {}
    for session, finding in kept:
        grouped.setdefault(sentence_of(finding), []).append(session)
    return grouped


def in_brief(session: ClinicSession) -> str:
    return f"{session.student} ({day_words(session.local_date)})"
