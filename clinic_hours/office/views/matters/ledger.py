"""Whether the ledger was checked, and what the check found."""

from collections.abc import Iterator
from datetime import datetime

from django.urls import reverse
from django.utils.translation import gettext as _

from clinic_hours.desk.domain.matters import About, Act, Look, Matter, When
from clinic_hours.ledger.models import LedgerAudit
from clinic_hours.office.selectors.ledger import LedgerCheck, ledger_check

from .words import last_time


def ledger_matters(look: Look) -> Iterator[Matter]:
    check = look.once(ledger_check, look.now)
    if check.last and check.last.damage:
        yield failed(check.last)
    elif check.is_due and not check.is_running:
        yield unchecked(check, look.now)


def failed(audit: LedgerAudit) -> Matter:
    fact = _("The ledger check failed")
    if audit.damaged_seq:
        fact = _("The ledger check failed at entry %(number)s") % {"number": audit.damaged_seq}
    return Matter(
        When.TODAY,
        About.LEDGER,
        "triangle-alert",
        "danger",
        fact,
        _("Sign nothing and issue no transcript until you know why. %(damage)s")
        % {"damage": audit.damage},
        Act(_("See the check"), reverse("hours:ledger")),
    )


def unchecked(check: LedgerCheck, now: datetime) -> Matter:
    detail = _("It was never checked.")
    if check.last:
        detail = _("Last checked %(when)s.") % {"when": last_time(check.last.started_at, now)}
    return Matter(
        When.TODAY,
        About.PAPERWORK,
        "shield-check",
        "warning",
        _("The ledger was not checked in the last 24 hours"),
        detail,
        Act(_("Check now"), reverse("hours:ledger_audit"), is_post=True),
    )
