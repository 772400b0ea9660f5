"""What the office adds to the wings below it."""

from django.utils.translation import gettext_lazy as _

from clinic_hours.core.forms.wording import add_refusals
from clinic_hours.desk.domain.matters import find_matters
from clinic_hours.desk.selectors.desks import Role, compute_count
from clinic_hours.desk.views.desk import Place, add_to_navigation

from .forms.refusals import REFUSALS
from .selectors.today import matters_waiting
from .views.matters.attendance import attendance_matters
from .views.matters.ledger import ledger_matters
from .views.matters.licenses import license_matters
from .views.matters.people import document_matters, invitation_matters, mail_matters
from .views.matters.sessions import session_matters
from .views.matters.set_up import set_up_matters
from .views.matters.students import student_matters
from .views.matters.transcripts import request_matters

compute_count("today", matters_waiting)
today = Place("hours:today", _("Today"), "layout-dashboard", count="today")
students = Place("hours:student_list", _("Students"), "users")
people = Place("hours:people", _("People"), "circle-user")
ledger = Place("hours:ledger", _("Ledger"), "book-open")

add_to_navigation(Role.INSTRUCTOR, students, order=20)
# 10 Today, 20 Students, 25 Shifts, 30 People, 40 Transcripts, 50 Ledger, 60 Set-up.
add_to_navigation(Role.COORDINATOR, today, order=10)
add_to_navigation(Role.COORDINATOR, students, order=20)
add_to_navigation(Role.COORDINATOR, people, order=30)
add_to_navigation(Role.COORDINATOR, ledger, order=50)
add_to_navigation(Role.AUDITOR, students, order=10)
add_to_navigation(Role.AUDITOR, ledger, order=20)

add_refusals(REFUSALS)
find_matters(ledger_matters)
find_matters(set_up_matters)
find_matters(license_matters)
find_matters(session_matters)
find_matters(attendance_matters)
find_matters(student_matters)
find_matters(request_matters)
find_matters(invitation_matters)
find_matters(document_matters)
find_matters(mail_matters)
