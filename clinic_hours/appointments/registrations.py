"""What appointments add to the wings below them: sentences, answers to races, a link, matters for Today."""

from django.db.models import OuterRef
from django.utils.translation import gettext_lazy as _

from clinic_hours.core.domain.findings import block
from clinic_hours.core.forms.wording import add_findings
from clinic_hours.core.services.transaction import answer_race
from clinic_hours.desk.domain.matters import find_matters
from clinic_hours.desk.selectors.desks import Role, show_count
from clinic_hours.desk.views.desk import Place, add_to_navigation
from clinic_hours.shifts.views.additions import add_notes, add_section

from .forms.findings import APPOINTMENT_FINDINGS
from .models import Feedback
from .views.matters import appointment_matters
from .views.on_shifts import clients_for_staff, clients_for_students

add_findings(APPOINTMENT_FINDINGS)
answer_race("appointments_of_one_place_do_not_overlap", block("time_not_free", "starts_at"))
add_to_navigation(
    Role.COORDINATOR, Place("hours:appointments", _("Appointments"), "phone"), order=27
)
show_count("client_answers", Feedback.objects.filter(student=OuterRef("pk")))
find_matters(appointment_matters)
add_notes(clients_for_students)
add_section(clients_for_staff)
