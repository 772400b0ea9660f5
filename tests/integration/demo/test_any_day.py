"""The demo school can be loaded on any day of the month."""

from datetime import UTC, datetime

import pytest
import time_machine

from clinic_hours.sessions.models import ClinicSession
from portal.demo.clinic.histories import Histories
from portal.demo.clinic.records import build_clinic, enroll_all
from portal.demo.clinic.sample_states import SampleStates
from portal.demo.curriculum import load_curriculum
from portal.demo.people import load_people

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("day", [1, 2, 3, 4, 5, 6, 9, 28])
def test_the_last_days_on_a_desk_are_consistent_on_any_day(day):
    now = datetime(2027, 3, day, 15, tzinfo=UTC)
    with time_machine.travel(now, tick=False):
        people, rules = load_people(), load_curriculum(now)["massage-therapy"]
        clinic = build_clinic(people, rules, now.date())
        enrollments = enroll_all(people, clinic, rules, now.date())
        by_name = {student.name: each for student, each in enrollments.items()}
        SampleStates(Histories(clinic, rules, now)).log_the_last_days(by_name)

    assert ClinicSession.objects.count() == 10
