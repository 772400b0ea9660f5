"""Forms of the office that are sent at the moment of another act leave rows that the log states."""

import json
from functools import partial

import pytest
from django.test import Client
from django.utils import timezone

from clinic_hours.ledger.models import LogEntry
from clinic_hours.ledger.selectors.audit import audit_ledger
from clinic_hours.people.models import Enrollment
from clinic_hours.sessions.domain.attestation import reversal_statement
from clinic_hours.sessions.models import SignOff
from clinic_hours.sessions.services.completion import complete_enrollment
from clinic_hours.sessions.services.sign_offs import Pick, sign_off_sessions, void_sign_off
from tests.factories.clinic import (
    TODAY,
    EnrollmentFactory,
    SupervisorFactory,
    current_statement,
    fresh,
    logged,
    published_set,
    signed,
)
from tests.races import race, surprises

from .edits import edit_page, form_of

pytestmark = pytest.mark.django_db(transaction=True)

ROUNDS = 12


def ready(cora, row, **typed) -> partial:
    """Return the act of sending a form that was opened and filled in, from a browser of its own."""
    browser = Client()
    browser.force_login(cora)
    sent = form_of(browser, edit_page(row)) | typed
    return partial(browser.post, edit_page(row), sent)


def void(session, actor):
    return void_sign_off(
        actor=actor,
        session=session,
        version=2,
        reason="Logged twice.",
        statement=reversal_statement("en"),
        authentication=fresh(timezone.now()),
    )


def sign(session):
    return sign_off_sessions(
        actor=session.supervisor.user,
        picks=[Pick(session.pk, session.version)],
        statement=current_statement("en"),
        authentication=fresh(timezone.now()),
    )


def assert_the_log_states_the_rows() -> None:
    report = audit_ledger()
    assert report.is_ok, str(report.damage)


def test_a_form_never_completes_again_what_a_void_reopens(site, rosa, cora):
    under = published_set({"category": "hands-on", "name": "Hands-on", "minutes": 180})
    for enrollment in EnrollmentFactory.create_batch(ROUNDS, requirement_set=under):
        session = logged(enrollment, rosa)
        signed(session)
        complete_enrollment(enrollment=enrollment, on=TODAY)
        send = ready(cora, enrollment, target_on="2027-06-30")
        assert surprises(race(send, partial(void, session, cora))) == []
        fresh_row = Enrollment.objects.get(pk=enrollment.pk)
        assert (fresh_row.status, fresh_row.ended_on) == ("active", None)
    assert_the_log_states_the_rows()


def test_a_license_and_its_printed_name_are_changed_at_the_same_moment(site, cora):
    for number, supervisor in enumerate(SupervisorFactory.create_batch(ROUNDS)):
        license = supervisor.credentials.get()
        outcomes = race(
            ready(cora, license, number=f"MA 9{number:04}"),
            ready(cora, supervisor, printed_name=f"Rosa {chr(65 + number)}, LMT"),
        )
        assert surprises(outcomes) == []
    assert_the_log_states_the_rows()


def test_two_people_change_one_license_and_one_of_them_is_told(rosa, cora):
    for number in range(ROUNDS):
        license = rosa.credentials.get()
        outcomes = race(
            ready(cora, license, number=f"MA 9{number:04}"),
            ready(cora, license, expires_on=f"2028-01-{number + 1:02}"),
        )
        assert surprises(outcomes) == []
        assert sorted(each.value.status_code for each in outcomes) == [200, 302]
    assert_the_log_states_the_rows()


def test_a_signature_prints_what_its_license_says_despite_a_rename(site, rosa, cora):
    under = published_set()
    for number in range(ROUNDS):
        session = logged(EnrollmentFactory(requirement_set=under), rosa)
        rename = ready(cora, rosa, printed_name=f"Rosa {chr(65 + number)}, LMT")
        assert surprises(race(partial(sign, session), rename)) == []
        sign_off = SignOff.objects.get(session=session)
        said = json.loads(bytes(session.entries.get().log_entry.payload))
        license = LogEntry.objects.get(seq=said["license"]["seq"])
        assert sign_off.printed_name == json.loads(bytes(license.payload))["printed_name"]
    assert_the_log_states_the_rows()
