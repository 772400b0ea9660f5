"""The panels of the admin's first page that draw on all rooms: one's desk, and the system's state."""

from collections.abc import Sequence

from django.http import HttpRequest
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext_lazy as _
from wagtail.admin.ui.components import Component
from wagtail.admin.views.home import WorkflowObjectsToModeratePanel

from clinic_hours.desk.selectors.desks import Role
from clinic_hours.desk.views.access import desks
from clinic_hours.desk.views.desk import LABELS
from clinic_hours.office.selectors.ledger import last_finished_audit
from home.core.models.actors import Person
from home.core.school_time import at_school
from home.core.views.dashboard import DashboardPanel, Row
from home.core.views.signed_in import SignedInRequest
from home.mail.selectors.state import refused_mails, worker_is_working


def leave_out_repeated(request: HttpRequest, panels: list[Component]) -> None:
    """Remove Wagtail's panel of pages to review: ours also says when there are none."""
    panels[:] = [each for each in panels if not isinstance(each, WorkflowObjectsToModeratePanel)]


class DeskPanel(DashboardPanel):
    """People who also have a desk do their daily work there."""

    name = "desk"
    order = 10
    heading = _("My desk")

    def __init__(self, user: Person, roles: Sequence[Role]) -> None:
        super().__init__(user)
        self.roles = roles

    @classmethod
    def add_to(cls, request: SignedInRequest, panels: list[Component]) -> None:
        if roles := desks(request).roles:
            panels.append(cls(request.user, roles))

    def rows(self) -> Sequence[Row]:
        return [Row(str(LABELS[role]), reverse("hours:home")) for role in self.roles]


class SystemPanel(DashboardPanel):
    """What the site itself needs, for superusers."""

    name = "system"
    order = 200
    heading = _("System")
    all_label = _("Outgoing email")

    @classmethod
    def is_for(cls, user: Person) -> bool:
        return user.is_superuser

    def rows(self) -> Sequence[Row]:
        mail = self.all_url()
        return [
            Row(gettext("Worker"), detail=worker_words()),
            Row(gettext("Email that could not be sent"), f"{mail}?state=refused", refused_words()),
            Row(gettext("Ledger"), detail=ledger_words()),
        ]

    def all_url(self) -> str:
        return reverse("outgoingmail:index")


def worker_words() -> str:
    if worker_is_working(timezone.now()):
        return gettext("Running")
    return gettext("Not running: start `manage.py run_worker`")


def refused_words() -> str:
    count = refused_mails()
    if not count:
        return gettext("None")
    return ngettext("%(count)s email", "%(count)s emails", count) % {"count": count}


def ledger_words() -> str:
    audit = last_finished_audit()
    if audit is None:
        return gettext("Not audited yet.")
    said = {"at": date_format(at_school(audit.finished_at), "DATETIME_FORMAT")}
    if audit.damage:
        return gettext("The audit of %(at)s found damage") % said
    return gettext("In order, audited %(at)s") % said
