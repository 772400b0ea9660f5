"""The clinic's tablet, and shifts on which people clock in and out, as of their own time."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from itertools import count
from uuid import uuid4
from zoneinfo import ZoneInfo

from cryptography.hazmat.primitives.asymmetric.ec import SECP256R1, generate_private_key
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat

from clinic_hours.attendance.domain.punches import Method, PunchKind
from clinic_hours.attendance.models import Device
from clinic_hours.attendance.services.punching import Sent, punch
from clinic_hours.kiosk.models import KioskPin
from clinic_hours.kiosk.services.pairing import pair_device
from clinic_hours.kiosk.signatures.digests import digest_of
from clinic_hours.people.models import Enrollment
from clinic_hours.shifts.domain.recurrence import Occurrence
from clinic_hours.shifts.models import Place, Shift, ShiftSupervisor
from clinic_hours.shifts.selectors.planning.previews import Preview, SeriesValues
from clinic_hours.shifts.services.booking import seat
from clinic_hours.shifts.services.planning import write_series, write_shifts
from portal.accounts.models import User
from portal.demo.people import KIOSK_NUMBERS, PIN

from .records import WEEK, Clinic

PLANNED_BEFORE, BOOKED_BEFORE = 4 * WEEK, timedelta(days=8)


class Clock:
    """Writes shifts and what people do on them."""

    def __init__(self, clinic: Clinic, cora: User, now: datetime) -> None:
        self.clinic, self.cora, self.now = clinic, cora, now
        self.numbers = count(1)
        self.tablet = pair_tablet(clinic, cora, now - PLANNED_BEFORE)

    def shift(
        self,
        starts_at: datetime,
        hours: int,
        lead: str,
        students: Sequence[Enrollment],
        limit: int | None = None,
    ) -> Shift:
        """Plan one shift with these students. It is planned on a day on which the school is closed, too."""
        planned_at = starts_at - PLANNED_BEFORE
        site, ends_at = self.clinic.main, starts_at + timedelta(hours=hours)
        start, end = (each.astimezone(ZoneInfo(site.time_zone)) for each in (starts_at, ends_at))
        values = SeriesValues(
            site=site,
            category="hands-on",
            places=len(students) + 1,
            weekdays=(start.weekday(),),
            start=start.time(),
            end=end.time(),
            first_on=start.date(),
            last_on=start.date(),
            lead=self.clinic.supervisors[lead],
            students_per_supervisor=limit,
            ends_next_day=start.date() != end.date(),
        )
        dates = [Occurrence(start.date(), starts_at, ends_at)]
        series = write_series(values, actor=self.cora, now=planned_at, batch=uuid4())
        (shift,) = write_shifts(series, dates, Preview(dates, (), {}, ""), planned_at)
        for each in students:
            book_by_themselves(shift, each)
        Shift.objects.filter(pk=shift.pk).update(taken=len(students))
        return shift

    def join(self, shift: Shift, name: str, from_at: datetime) -> None:
        """Put a second instructor on a shift."""
        ShiftSupervisor.objects.create(
            shift=shift,
            supervisor=self.clinic.supervisors[name],
            duty=ShiftSupervisor.Duty.COVER,
            from_at=from_at,
            to_at=shift.ends_at,
            confirmed_at=shift.starts_at - PLANNED_BEFORE,
        )

    def tap(self, person: User, shift: Shift, kind: str, at: datetime) -> None:
        """Punch at the tablet."""
        number = next(self.numbers)
        sent = Sent(Method.KIOSK_PIN, device=self.tablet, device_seq=number, device_at=at)
        punch(person=person, shift=shift, kind=PunchKind(kind), sent=sent, now=at)
        seen = {"last_seq": number, "last_seen_at": self.now}
        Device.objects.filter(pk=self.tablet.pk).update(**seen)


def book_by_themselves(shift: Shift, enrollment: Enrollment) -> Place:
    booked_at = shift.starts_at - BOOKED_BEFORE
    source = Place.Source.SELF
    return seat(shift, enrollment, enrollment.student, booked_at, source=source)


def pair_tablet(clinic: Clinic, cora: User, at: datetime) -> Device:
    """Pair a tablet that nobody holds: its key is made here and kept nowhere."""
    made = generate_private_key(SECP256R1()).public_key()
    key = made.public_bytes(Encoding.DER, PublicFormat.SubjectPublicKeyInfo)
    return pair_device(actor=cora, site=clinic.main, name="Front desk", public_key=key, now=at)[0]


def give_pins(enrollments: Sequence[Enrollment], clinic: Clinic, at: datetime) -> None:
    """Give students and instructors the same PIN, hashed once: hashing is slow on purpose."""
    digest = digest_of(PIN)
    owners = [(each.student, "") for each in enrollments]
    owners += [
        (each.user, KIOSK_NUMBERS[name])
        for name, each in clinic.supervisors.items()
        if name in KIOSK_NUMBERS
    ]
    KioskPin.objects.bulk_create(
        KioskPin(person=person, number=number, digest=digest, set_at=at)
        for person, number in owners
    )
