"""True transcripts: everything that a school may log and state."""

from dataclasses import replace
from datetime import datetime, timedelta

from clinic_hours.people.domain.entries import RequirementFacts
from clinic_hours.sessions.domain.attestation import Statement
from tests.factories.paper.enrollments import HANDS_ON, LUCIA, MEI
from tests.factories.paper.schools import open_school, small_school
from tests.factories.paper_log import NOON
from tests.factories.transcripts import BOARD, SCHOOL, PaperSchool
from tests.vectors.vector import Vectors, valid

CHAIR = RequirementFacts("chair", "Chair massage", "64B7-32.003", 600, 5, 900)
LARGEST = 2**53 - 1
ATTENDED = {"supervised_minutes": 90, "over_ratio_minutes": 20, "unsupervised_minutes": 10}


def vectors() -> Vectors:
    yield from plain()
    yield from of_paper()
    yield from attended()
    yield from requirements()
    yield from statements()
    yield from logs()


def plain() -> Vectors:
    school = open_school()
    yield valid("No hours yet", school)
    school.sign_off()
    yield valid("One session", school)
    school.sign_off(clients=0, minutes=1)
    yield valid("A second session, of one minute and without clients", school)
    school = open_school()
    school.reverse(school.sign_off())
    yield valid("A session that was reversed", school)
    yield valid("Two keys, a transfer, two sessions and a reversal", small_school())
    school = open_school()
    first = school.sign_off()
    school.reverse(first)
    starts = datetime.fromisoformat(school.posted[first - 1].facts["session"]["starts_at"])
    school.sign_off(minutes=90, starts_at=starts)
    yield valid("A session that overlaps with one that was reversed", school)
    school = open_school()
    starts = NOON + timedelta(days=3)
    school.sign_off(starts_at=starts)
    school.sign_off(starts_at=starts + timedelta(minutes=120))
    school.sign_off(starts_at=starts - timedelta(minutes=60), minutes=60)
    yield valid("Sessions that touch each other, signed in another order", school)
    school = open_school()
    said = Statement("2026-1", "es", "Supervisé estas sesiones en persona.")
    words = {"version": said.version, "language": said.language, "text": said.text}
    school.sign_off(statement=words)
    yield valid("A session whose signer agreed in Spanish", school)


def of_paper() -> Vectors:
    school = open_school()
    school.credit()
    yield valid("Transfer hours", school)
    school.credit(kind="opening", clients=4)
    yield valid("Transfer hours and an opening balance with clients", school)
    for kind in ("transfer", "opening"):
        school = open_school()
        school.reverse(school.credit(kind=kind, clients=3))
        yield valid(f"A reversed entry of kind {kind}", school)
    school = open_school()
    school.credit(document="")
    school.credit(document='Ωmega\n\t"quoted" \\ / 😀')
    yield valid("Documents without a name and with any characters", school)
    school = open_school()
    school.credit(minutes=LARGEST - 1)
    school.credit(minutes=1)
    yield valid("The largest number of minutes that can be stated", school)


def attended() -> Vectors:
    for provenance, attendance in (
        ("clocked", ATTENDED),
        ("attested", ATTENDED | {"over_ratio_minutes": 0}),
        ("clocked", dict.fromkeys(ATTENDED, 0)),
        ("attested", None),
    ):
        school = open_school()
        school.sign_off(session={"provenance": provenance}, attendance=attendance)
        total = f"{sum(attendance.values())} minutes of" if attendance else "no"
        yield valid(f"A session that was {provenance}, with {total} attendance", school)
    school = open_school()
    school.teach()
    school.sign_off()
    yield valid("Classroom hours of a subject, which count toward no category", school)
    school.reverse(4)
    yield valid("Classroom hours that were reversed", school)
    school = open_school()
    school.sign_off()
    school.close_shift()
    school.close_month()
    yield valid("A month that was closed", school)


def requirements() -> Vectors:
    school = PaperSchool()
    school.publish(HANDS_ON, CHAIR)
    school.license()
    school.enroll()
    school.sign_off()
    yield valid("Two requirements, one without hours", school)
    for minutes, about in ((900, "as many as count"), (901, "one more than counts")):
        school = PaperSchool()
        school.publish(CHAIR)
        school.license()
        school.enroll()
        school.credit(minutes=minutes, line=CHAIR)
        yield valid(f"Hours with a maximum: {about}", school)
    school = PaperSchool()
    school.publish(replace(HANDS_ON, minutes=2500), clock_hour=50)
    school.license()
    school.enroll()
    school.credit(minutes=2500)
    yield valid("Clock hours of 50 minutes", school)
    for minutes in (14, 15, 29, 30, 44):
        school = PaperSchool()
        school.publish(rounding="quarter_down")
        school.license()
        school.enroll()
        school.sign_off(minutes=60 + minutes)
        yield valid(f"Rounding down to the quarter hour: {60 + minutes} minutes", school)
    school = open_school()
    school.sign_off(minutes=225, session={"break_minutes": 30})
    yield valid("A session with a break", school)
    school = open_school()
    school.publish(HANDS_ON, CHAIR, edition=2)
    school.sign_off()
    school.change()
    school.sign_off()
    school.credit(line=CHAIR)
    yield valid("A new edition of the requirements in the middle", school)
    school = PaperSchool()
    school.publish(replace(HANDS_ON, name="Masaje «manual»", citation="", minutes=0, clients=9))
    school.license()
    school.enroll()
    yield valid("A requirement of clients only, without a citation", school)


def statements() -> Vectors:
    school = open_school()
    yield valid("A board's standard", school, school.form(standard=BOARD))
    unknown_minutes = replace(BOARD, minutes=None, clinical_minutes=0, declaration="")
    yield valid("A board's standard without minutes", school, school.form(standard=unknown_minutes))
    nameless = replace(SCHOOL, **dict.fromkeys(("legal_name", "address", "phone", "email"), ""))
    yield valid("A school that states little about itself", school, school.form(school=nameless))
    far = school.form(number=LARGEST, code="7ZZZZZZZZZZZZZZZZZZZZZZZZZ")
    yield valid("The largest number and code", school, far)
    later = school.form(issued_at="2031-01-01T00:00:00.000000Z")
    yield valid("A transcript issued long after its last entry", school, later)


def logs() -> Vectors:
    school = open_school()
    school.enroll(MEI)
    for _ in range(12):
        school.change(MEI)
    school.sign_off()
    for _ in range(7):
        school.change(MEI)
    yield valid("A longer log: the entries of others are not here", school)
    yield valid("Another student of the same school", school, school.form(MEI))
    for size in (5, 7, 8, 9):
        school = open_school()
        school.enroll(MEI)
        while len(school.posted) < size - 1:
            school.change(MEI)
        school.sign_off()
        yield valid(f"A log of {size} entries", school)
    school = open_school()
    school.sign_off()
    shorter = school.form()
    school.sign_off()
    yield valid("A transcript that ends before the newest entry", school, shorter)
    school = open_school(origin="шкала.example/журнал…")
    yield valid("A log whose name is not in ASCII", school)
    school = open_school()
    school.enroll(MEI)
    assert school.chain(LUCIA) == [3]
    yield valid("A transcript of one entry", school)
