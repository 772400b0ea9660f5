"""The clinic's rows other than histories: sites, cohorts, supervisors, office and enrollments."""

from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta

from clinic_hours.people.models import (
    ClinicSite,
    Cohort,
    Credential,
    Enrollment,
    OfficeRole,
    Supervisor,
)
from clinic_hours.people.services.enrollments import enroll_student
from clinic_hours.people.services.licenses import save_license
from courses.requirements.models import RequirementSet
from home.site.models import Closure
from portal.accounts.models import User
from portal.accounts.services.people import create_person
from portal.demo.calendar import saturday_of_next_month

from .cast import DAY, EVENING, STUDENTS, Student

WEEK = timedelta(weeks=1)
SEASONS = {1: "Winter", 2: "Winter", 3: "Spring", 4: "Spring", 5: "Spring", 6: "Summer"}
SEASONS |= {7: "Summer", 8: "Fall", 9: "Fall", 10: "Fall", 11: "Winter", 12: "Winter"}
IN_SPANISH = {"Winter": "invierno", "Spring": "primavera", "Summer": "verano", "Fall": "otoño"}
IN_SPANISH |= {EVENING: "Tarde", DAY: "Día"}


@dataclass(frozen=True, slots=True)
class Clinic:
    """The rows that histories refer to."""

    main: ClinicSite
    outreach: ClinicSite
    supervisors: dict[str, Supervisor]
    cohorts: dict[str, Cohort]


def monday_before(today: date, weeks: int) -> date:
    return today - timedelta(days=today.weekday()) - weeks * WEEK


def end_of_last_month(today: date) -> date:
    return today.replace(day=1) - timedelta(days=1)


def open_office(people: dict[str, User], today: date) -> None:
    """Cora runs the office; Otis may read the whole record for a year."""
    cora, otis = (people[f"{name}@palmetto.test"] for name in ("cora", "otis"))
    OfficeRole.objects.create(user=cora, role=OfficeRole.Role.COORDINATOR, title="Registrar")
    a_year = today + timedelta(days=365)
    OfficeRole.objects.create(user=otis, role=OfficeRole.Role.AUDITOR, until=a_year)


def close_for_inspection(site: ClinicSite, today: date) -> None:
    day = saturday_of_next_month(today)
    Closure.objects.create(
        name="Building inspection",
        name_es="Inspección del edificio",
        first_day=day,
        last_day=day,
        place=site.slug,
    )


def build_clinic(people: dict[str, User], requirement_set: RequirementSet, today: date) -> Clinic:
    main = ClinicSite.objects.create(
        slug="clinic",
        name="Community clinic",
        name_es="Clínica comunitaria",
        address="24 Palmetto Row, Miami",
    )
    outreach = ClinicSite.objects.create(
        slug="outreach",
        name="Outreach, Little Havana",
        name_es="Clínica móvil, La Pequeña Habana",
        address="840 SW 8th Street, Miami",
    )
    close_for_inspection(outreach, today)
    open_office(people, today)
    irene = create_person(email="irene@palmetto.test", display_name="Irene Okafor")
    licensed, hired_on = today.replace(month=8, day=31), monday_before(today, 30)
    supervisors = {
        "rosa": supervisor(
            people["rosa@palmetto.test"],
            "MA 48213",
            licensed.replace(year=today.year + 1),
            hired_on,
        ),
        "theo": supervisor(
            people["theo@palmetto.test"], "MA 39120", end_of_last_month(today), hired_on
        ),
        "irene": supervisor(irene, "MA 51877", licensed.replace(year=today.year + 2), hired_on),
    }
    cohorts = {
        EVENING: cohort(requirement_set, EVENING, monday_before(today, 12), weeks=19),
        DAY: cohort(requirement_set, DAY, monday_before(today, 25), weeks=30),
    }
    cohort(requirement_set, DAY, monday_before(today, -5), weeks=30)  # nobody is enrolled yet
    return Clinic(main, outreach, supervisors, cohorts)


def supervisor(user: User, number: str, expires_on: date, hired_on: date) -> Supervisor:
    made = Supervisor.objects.create(user=user, printed_name=f"{user.display_name}, LMT")
    license = Credential(
        supervisor=made,
        kind="LMT",
        jurisdiction="US-FL",
        number=number,
        issued_on=expires_on - timedelta(days=6 * 365),
        expires_on=expires_on,
    )
    save_license(license, now=morning_of(hired_on))
    return made


def morning_of(day: date) -> datetime:
    """Return when the office opens on a day, in UTC."""
    return datetime.combine(day, time(13), tzinfo=UTC)


def cohort(requirement_set: RequirementSet, kind: str, starts_on: date, weeks: int) -> Cohort:
    season = SEASONS[starts_on.month]
    return Cohort.objects.create(
        program=requirement_set.program,
        name=f"{season} {starts_on.year} {kind}",
        name_es=f"{IN_SPANISH[kind]}, {IN_SPANISH[season]} de {starts_on.year}",
        starts_on=starts_on,
        finishes_on=starts_on + weeks * WEEK - timedelta(days=3),
    )


def enroll_all(
    people: dict[str, User], clinic: Clinic, requirement_set: RequirementSet, today: date
) -> dict[Student, Enrollment]:
    return {
        student: enroll_one(people, clinic, requirement_set, today, student, number)
        for number, student in enumerate(STUDENTS, start=101)
    }


def enroll_one(
    people: dict[str, User],
    clinic: Clinic,
    requirement_set: RequirementSet,
    today: date,
    student: Student,
    number: int,
) -> Enrollment:
    cohort = clinic.cohorts[student.cohort]
    dates = late_joiner(today) if not student.share else {"started_on": cohort.starts_on}
    return enroll_student(
        student=people.get(student.email)
        or create_person(email=student.address, display_name=student.name),
        cohort=cohort,
        requirement_set=requirement_set,
        student_number=f"PC-{today.year}-{number:03}",
        now=morning_of(dates["started_on"]),
        **dates,
    )


def late_joiner(today: date) -> dict[str, date]:
    """Mei, who has just enrolled and logged nothing yet."""
    return {"started_on": today - timedelta(days=3), "target_on": today + 30 * WEEK}
