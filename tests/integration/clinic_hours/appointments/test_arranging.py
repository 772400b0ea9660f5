"""The clinic office gives clients a time, moves and cancels, and says what became of a visit."""

from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction

from clinic_hours.appointments.domain.states import AppointmentState as State
from clinic_hours.appointments.models import Appointment
from clinic_hours.appointments.selectors.openings import openings_between
from clinic_hours.appointments.services.arranging import cancel, say_what_became_of_it
from clinic_hours.appointments.services.requests import cancel_own
from clinic_hours.appointments.services.settling import settle_appointments
from clinic_hours.core.domain.errors import Conflict, NotAllowed, Refused
from clinic_hours.shifts.models import Place, Shift
from clinic_hours.shifts.services.booking import give_up
from clinic_hours.shifts.services.cancelling import cancel_shift
from home.mail.models import OutgoingMail
from tests.factories.appointments import confirmed, requested
from tests.factories.clinic import NOW, TODAY
from tests.factories.shifts import NEXT_WEEK, planned

pytestmark = pytest.mark.django_db(transaction=True)

HOUR = timedelta(hours=1)


def refusal(act, *args, **more) -> list[str]:
    with pytest.raises(Refused) as refused:
        act(*args, **more)
    return [finding.code for finding in refused.value.findings]


def subjects() -> list[str]:
    return list(OutgoingMail.objects.order_by("pk").values_list("subject", flat=True))


def again(row: Appointment) -> Appointment:
    return Appointment.objects.get(pk=row.pk)


def free_on(shift: Shift) -> int:
    (opening,) = openings_between(NEXT_WEEK, NEXT_WEEK, NOW)
    assert opening.shift == shift
    return opening.free


def test_a_confirmed_client_gets_a_code_a_time_a_student_and_mail(shift, cora):
    kept = confirmed(requested(), cora, shift)
    assert (kept.state, kept.shift, kept.starts_at) == (State.CONFIRMED, shift, shift.starts_at)
    assert kept.code.startswith("C-")
    assert kept.place.student.display_name == "Lucía Ferrer"
    assert subjects() == ["We have your request for an appointment", "Your appointment"]
    assert "2:00–2:50 pm" in OutgoingMail.objects.last().text


def test_contact_data_is_kept_until_30_days_after_the_visit(shift, cora):
    kept = confirmed(requested(), cora, shift)
    assert kept.contact.erase_after == NEXT_WEEK + timedelta(days=30)


def test_each_student_takes_one_client_at_a_time(shift, cora):
    first, second = (confirmed(requested(name), cora, shift) for name in ("Ana D.", "Ben E."))
    assert first.place != second.place
    third = requested("Cal F.")
    assert refusal(confirmed, third, cora, shift) == ["time_not_free"]
    assert confirmed(third, cora, shift, after=HOUR).state == State.CONFIRMED


def test_openings_are_booked_students_without_a_client(shift, cora):
    assert free_on(shift) == 2
    confirmed(requested(), cora, shift)
    assert free_on(shift) == 1


def test_a_student_who_is_taken_cannot_be_chosen(shift, cora):
    first = confirmed(requested(), cora, shift)
    second = requested("Ben E.")
    assert refusal(confirmed, second, cora, shift, place=first.place) == ["student_not_free"]


def test_the_database_refuses_two_clients_at_once(shift, cora):
    """Whatever the code does: the constraint of SQLite and PostgreSQL."""
    first = confirmed(requested(), cora, shift)
    second = confirmed(requested("Ben E."), cora, shift)
    rows = Appointment.objects.filter(pk=second.pk)
    sentence = "appointments_of_one_place_do_not_overlap"
    with pytest.raises(IntegrityError, match=sentence), transaction.atomic():
        rows.update(place=first.place)
    later = {"starts_at": first.ends_at, "ends_at": first.ends_at + HOUR}
    assert rows.update(place=first.place, **later) == 1


@pytest.mark.parametrize(
    ("change", "code"),
    [
        ({"role": "assist"}, "shift_takes_no_clients"),
        ({"category": "documentation"}, "shift_takes_no_clients"),
        ({"starts_at": NOW, "ends_at": NOW + HOUR}, "time_not_free"),
    ],
)
def test_a_shift_without_clients_or_time_is_refused(shift, cora, change, code):
    Shift.objects.filter(pk=shift.pk).update(**change)
    assert refusal(confirmed, requested(), cora, shift) == [code]


def test_an_hour_without_an_instructor_is_refused(shift, cora):
    shift.duties.update(from_at=shift.starts_at + HOUR)
    assert refusal(confirmed, requested(), cora, shift) == ["time_not_free"]


