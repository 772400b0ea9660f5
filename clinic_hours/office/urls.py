"""The list of students, and the ledger with its audit."""

from django.urls import path

from .views import ledger, students

urlpatterns = [
    path("students/", students.student_list, name="student_list"),
    path("ledger/", ledger.ledger, name="ledger"),
    path("ledger/audit/", ledger.audit, name="ledger_audit"),
]
