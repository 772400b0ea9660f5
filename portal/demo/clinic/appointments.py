"""Clients of the community clinic: two who wait for a call, three who come next, and what six said."""

from collections.abc import Iterator
from datetime import datetime, time, timedelta

from clinic_hours.appointments.consent import appointment_consent
from clinic_hours.appointments.domain.free_times import FreeTime
from clinic_hours.appointments.models import (
    Appointment,
    AppointmentEvent,
    ClientContact,
    Feedback,
)
from clinic_hours.appointments.selectors.free import free_times_of
from clinic_hours.appointments.selectors.openings import openings_between
from clinic_hours.appointments.services.steps import keep_contact, last_day_after, unused_code
from clinic_hours.people.models import Enrollment
from clinic_hours.sessions.models import ClinicSession
from clinic_hours.shifts.models import Place, Shift
from clinic_hours.shifts.selectors.planning.previews import SeriesValues, preview_of
from clinic_hours.shifts.services.booking import book
from clinic_hours.shifts.services.planning import plan_series
from home.core.school_time import day_of
from portal.accounts.models import User
from portal.demo.correspondence import SCHOOL, address_of

from .records import Clinic

DAY = timedelta(days=1)
SERVICE, SERVICE_ES, MINUTES = "Swedish massage", "Masaje sueco", 50
State = Appointment.State

# Name, days since the request, language, note, any time.
WAITING = (
    ("Gloria Santos", 3, "es", "Después de las 4 pm", False),
    ("Peter Holm", 1, "en", "", True),
)
COMING = ("Aisha Rahman", "Ruth Ellison", "Dario Conti")
# Welcome, listening, comfort, explaining, again, and a comment.
SAID = (
    (5, 5, 5, 4, 5, "Warm hands and a calm voice."),
    (5, 4, 5, 4, 5, ""),
    (4, 4, 4, 3, 4, "I would have liked to know how long each part takes."),
    (5, 5, 5, 5, 5, ""),
    (5, 4, 4, 4, 5, ""),
    (5, 5, 5, 4, 5, "My neck turns again. Thank you!"),
)


def load_appointments(
    clinic: Clinic, enrollments: list[Enrollment], people: dict[str, User], now: datetime
) -> None:
    """Write the rows as the clinic's pages would have. No mail goes out."""
    cora = people["cora@palmetto.test"]
    for name, days, language, note, any_time in WAITING:
        row = ask(name, now - days * DAY, language=language, note=note, any_time=any_time)
        if not any_time:
            ahead = openings_between(day_of(now + DAY), day_of(now + 7 * DAY), now)
            row.wishes.set([each.shift for each in ahead if each.free][:2])
    for name, (shift, free) in zip(COMING, times_ahead(now), strict=False):
        row = ask(name, now - 4 * DAY)
        settle(row, shift, free.places[0], free.starts_at, State.CONFIRMED, cora, now - 2 * DAY)
    lucia = next(each for each in enrollments if each.student.email == "lucia@palmetto.test")
    load_visits(clinic, lucia, cora, now)


def ask(
    name: str, asked_at: datetime, *, language: str = "en", note: str = "", any_time: bool = True
) -> Appointment:
    contact = ClientContact.objects.create(
        name=name,
        email=address_of(name),
        phone="305-555-0117",
        note=note,
        language=language,
        consent=appointment_consent(SCHOOL),
        erase_after=last_day_after(asked_at),
    )
    row = Appointment.objects.create(
        contact=contact,
        service=SERVICE,
        service_es=SERVICE_ES,
        minutes=MINUTES,
        any_time=any_time,
        requested_at=asked_at,
    )
    note_state(row, State.REQUESTED, None, asked_at)
    return row


def settle(
    row: Appointment,
    shift: Shift,
    place_id: int,
    starts_at: datetime,
    state: str,
    actor: User,
    at: datetime,
) -> None:
    row.state, row.code, row.shift, row.place_id = state, unused_code(), shift, place_id
    row.starts_at, row.ends_at = starts_at, starts_at + timedelta(minutes=MINUTES)
    row.save()
    keep_contact(row, row.ends_at)
    note_state(row, state, actor, at)


def note_state(row: Appointment, state: str, actor: User | None, at: datetime) -> None:
    AppointmentEvent.objects.create(appointment=row, state=state, actor=actor, happened_at=at)


def times_ahead(now: datetime) -> Iterator[tuple[Shift, FreeTime]]:
    """Yield free times of the next shifts with clients, from today on, one of each at first."""
    openings = openings_between(day_of(now), day_of(now + 7 * DAY), now)
    for each in openings:
        if free := free_times_of(each.shift, MINUTES, now):
            yield each.shift, free[0]


def load_visits(clinic: Clinic, lucia: Enrollment, cora: User, now: datetime) -> None:
    """Lucía had six clients on an open day of the last weeks, and each answered the questions."""
    shift = past_shift(clinic, lucia, cora, now)
    before = shift.starts_at - 8 * DAY
    place = book(actor=lucia.student, shift=shift, enrollment=lucia, now=before)
    for number, said in enumerate(SAID):
        row = ask(f"Visitor {'ABCDEF'[number]}", before)
        starts_at = shift.starts_at + number * timedelta(minutes=MINUTES)
        settle(row, shift, place.pk, starts_at, State.DONE, cora, shift.ends_at)
        forget(row)
        say(row, place, said, shift)


def past_shift(clinic: Clinic, lucia: Enrollment, cora: User, now: datetime) -> Shift:
    """Return a shift on the latest day, four days ago or earlier, on which Lucía logged nothing."""
    logged = set(
        ClinicSession.objects.filter(student=lucia.student).values_list("local_date", flat=True)
    )
    days = (day_of(now) - number * DAY for number in range(4, 60))
    day = next(day for day in days if day not in logged)
    values = SeriesValues(
        site=clinic.main,
        category="hands-on",
        places=2,
        weekdays=(day.weekday(),),
        start=time(10),
        end=time(15),
        first_on=day,
        last_on=day,
        lead=clinic.supervisors["irene"],
    )
    digest = preview_of(values).digest
    series = plan_series(actor=cora, values=values, digest=digest, now=now - 90 * DAY)
    return series.shifts.select_related("site").get()


def forget(row: Appointment) -> None:
    """Erase who they were, as the worker would have."""
    ClientContact.objects.filter(appointment=row).delete()


def say(row: Appointment, place: Place, said: tuple, shift: Shift) -> None:
    welcome, listening, comfort, explaining, again, comment = said
    Feedback.objects.create(
        appointment_id=row.pk,
        student_id=place.student_id,
        welcome=welcome,
        listening=listening,
        comfort=comfort,
        explaining=explaining,
        again=again,
        comment=comment,
        given_on=shift.local_date + DAY,
    )
