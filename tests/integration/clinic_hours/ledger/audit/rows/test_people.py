"""The audit names enrollments, names and licenses that are not those of the log."""

from datetime import date

import pytest

from clinic_hours.ledger.models import LogEntry
from clinic_hours.people.models import Credential, Enrollment, Supervisor
from tests.factories.people import UserFactory
from tests.integration.clinic_hours.record import (
    ANA,
    LICENSE,
    LUCIA,
    RENAMED,
    THEO,
    WITHDRAWAL,
    Record,
)
from tests.tampering import guards_down, insert, run

from ..damage import found

pytestmark = pytest.mark.django_db


def change_student(enrollment: Enrollment, **columns) -> None:
    type(enrollment.student).objects.filter(pk=enrollment.student_id).update(**columns)


def change_enrollment(enrollment: Enrollment, **columns) -> None:
    Enrollment.objects.filter(pk=enrollment.pk).update(**columns)


def test_a_name_changed_behind_the_applications_back(record):
    with guards_down():
        change_student(record.ana, display_name="Ana María Ruiz")
        assert found() == (RENAMED, "altered enrollment")


def test_a_name_set_back_to_an_earlier_one(record):
    with guards_down():
        change_student(record.ana, display_name="Ana")
        assert found() == (RENAMED, "altered enrollment")


@pytest.mark.parametrize(
    "columns",
    [
        {"student_number": "P-99999"},
        {"status": Enrollment.Status.COMPLETED},
        {"started_on": date(2020, 1, 1)},
        {"target_on": date(2030, 1, 1)},
        {"ended_on": date(2026, 11, 30)},
        {"entry": ANA},
    ],
    ids=lambda columns: next(iter(columns)),
)
def test_an_altered_enrollment(record, columns):
    with guards_down():
        change_enrollment(record.ana, **columns)
        assert found() == (RENAMED, "altered enrollment")


def test_an_enrollment_under_another_edition(record):
    with guards_down():
        change_enrollment(record.ana, requirement_set=record.lucia.requirement_set)
        assert found() == (RENAMED, "altered enrollment")


def test_two_students_exchanged(record):
    with guards_down():
        lucia, ana = record.lucia.student_id, record.ana.student_id
        change_enrollment(record.lucia, student=ana)
        change_enrollment(record.ana, student=lucia)
        run("UPDATE clinic_hours_sessions_clinicsession SET student_id = %s", ana)
        run("UPDATE clinic_hours_sessions_signoff SET student_id = %s", ana)
        assert found() == (LUCIA, "altered enrollment")


def test_two_students_whose_names_were_exchanged(record):
    with guards_down():
        lucia, ana = (str(each.student) for each in (record.lucia, record.ana))
        change_student(record.lucia, display_name=ana)
        change_student(record.ana, display_name=lucia)
        assert found() == (LUCIA, "altered enrollment")


def test_a_student_exchanged_for_another_of_the_same_name(record):
    with guards_down():
        change_enrollment(record.ana, student=UserFactory(display_name="Ana Ruiz"))
        assert found() == (RENAMED, "altered enrollment")


def test_an_enrollment_with_another_public_id(record):
    with guards_down():
        change_enrollment(record.ana, public_id="00000000-0000-4000-8000-000000000000")
        assert found() == (RENAMED, "extra enrollment")


def test_a_deleted_enrollment(record):
    with guards_down():
        run("DELETE FROM clinic_hours_people_enrollment WHERE id = %s", record.ana.pk)
        assert found() == (RENAMED, "missing enrollment")


def test_an_invented_enrollment(record):
    with guards_down():
        own = {"student_number": "P-9", "public_id": "00000000-0000-4000-8000-000000000000"}
        insert(record.ana, id=None, student_id=record.rosa.user_id, entry_id=None, **own)
        assert found() == (None, "extra enrollment")


def change_license(record: Record, **columns) -> None:
    Credential.objects.filter(supervisor=record.rosa).update(**columns)


@pytest.mark.parametrize(
    "columns",
    [
        {"kind": "AP"},
        {"jurisdiction": "US-GA"},
        {"number": "MA 1"},
        {"issued_on": date(2019, 1, 1)},
        {"expires_on": date(2030, 1, 1)},
        {"entry": THEO + 1},
    ],
    ids=lambda columns: next(iter(columns)),
)
def test_an_altered_license(record, columns):
    with guards_down():
        change_license(record, **columns)
        assert found() == (LICENSE, "altered license")


def test_a_license_with_another_printed_name(record):
    with guards_down():
        Supervisor.objects.filter(pk=record.rosa.pk).update(printed_name="Rosa Castellanos, AP")
        assert found() == (LICENSE, "altered license")


def test_a_license_of_someone_else(record):
    with guards_down():
        change_license(record, supervisor=Supervisor.objects.exclude(pk=record.rosa.pk).get())
        assert found() == (LICENSE, "altered license")


def test_a_deleted_license(record):
    with guards_down():
        Credential.objects.filter(supervisor=record.rosa).delete()
        assert found() == (LICENSE, "missing license")


def test_an_invented_license(record):
    with guards_down():
        own = {"number": "MA 1", "public_id": "00000000-0000-4000-8000-000000000000"}
        insert(record.rosa.credentials.get(), id=None, entry_id=None, **own)
        assert found() == (None, "extra license")


def test_a_withdrawn_license_that_is_back(record):
    with guards_down():
        said = LogEntry.objects.get(seq=WITHDRAWAL)
        license = record.rosa.credentials.get()
        public_id = bytes(said.payload).split(b'"license":"')[1][:36].decode()
        own = {"number": "MA 1", "public_id": public_id, "entry_id": WITHDRAWAL}
        insert(license, id=None, **own)
        assert found() == (WITHDRAWAL, "altered license")
