"""Auditors read what the office opened to them, for as long as it did."""

from datetime import UTC, date, datetime

import pytest
import time_machine
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.urls import reverse
from django.utils import timezone

from clinic_hours.desk.selectors.desks import Role, desks_of
from clinic_hours.people.models import Cohort, Enrollment, OfficeRole, RecordRead
from clinic_hours.people.policies import can_read_the_record_of
from clinic_hours.people.selectors.references import is_referenced
from clinic_hours.people.selectors.visible import (
    enrollments_visible_to,
    name_disclosures_visible_to,
    opened_to,
    reads_visible_to,
)
from clinic_hours.people.services.names import show_name
from clinic_hours.people.services.reads import note_read
from clinic_hours.sessions.models import ClinicSession
from clinic_hours.sessions.selectors.visible import entries_visible_to, sessions_visible_to
from home.core.school_time import school_zone
from tests.factories.clinic import (
    CohortFactory,
    EnrollmentFactory,
    OfficeRoleFactory,
    logged,
    signed,
)

pytestmark = pytest.mark.django_db

LAST_DAY = date(2026, 11, 20)
LAST_MINUTE = datetime(2026, 11, 20, 23, 59, tzinfo=school_zone())
NEXT_DAY = datetime(2026, 11, 21, 0, 1, tzinfo=school_zone())


def auditor(*opened, **limits):
    limits = {"is_limited": bool(opened), **limits}
    role = OfficeRoleFactory(role=OfficeRole.Role.AUDITOR, **limits)
    for row in opened:
        (role.cohorts if isinstance(row, Cohort) else role.programs).add(row)
    return role.user


def again(user):
    """Return the person as the next request reads them."""
    return type(user).objects.get(pk=user.pk)


@pytest.mark.parametrize(("now", "reads"), [(LAST_MINUTE, True), (NEXT_DAY, False)])
def test_access_lasts_until_the_end_of_its_last_day_at_the_school(lucia, now, reads):
    otis = auditor(until=LAST_DAY)
    with time_machine.travel(now, tick=False):
        assert enrollments_visible_to(otis).exists() == reads
        assert (Role.AUDITOR in desks_of(otis).roles) == reads


def test_the_last_day_is_the_schools_and_not_the_servers(lucia):
    otis = auditor(until=LAST_DAY)
    assert LAST_MINUTE.astimezone(UTC).day == 21
    with time_machine.travel(LAST_MINUTE, tick=False):
        assert enrollments_visible_to(otis).get() == lucia


def test_ended_access_opens_neither_a_desk_nor_a_row(client, lucia, rosa, six_o_clock):
    signed(logged(lucia, rosa))
    otis = auditor(ended_at=timezone.now())
    assert desks_of(otis).roles == ()
    for rows in (enrollments_visible_to, sessions_visible_to, entries_visible_to):
        assert not rows(otis).exists()
    client.force_login(otis)
    assert client.get(reverse("hours:ledger")).status_code == 403
    record = reverse("hours:enrollment", args=[lucia.public_id])
    assert client.get(record).status_code == 404


@pytest.mark.parametrize("limit", ["program", "cohort"])
def test_a_limited_auditor_sees_nothing_outside_the_limit(lucia, mei, rosa, six_o_clock, limit):
    seen, other = signed(logged(lucia, rosa)), signed(logged(mei, rosa))
    cohort = lucia.cohort
    otis = auditor(cohort if limit == "cohort" else cohort.program)
    assert mei.cohort.program != cohort.program
    assert enrollments_visible_to(otis).get() == lucia
    assert sessions_visible_to(otis).get() == ClinicSession.objects.get(enrollment=lucia)
    assert {entry.enrollment for entry in entries_visible_to(otis)} == {lucia}
    assert seen and other


def test_a_limited_auditors_ledger_lists_only_entries_within_the_limit(
    client, lucia, mei, rosa, six_o_clock
):
    signed(logged(lucia, rosa))
    signed(logged(mei, rosa))
    client.force_login(auditor(lucia.cohort))
    page = client.get(reverse("hours:ledger")).text
    assert str(lucia.public_id) in page
    assert str(mei.public_id) not in page


