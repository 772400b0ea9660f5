"""Sessions and their steps, the queue, entries, transfer hours and opening balances."""

from django.urls import path

from .views import (
    credits,
    entry,
    session_actions,
    session_check,
    session_form,
    session_list,
    session_page,
    signed,
)
from .views.queue import page, signing
from .views.steps import answers, entering

session = "sessions/<uuid:public_id>/"

urlpatterns = [
    path("sessions/", session_list.session_list, name="session_list"),
    path("sessions/new/", session_form.new_session, name="session_new"),
    path("sessions/new/check/", session_check.check_new, name="session_new_check"),
    path(session, session_page.session_page, name="session"),
    path(f"{session}edit/", session_form.edit, name="session_edit"),
    path(f"{session}edit/check/", session_check.check_edited, name="session_edit_check"),
    path(f"{session}submit/", session_actions.submit, name="session_submit"),
    path(f"{session}take-back/", session_actions.take_back, name="session_take_back"),
    path(f"{session}withdraw/", session_actions.take_back, name="session_withdraw"),
    path(f"{session}discard/", session_actions.discard, name="session_discard"),
    path(f"{session}return/", session_actions.return_to_student, name="session_return"),
    path(f"{session}sign-off/", session_actions.sign_off, name="session_sign_off"),
    path(f"{session}void/", session_actions.void, name="session_void"),
    path(f"{session}correct/", answers.correct, name="session_correct"),
    path(f"{session}accept/", answers.accept, name="session_accept"),
    path(f"{session}dispute/", answers.dispute, name="session_dispute"),
    path(f"{session}decide/", answers.decide, name="session_decide"),
    path(f"{session}reassign/", answers.reassign, name="session_reassign"),
    path(f"{session}remind/", answers.remind, name="session_remind"),
    path("enrollments/<uuid:public_id>/sessions/new/", entering.enter, name="session_enter"),
    path("queue/", page.queue, name="queue"),
    path("queue/sign-off/", signing.sign_many, name="queue_sign_off"),
    path("signed/", signed.signed, name="signed"),
    path("enrollments/<uuid:public_id>/paper-hours/", credits.new_credit, name="credit_new"),
    path("entries/<int:seq>/", entry.entry_page, name="entry"),
    path("entries/<int:seq>/reverse/", credits.reverse, name="credit_reverse"),
]
