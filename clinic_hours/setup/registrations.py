"""What Set-up adds to the wings below it: its link, the sentences of what it refuses, the sites to keep."""

from django.utils.translation import gettext_lazy as _

from clinic_hours.core.domain.findings import block
from clinic_hours.core.forms.wording import add_findings, add_refusals
from clinic_hours.core.services.transaction import answer_race
from clinic_hours.desk.selectors.desks import Role
from clinic_hours.desk.views.desk import Place, add_to_navigation
from clinic_hours.people.models import ClinicSite
from clinic_hours.people.selectors.references import keep_rows

from .forms.findings import FINDINGS, REFUSALS
from .selectors.closures import has_closures

add_findings(FINDINGS)
add_refusals(REFUSALS)
answer_race("one_cohort_of_a_name_per_program", block("cohort_name_taken", "name"))
answer_race("one_requirement_set_per_edition", block("edition_begun_meanwhile"))
keep_rows(ClinicSite, has_closures)  # closures name a site without a foreign key
add_to_navigation(Role.COORDINATOR, Place("hours:setup", _("Set-up"), "settings"), order=60)
