"""The ledger for coordinators and auditors: its size, its newest entries, its last audit."""

from http import HTTPStatus
from threading import Thread

from django.db import connection
from django.http import HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from clinic_hours.core.domain.errors import Conflict
from clinic_hours.desk.selectors.desks import Role
from clinic_hours.desk.views.access import roles_required
from clinic_hours.desk.views.answers import say_done
from clinic_hours.desk.views.desk import render_desk
from clinic_hours.office.selectors.ledger import (
    last_audits,
    ledger_head,
    newest_entries,
)
from clinic_hours.sessions.services.audits import begin_audit, run_audit
from home.core.views.signed_in import SignedInRequest


@require_safe
@roles_required(Role.COORDINATOR, Role.AUDITOR)
def ledger(request: SignedInRequest) -> HttpResponse:
    return show_ledger(request)


def show_ledger(
    request: SignedInRequest, *, problem: str = "", status: int = HTTPStatus.OK
) -> HttpResponse:
    size, root = ledger_head()
    last, running = last_audits()
    context = {
        "size": size,
        "root": root,
        "running": running,
        "last": last,
        "entries": newest_entries(request.user),
        "problem": problem,
    }
    return render_desk(request, "clinic_hours_office/ledger.html", context, status=status)


@require_POST
@roles_required(Role.COORDINATOR, Role.AUDITOR)
def audit(request: SignedInRequest) -> HttpResponse:
    """Start an audit. It runs in the background and does not keep a server from stopping."""
    try:
        run = begin_audit(actor=request.user)
    except Conflict:
        sentence = _("An audit is already running. Its progress is shown below.")
        return show_ledger(request, problem=sentence, status=HTTPStatus.CONFLICT)
    Thread(target=audit_apart, args=[run.pk], name=f"audit-{run.pk}", daemon=True).start()
    return say_done(request, _("The audit has started."), "hours:ledger")


def audit_apart(pk: int) -> None:
    """Run an audit in its own thread, and close the thread's database connection at the end."""
    try:
        run_audit(pk)
    finally:
        connection.close()
