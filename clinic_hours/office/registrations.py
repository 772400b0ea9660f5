"""What the office adds to the wings below it."""

from django.utils.translation import gettext_lazy as _

from clinic_hours.desk.selectors.desks import Role
from clinic_hours.desk.views.desk import Place, add_to_navigation

students = Place("hours:student_list", _("Students"), "users")
people = Place("hours:people", _("People"), "circle-user")
ledger = Place("hours:ledger", _("Ledger"), "book-open")
records = Place("enrollment:index", _("Records"), "clipboard-list")

add_to_navigation(Role.INSTRUCTOR, students, order=20)
# 10 Today, 20 Students, 30 People, 40 Transcripts, 50 Ledger, 60 Set-up.
add_to_navigation(Role.COORDINATOR, students, order=20)
add_to_navigation(Role.COORDINATOR, people, order=35)
add_to_navigation(Role.COORDINATOR, ledger, order=50)
add_to_navigation(Role.COORDINATOR, records, order=70)
add_to_navigation(Role.AUDITOR, students, order=10)
add_to_navigation(Role.AUDITOR, ledger, order=20)