def test_a_limited_auditor_reads_transcripts_only_within_the_limit(client, lucia, mei, six_o_clock):
    client.force_login(auditor(lucia.cohort.program))
    statuses = [
        client.get(reverse("hours:transcripts", args=[each.public_id])).status_code
        for each in (lucia, mei)
    ]
    assert statuses == [200, 404]


def test_a_students_own_record_stays_open_to_an_auditor_of_another_cohort(lucia, mei):
    auditor(lucia.cohort, user=mei.student)
    assert set(enrollments_visible_to(again(mei.student))) == {lucia, mei}


@pytest.mark.parametrize("limit", ["until", "ended_at", "is_limited"])
def test_the_database_limits_only_auditors(limit):
    limits = {"until": LAST_DAY, "ended_at": timezone.now(), "is_limited": True}
    with pytest.raises(IntegrityError, match="only_an_auditor_has_limits"), transaction.atomic():
        OfficeRoleFactory(**{limit: limits[limit]})


def test_an_auditor_reads_several_programs_and_cohorts_and_nothing_else(lucia, mei):
    other = EnrollmentFactory()
    otis = auditor(lucia.cohort, mei.cohort.program)
    assert set(enrollments_visible_to(otis)) == {lucia, mei}
    opened = [each for each in (lucia, mei, other) if can_read_the_record_of(otis, each)]
    assert opened == [lucia, mei]


def test_a_limit_without_anything_chosen_opens_nothing(lucia):
    """A cohort that is deleted must not open the whole school."""
    otis = auditor(is_limited=True)
    assert not enrollments_visible_to(otis).exists()
    assert not can_read_the_record_of(otis, lucia)


def test_only_a_limit_in_force_opens_records_by_itself(lucia):
    of_cohort = {"until": LAST_DAY, "is_limited": True}
    with time_machine.travel(NEXT_DAY, tick=False):
        for person in (auditor(), auditor(lucia.cohort, **of_cohort), lucia.student):
            assert not Enrollment.objects.filter(opened_to(person)).exists()
    with time_machine.travel(LAST_MINUTE, tick=False):
        otis = auditor(lucia.cohort, **of_cohort)
        assert Enrollment.objects.filter(opened_to(otis)).get() == lucia


def test_a_limited_auditor_sees_who_opened_records_only_within_the_limit(lucia, mei, cora, otis):
    for each in (lucia, mei):
        note_read(reader=cora, enrollment=each, kind=RecordRead.Kind.RECORD, about="")
        show_name(actor=otis, enrollment=each, reason="Complaint", now=timezone.now())
    limited = auditor(lucia.cohort)
    for visible in (reads_visible_to, name_disclosures_visible_to):
        assert visible(limited).get().enrollment == lucia
        assert visible(otis).count() == 2


def test_a_cohort_that_an_auditor_reads_is_not_deleted():
    cohort = CohortFactory()
    assert not is_referenced(cohort)
    auditor(cohort)
    assert is_referenced(cohort)


def test_finding_what_is_open_takes_as_many_queries_for_a_school_as_for_one(
    django_assert_num_queries, lucia
):
    otis = again(auditor(lucia.cohort.program))
    EnrollmentFactory.create_batch(3)
    with django_assert_num_queries(2):  # the role, then the rows
        list(enrollments_visible_to(otis))


def test_an_auditor_with_limits_is_not_made_a_coordinator_as_they_stand(lucia):
    """A form without these fields skips the database's constraint, so the model says it."""
    role = auditor(lucia.cohort).office_role
    role.role = OfficeRole.Role.COORDINATOR
    with pytest.raises(ValidationError, match="Only an auditor"):
        role.clean()


def test_a_deactivated_student_reads_nothing(lucia, cora, otis):
    note_read(reader=cora, enrollment=lucia, kind=RecordRead.Kind.RECORD, about="")
    show_name(actor=otis, enrollment=lucia, reason="Complaint", now=timezone.now())
    own = (enrollments_visible_to, reads_visible_to, name_disclosures_visible_to)
    assert all(visible(lucia.student).exists() for visible in own)
    lucia.student.is_active = False
    assert not any(visible(lucia.student).exists() for visible in own)


def test_a_deactivated_auditor_reads_nothing(lucia):
    otis = auditor()
    otis.is_active = False
    assert not enrollments_visible_to(otis).exists()
    assert not can_read_the_record_of(otis, lucia)