def test_a_move_keeps_the_code_and_tells_the_client(shift, cora):
    first = confirmed(requested(), cora, shift)
    moved = confirmed(first, cora, shift, after=HOUR)
    assert (moved.code, moved.starts_at) == (first.code, shift.starts_at + HOUR)
    assert subjects()[-1] == "Your appointment has a new time"


def test_two_people_at_one_appointment_do_not_overwrite_each_other(shift, cora):
    row = requested()
    confirmed(row, cora, shift)
    with pytest.raises(Conflict):
        confirmed(row, cora, shift, after=HOUR)


def test_only_the_office_arranges(shift, rosa, pair):
    row = requested()
    for person in (rosa.user, pair[0].student):
        with pytest.raises(NotAllowed):
            confirmed(row, person, shift)


def test_the_office_cancels_with_a_reason_that_the_client_is_told(shift, cora):
    row = confirmed(requested(), cora, shift)
    kept = cancel(
        actor=cora, appointment=row, version=row.version, reason="We are closed.", now=NOW
    )
    assert (kept.state, free_on(shift)) == (State.CANCELLED, 2)
    assert kept.contact.erase_after == TODAY + timedelta(days=30)
    letter = OutgoingMail.objects.last().text
    assert "Reason: We are closed." in letter
    assert "Mon, Nov 23, 2:00–2:50 pm" in letter
    assert refusal(confirmed, kept, cora, shift) == ["appointment_is_over"]


def test_a_visit_is_marked_once_it_has_begun(shift, cora):
    row = confirmed(requested(), cora, shift)
    said = {"actor": cora, "appointment": row, "version": row.version, "outcome": State.DONE}
    assert refusal(say_what_became_of_it, now=NOW, **said) == ["visit_not_begun"]
    kept = say_what_became_of_it(now=row.starts_at, **said)
    assert kept.state == State.DONE
    assert subjects()[-1] == "How was your visit?"


def test_a_no_show_is_not_asked_how_it_was(shift, cora):
    row = confirmed(requested(), cora, shift)
    said = {"actor": cora, "appointment": row, "version": row.version}
    say_what_became_of_it(outcome=State.NO_SHOW, now=row.ends_at, **said)
    assert subjects()[-1] == "Your appointment"


def test_appointments_of_a_cancelled_shift_need_a_new_time(shift, cora):
    row = confirmed(requested(), cora, shift)
    fresh = Shift.objects.get(pk=shift.pk)
    cancel_shift(actor=cora, shift=fresh, version=fresh.version, reason="Storm", now=NOW)
    assert settle_appointments(NOW) == 1
    assert again(row).state == State.RESCHEDULE
    assert subjects()[-1] == "Your appointment needs a new time"
    assert settle_appointments(NOW) == 0


def test_another_student_takes_over_the_client_of_one_who_leaves(shift, cora, pair):
    row = confirmed(requested(), cora, shift)
    place = Place.objects.get(pk=row.place_id)
    give_up(actor=place.student, place=place, now=NOW)
    settle_appointments(NOW)
    assert again(row).state == State.CONFIRMED
    assert again(row).place.student == pair[1].student
    assert subjects()[-1] == "Your appointment"


def test_a_client_without_a_student_needs_a_new_time_and_gets_one(shift, cora, rosa, pair):
    row = confirmed(requested(), cora, shift)
    for place in Place.objects.filter(shift=shift):
        give_up(actor=place.student, place=place, now=NOW)
    settle_appointments(NOW)
    assert again(row).state == State.RESCHEDULE
    assert subjects()[-1] == "Your appointment needs a new time"


def test_clients_cancel_until_the_visit_begins(shift, cora):
    row = confirmed(requested(), cora, shift)
    assert refusal(cancel_own, appointment=row, now=row.starts_at) == ["appointment_is_over"]
    assert cancel_own(appointment=row, now=NOW).state == State.CANCELLED
    assert cancel_own(appointment=row, now=NOW).state == State.CANCELLED
    assert subjects().count("Your appointment is canceled") == 1


def test_an_uncovered_shift_has_no_openings(shift, cora, pair):
    shift.duties.update(withdrawn_at=NOW)
    assert openings_between(NEXT_WEEK, NEXT_WEEK, NOW) == []


def test_openings_take_three_queries_for_any_number(
    shift, cora, rosa, pair, django_assert_num_queries
):
    planned(cora, rosa, day=NEXT_WEEK + timedelta(days=1))
    with django_assert_num_queries(3):
        assert len(openings_between(NEXT_WEEK, NEXT_WEEK + timedelta(days=7), NOW)) == 2
