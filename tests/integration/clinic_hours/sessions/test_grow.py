"""A synthetic history is as valid as a real one: the audit finds no damage."""

import pytest
from django.core.management import CommandError, call_command

from clinic_hours.ledger.models import LogEntry
from clinic_hours.ledger.selectors.audit import audit_ledger
from clinic_hours.people.models import Enrollment
from clinic_hours.sessions.models import (
    Balance,
    ClinicSession,
    HourEntry,
    SessionEvent,
    SignOff,
)
from tests.factories.clinic import logged, signed

pytestmark = pytest.mark.django_db


def grow(students: int, sessions: int) -> None:
    call_command("grow", students=students, sessions=sessions, yes=True, verbosity=0)


def test_a_synthetic_history_audits_clean_and_a_second_one_continues_it(three_entries):
    grow(students=3, sessions=10)
    grow(students=60, sessions=70)
    report = audit_ledger()
    assert report.is_ok, report.damage
    assert HourEntry.objects.count() == 3 + 10 + 70
    assert report.entries == LogEntry.objects.count()
    assert Enrollment.objects.filter(student_number__startswith="GROWN-").count() == 63


def test_each_synthetic_session_has_everything_a_signed_one_has(db):
    grow(students=2, sessions=5)
    assert SignOff.objects.count() == ClinicSession.objects.filter(status="signed_off").count() == 5
    for session in ClinicSession.objects.all():
        assert session.provenance == "typed"
        events = session.events.values_list("kind", "version")
        assert list(events) == [("logged", 1), ("submitted", 1), ("signed_off", 2)]
    assert sum(Balance.objects.values_list("minutes", flat=True)) == 5 * 180


def test_the_ledger_continues_after_a_synthetic_history(db, lucia, rosa):
    grow(students=2, sessions=5)
    (entry,) = signed(logged(lucia, rosa))
    assert entry.seq == LogEntry.objects.count()
    assert HourEntry.objects.count() == 6
    assert audit_ledger().is_ok


def test_outside_development_it_requires_a_confirmation(settings):
    settings.DEBUG = False
    with pytest.raises(CommandError, match="--yes"):
        call_command("grow", students=1, sessions=1)
    assert not SessionEvent.objects.exists()
