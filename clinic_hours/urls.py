"""Every address of the desks, under /hours/."""

from django.urls import path

from clinic_hours.views import (
    credits,
    desk,
    enrollment,
    entry,
    ledger,
    overview,
    queue,
    session_actions,
    session_form,
    session_list,
    session_page,
    signed,
    students,
    transcript_files,
    transcripts,
)

app_name = "hours"
session = "sessions/<uuid:public_id>/"
record = "enrollments/<uuid:public_id>/"

urlpatterns = [
    path("", overview.home, name="home"),
    path("desk/", desk.switch_desk, name="desk"),
    path("sessions/", session_list.session_list, name="session_list"),
    path("sessions/new/", session_form.new_session, name="session_new"),
    path(session, session_page.session_page, name="session"),
    path(f"{session}edit/", session_form.edit, name="session_edit"),
    path(f"{session}submit/", session_actions.submit, name="session_submit"),
    path(f"{session}take-back/", session_actions.take_back, name="session_take_back"),
    path(f"{session}withdraw/", session_actions.take_back, name="session_withdraw"),
    path(f"{session}discard/", session_actions.discard, name="session_discard"),
    path(f"{session}return/", session_actions.return_to_student, name="session_return"),
    path(f"{session}sign-off/", session_actions.sign_off, name="session_sign_off"),
    path(f"{session}void/", session_actions.void, name="session_void"),
    path("queue/", queue.queue, name="queue"),
    path("queue/sign-off/", queue.sign_many, name="queue_sign_off"),
    path("signed/", signed.signed, name="signed"),
    path("students/", students.student_list, name="student_list"),
    path(record, enrollment.enrollment_page, name="enrollment"),
    path(f"{record}requirements/<int:pk>/", enrollment.requirement_page, name="requirement"),
    path(f"{record}paper-hours/", credits.new_credit, name="credit_new"),
    path("entries/<int:seq>/", entry.entry_page, name="entry"),
    path("entries/<int:seq>/reverse/", credits.reverse, name="credit_reverse"),
    path(f"{record}transcripts/", transcripts.transcripts, name="transcripts"),
    path(f"{record}disclosures/", transcripts.disclosures, name="disclosures"),
    path(
        "transcripts/<str:code>.<slug:form>",
        transcript_files.transcript_file,
        name="transcript_file",
    ),
    path("transcripts/<str:code>/revoke/", transcripts.revoke, name="transcript_revoke"),
    path("ledger/", ledger.ledger, name="ledger"),
    path("ledger/audit/", ledger.audit, name="ledger_audit"),
]
