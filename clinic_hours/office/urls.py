"""Today, what waits where, the list of students, people, and the ledger with its audit."""

from django.urls import path

from .views import (
    changes,
    ledger,
    newcomers,
    people,
    person,
    reminders,
    students,
    today,
    waiting,
)

one = "people/<uuid:public_id>/"

urlpatterns = [
    path("today/", today.today, name="today"),
    path("waiting/", waiting.waiting, name="waiting"),
    path("waiting/remind/", reminders.remind, name="waiting_remind"),
    path("students/", students.students, name="student_list"),
    path("students/students.csv", students.students_file, name="students_file"),
    path("people/", people.people, name="people"),
    path("people/new-student/", newcomers.new_student, name="new_student"),
    path("people/new-instructor/", newcomers.new_instructor, name="new_instructor"),
    path(one, person.person, name="person"),
    path(f"{one}name/", changes.edit_name, name="person_name"),
    path(f"{one}edit/", changes.edit_instructor, name="instructor_edit"),
    path(f"{one}new-license/", changes.new_license, name="license_new"),
    path(f"{one}licenses/<uuid:license>/", changes.edit_license, name="license_edit"),
    path(f"{one}new-document/", changes.new_document, name="document_new"),
    path(f"{one}<slug:name>/", person.act, name="person_act"),
    path("documents/<uuid:public_id>/check/", person.check, name="document_check"),
    path("enrollments/<uuid:public_id>/edit/", changes.edit_enrollment, name="enrollment_edit"),
    path("ledger/", ledger.ledger, name="ledger"),
    path("ledger/audit/", ledger.audit, name="ledger_audit"),
]
