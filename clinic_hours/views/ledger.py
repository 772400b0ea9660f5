"""The ledger as the office and the audit see it: its size, its newest entries, its last audit."""

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from clinic_hours.selectors.audit import audit_ledger
from clinic_hours.selectors.desks import Role
from clinic_hours.selectors.ledger import ledger_size, newest_entries

from .access import roles_required
from .desk import render_desk

# Up to here the page recomputes everything; beyond, the command does.
RECOMPUTED = 10_000


@require_safe
@roles_required(Role.COORDINATOR, Role.AUDITOR)
def ledger(request: HttpRequest) -> HttpResponse:
    size = ledger_size()
    context = {
        "size": size,
        "report": audit_ledger() if size <= RECOMPUTED else None,
        "limit": RECOMPUTED,
        "entries": newest_entries(),
    }
    return render_desk(request, "clinic_hours/ledger.html", context)
