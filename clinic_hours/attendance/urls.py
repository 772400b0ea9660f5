"""Attendance: a running shift, closing it, what became of each place, and instructors' own hours."""

from django.urls import path

from .views import absences, acts, closing, failures, punches, record, requests, supervision

one = "shifts/<uuid:public_id>/"

urlpatterns = [
    path("absences/", absences.absence_list, name="absences"),
    path("absences/<uuid:public_id>/", absences.absence, name="absence"),
    path("clock-failures/", failures.failures, name="clock_failures"),
    path("clock-failures/new/", failures.new_failure, name="clock_failure_new"),
    path("clock-failures/<int:pk>/", failures.repair, name="clock_failure"),
    path("clock-requests/", requests.clock_requests, name="clock_requests"),
    path("clock-requests/<uuid:public_id>/", requests.answer_clock_request, name="clock_request"),
    path("enrollments/<uuid:public_id>/attendance/", record.attendance, name="attendance"),
    path(f"{one}clock/", acts.clock, name="shift_clock"),
    path(f"{one}times/", acts.times, name="shift_times"),
    path(f"{one}start/", acts.start, name="shift_start"),
    path(f"{one}count/", acts.count, name="shift_count"),
    path(f"{one}requests/<uuid:asked>/", acts.answer_to, name="shift_request"),
    path(f"{one}people/<uuid:person>/", punches.punches, name="punches"),
    path(f"{one}punches/<uuid:punch>/correct/", punches.correct_punch, name="punch_correct"),
    path(f"{one}close/", closing.close, name="shift_close"),
    path(f"{one}reopen/", acts.reopen, name="shift_reopen"),
    path("supervision/", supervision.own_supervision, name="supervision"),
    path("supervision/hours.csv", supervision.own_file, name="supervision_file"),
    path("supervision/<uuid:public_id>/", supervision.supervision, name="supervision_of"),
    path("supervision/<uuid:public_id>/hours.csv", supervision.file_of, name="supervision_file_of"),
]
