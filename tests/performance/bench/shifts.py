"""The pages about shifts with a few shifts and with many: what they show is the same."""

from django.urls import reverse

from clinic_hours.people.models import Enrollment
from clinic_hours.sessions.services.growth import grow
from clinic_hours.shifts.models import Place
from clinic_hours.shifts.services.growth import grow_shifts
from tests.databases import Databases, migrated_template
from tests.factories.clinic import OfficeRoleFactory
from tests.performance.counting import queries

from .school import relaxed, signed_in
from .timing import Work, line, median, taking_turns

FEW, MANY = 20, 2_000  # shifts, one a day with 20 students
STUDENTS = 30  # the last ones have booked nothing


def many_shifts(small: Databases, large: Databases) -> None:
    pages: dict[Databases, dict[str, Work]] = {}
    asked: dict[Databases, dict[str, int]] = {}
    for here, shifts in ((small, FEW), (large, MANY)):
        here.use_copy_of(migrated_template(here))
        with relaxed():
            grow(STUDENTS, STUDENTS)
            grow_shifts(shifts, lines=1)
        pages[here] = pages_about_shifts()
        asked[here] = {name: cost(work) for name, work in pages[here].items()}
    assert asked[small] == asked[large], asked
    for name, few in pages[small].items():
        times = taking_turns({small: few, large: pages[large][name]}, turns=5)
        ratio = median(times[large]) / median(times[small])
        what = f"{name}, {MANY:,} shifts against {FEW} ({asked[small][name]} queries)"
        line("24", what, ratio, "≤ 1.2", good=ratio <= 1.2)


def pages_about_shifts() -> dict[str, Work]:
    free = Enrollment.objects.exclude(student__in=Place.objects.values("student")).earliest("pk")
    office, student = signed_in(OfficeRoleFactory().user), signed_in(free.student)
    roster, booking = reverse("hours:roster"), reverse("hours:shift_book")
    return {
        "the roster's week": lambda: office.get(roster),
        "the booking page": lambda: student.get(booking),
    }


def cost(page: Work) -> int:
    page()
    with queries() as asked:
        page()
    return len(asked)
