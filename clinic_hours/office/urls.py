"""Today, what waits where, the list of students, and the ledger with its audit."""

from django.urls import path

from .views import ledger, reminders, students, today, waiting

urlpatterns = [
    path("today/", today.today, name="today"),
    path("waiting/", waiting.waiting, name="waiting"),
    path("waiting/remind/", reminders.remind, name="waiting_remind"),
    path("students/", students.students, name="student_list"),
    path("students/students.csv", students.students_file, name="students_file"),
    path("ledger/", ledger.ledger, name="ledger"),
    path("ledger/audit/", ledger.audit, name="ledger_audit"),
]
