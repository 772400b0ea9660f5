"""A step from a page that is no longer current: nothing is done, and nothing typed is lost."""

import pytest

from clinic_hours.sessions.models import ClinicSession
from clinic_hours.sessions.services.sessions import submit_session, take_back_session
from tests.factories.clinic import SupervisorFactory, logged
from tests.factories.people import PASSWORD

from ..steps import disputed, reassigned
from .forms import page, send

pytestmark = pytest.mark.django_db


@pytest.fixture
def waiting(six_o_clock, lucia, rosa) -> ClinicSession:
    return logged(lucia, rosa)


def sent_again(session) -> None:
    draft = take_back_session(actor=session.student, session=session, version=1)
    submit_session(actor=session.student, session=draft, version=2)


def test_a_dispute_stays_typed_if_the_office_reassigned_meanwhile(
    own, six_o_clock, shortened, cora
):
    reassigned(shortened, cora, SupervisorFactory())
    typed = {"version": "2", "reason": "I stayed until four."}
    answer = send(own, "dispute", shortened, **typed)
    assert answer.status_code == 409
    assert "changed after you opened the page" in answer.text
    assert "I stayed until four.</textarea>" in answer.text
    assert 'name="version" value="3"' in answer.text
    assert "data-keep-open" in answer.text


def test_a_correction_stays_typed_if_the_student_sent_it_again(instructor, waiting):
    sent_again(waiting)
    typed = {"version": "1", "start": "13:00", "end": "15:00", "reason": "You left at three."}
    answer = send(instructor, "correct", waiting, **typed)
    assert answer.status_code == 409
    assert 'value="15:00"' in answer.text
    assert "You left at three.</textarea>" in answer.text


def test_a_password_and_an_agreement_are_asked_for_again(instructor, waiting):
    sent_again(waiting)
    answer = send(instructor, "sign_off", waiting, version="1", agree="on", password=PASSWORD)
    assert answer.status_code == 409
    assert PASSWORD not in answer.text
    assert "checked" not in answer.text.partition('id="review"')[2].partition("</form>")[0]


@pytest.mark.parametrize("step", ["return", "correct", "sign_off"])
def test_a_step_that_is_not_possible_now_has_no_form(step, instructor, six_o_clock, shortened):
    """Also if its form is not filled in properly."""
    answer = send(instructor, step, shortened, reason="")
    assert answer.status_code == 409
    assert "no longer possible" in answer.text
    assert "<textarea" not in answer.text


def test_the_office_has_no_way_to_decide_what_awaits_nobody(office, waiting):
    assert send(office, "decide", waiting, decision="keep", reason="").status_code == 409


def test_a_dispute_is_not_sent_twice(own, six_o_clock, shortened):
    disputed(shortened)
    assert send(own, "dispute", shortened, reason="").status_code == 409
    assert "I stayed until four." in page(own, shortened)
