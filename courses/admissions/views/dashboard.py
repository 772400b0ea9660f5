"""New requests for information, on the admin's first page."""

from collections.abc import Sequence

from django.urls import reverse
from django.utils.formats import date_format
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from courses.admissions.models import Enquiry
from home.core.models.actors import Person
from home.core.school_time import day_of
from home.core.views.dashboard import SHOWN, DashboardPanel, Row

from .admissions import MAY, enquiry_page


class NewEnquiriesPanel(DashboardPanel):
    """Nobody has answered these yet; who has waited longest comes first."""

    name = "new-inquiries"
    order = 50
    heading = _("New inquiries")
    nothing = _("Every inquiry has been answered.")
    all_label = _("All inquiries")

    @classmethod
    def is_for(cls, user: Person) -> bool:
        return user.has_perm(MAY)

    def rows(self) -> Sequence[Row]:
        new = Enquiry.objects.filter(status=Enquiry.Status.NEW).select_related("program")
        return [self.row(each) for each in new.order_by("received_at", "pk")[: SHOWN + 1]]

    @staticmethod
    def row(enquiry: Enquiry) -> Row:
        about = enquiry.program or gettext("No program yet")
        received = date_format(day_of(enquiry.received_at))
        return Row(enquiry.name, enquiry_page(enquiry), f"{about}, {received}")

    def all_url(self) -> str:
        return reverse("enquiries")
