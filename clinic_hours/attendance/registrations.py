"""What attendance adds to the wings below it: sentences, a page, notes, notices, and answers to races."""

from django.utils.translation import gettext_lazy as _

from clinic_hours.core.domain.findings import block
from clinic_hours.core.forms.wording import add_findings
from clinic_hours.core.services.transaction import answer_race
from clinic_hours.desk.selectors.desks import Role
from clinic_hours.desk.views.desk import Place, add_to_navigation
from clinic_hours.notices.domain.news import add_kind
from clinic_hours.sessions.selectors.findings import find_also
from clinic_hours.sessions.selectors.shift_choices import object_to_shifts
from clinic_hours.shifts.views.additions import add_notes, lead_with

from .forms.findings import ATTENDANCE_FINDINGS
from .forms.news import ATTENDANCE_NEWS
from .selectors.findings import findings_from_attendance
from .selectors.unloggable import absences_among
from .views.live import attendance_page
from .views.notes import attendance_notes

add_findings(ATTENDANCE_FINDINGS)
for news in ATTENDANCE_NEWS:
    add_kind(news)
add_notes(attendance_notes)
find_also(findings_from_attendance)
lead_with(attendance_page)
add_to_navigation(Role.INSTRUCTOR, Place("hours:supervision", _("My hours"), "clock"), order=35)
object_to_shifts(absences_among)
answer_race("nobody_is_in_two_places_at_once", block("already_clocked_in"))
answer_race("a_code_is_used_once_by_each_person", block("code_used"))
answer_race("a_kiosk_numbers_each_punch_once", block("punch_sent_before"))
