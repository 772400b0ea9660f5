"""True transcripts of enrollments and licenses that changed, and after earlier transcripts."""

from datetime import UTC, date, datetime

from clinic_hours.people.domain.entries import ProgramFacts
from tests.factories.paper.schools import open_school
from tests.factories.transcripts import PaperSchool
from tests.vectors.vector import Vectors, put, valid


def vectors() -> Vectors:
    yield from enrollments()
    yield from licenses()
    yield from transcripts()


def enrollments() -> Vectors:
    school = open_school()
    school.sign_off()
    school.change(name="Lucía Ferrer Díaz")
    yield valid("A corrected name", school)
    school.change(number="P-00077")
    yield valid("A corrected name and number", school)
    school.change(status="on_leave")
    yield valid("On leave", school)
    school.change(status="completed", ended_on=date(2026, 11, 20))
    yield valid("Completed", school)
    school = open_school()
    school.change(status="ended", ended_on=date(2026, 9, 1))
    yield valid("Ended on the day it started", school)
    school = open_school()
    school.change(program=ProgramFacts("massage", "Massage & Bodywork"))
    yield valid("A program that was renamed", school)
    school = PaperSchool()
    school.publish()
    school.enroll(started_on=date(1, 1, 1), target_on=date(9999, 12, 31))
    yield valid("The first and the last day that can be stated, and no license", school)


def licenses() -> Vectors:
    school = open_school()
    school.sign_off()
    school.license(expires_on=date(2029, 8, 31))
    school.sign_off()
    yield valid("A license that was renewed", school)
    school = open_school()
    school.sign_off()
    school.license(supervisor=13, printed_name="Ana Ruiz, AP", license_number="AP 1")
    school.sign_off()
    yield valid("Two instructors", school)
    for name in ("issued_on", "expires_on"):
        school = PaperSchool()
        school.publish()
        school.license(**{name: date(2026, 11, 17)})
        school.enroll()
        school.sign_off(starts_at=datetime(2026, 11, 17, 17, tzinfo=UTC))
        yield valid(f"A session on the day that its license has as {name}", school)
    school = PaperSchool()
    school.publish()
    school.license(expires_on=date(2026, 11, 17))
    school.enroll()
    school.sign_off(starts_at=datetime(2026, 11, 18, 4, 30, tzinfo=UTC), minutes=20)
    yield valid("A license that ended on the local day, but not on the one in UTC", school)


def transcripts() -> Vectors:
    school = open_school()
    school.sign_off()
    issued = school.issue()
    yield valid("A transcript that was issued before", school)
    school.sign_off()
    school.revoke(issued.seq)
    yield valid("A transcript that was issued before and revoked", school)
    school.issue()
    yield valid("Two transcripts that were issued before", school)
    school = open_school()
    school.issue(lie=put("files", []))
    yield valid("A transcript that was issued before, without files", school)
