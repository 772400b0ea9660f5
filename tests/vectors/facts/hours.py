"""Entries that contradict themselves or their requirement set. All of it is signed."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any

from clinic_hours.people.domain.entries import RequirementFacts
from tests.factories.paper.enrollments import HANDS_ON
from tests.factories.paper.schools import open_school
from tests.factories.paper_log import NOON
from tests.vectors.vector import Vectors, put, refused

CHAIR = RequirementFacts("chair", "Chair massage", "64B7-32.003", 600, 5, 900)
ATTENDED = {"supervised_minutes": 90, "over_ratio_minutes": 20, "unsupervised_minutes": 10}
# Of the session in most of these files: 3 to 5 p.m. in Miami.
START, END = "2026-11-17T20:00:00.000000Z", "2026-11-17T22:00:00.000000Z"
LOCAL = "2026-11-17T15:00-05:00/2026-11-17T17:00-05:00"


def vectors() -> Vectors:
    yield from sessions()
    yield from paper()
    yield from overlaps()


def session(code: str, about: str, said: dict, **more: Any) -> Any:
    school = open_school()
    school.sign_off(session=said, **more)
    return refused("hours", code, about, school)


def sessions() -> Vectors:
    school = open_school()
    school.sign_off()
    honest = school.posted[3].facts["session"]
    assert (honest["starts_at"], honest["ends_at"], honest["local"]) == (START, END, LOCAL)
    yield session("minutes_wrong", "More minutes than its times", {"minutes": 121})
    yield session("minutes_wrong", "Fewer minutes than its times", {"minutes": 119})
    yield session("minutes_wrong", "A break that was not taken off", {"minutes": 120} | late(30))
    yield session("minutes_wrong", "Rounded without saying so", {"minutes": 105} | ending("21:59"))
    yield session("minutes_wrong", "Rounded up", {"minutes": 120} | ending("21:59"))
    for minutes in (0, -120):
        school = open_school()
        school.credit()
        school.sign_off(session={"minutes": minutes})
        yield refused("hours", "amount_wrong", f"A session of {minutes} minutes", school)
    yield session("ends_before_start", "A session that ends before it starts", turned())
    same = {"ends_at": START, "local": f"{LOCAL[:22]}/{LOCAL[:22]}", "minutes": 1}
    yield session("ends_before_start", "A session that ends as it starts", same)
    for about, local in {
        "another hour": LOCAL.replace("T15", "T14"),
        "another day": LOCAL.replace("2026-11-17T17", "2026-11-18T17"),
        "another offset": LOCAL.replace("T17:00-05:00", "T17:00-04:00"),
        "rounded minutes": LOCAL.replace("T17:00", "T17:01"),
    }.items():
        yield session("local_wrong", f"Local times with {about}", {"local": local})
    night = {"local": "2026-11-01T01:30-04:00/2026-11-01T01:30-04:00"}
    yield session(
        "local_wrong",
        "The hour that happens twice, taken for the other one",
        night,
        starts_at=datetime(2026, 11, 1, 5, 30, tzinfo=UTC),
        ends_at=datetime(2026, 11, 1, 6, 30, tzinfo=UTC),
    )
    yield session(
        "minutes_wrong",
        "Wall time counted on the night that clocks go back",
        {"minutes": 480},
        starts_at=datetime(2026, 11, 1, 2, tzinfo=UTC),
        ends_at=datetime(2026, 11, 1, 11, tzinfo=UTC),
    )
    yield session("requirement_wrong", "A category that the set has not", {"category": "chair"})
    yield session("requirement_wrong", "Another name of the category", {"requirement": "Sessions"})
    rounding = {"rounding": "quarter_down"}
    yield session("requirement_wrong", "Another rounding than the set's", rounding)
    yield session("attendance_wrong", "Clocked times without attendance", {"provenance": "clocked"})
    yield session("attendance_wrong", "Typed times with attendance", {}, attendance=ATTENDED)
    much = ATTENDED | {"unsupervised_minutes": 11}
    clocked = {"provenance": "clocked"}
    yield session("attendance_wrong", "More attendance than time", clocked, attendance=much)
    for name in ("minutes", "clients"):
        school = open_school(lies={"sign_off": put(name, 1)})
        school.sign_off()
        yield refused("hours", "amount_wrong", f"Other {name} than the session's", school)
    yield session(
        "fingerprint_wrong", "The fingerprint of another session", {}, fingerprint="0" * 64
    )
    school = open_school(lies={"sign_off": put("session.site", "Elsewhere")})
    school.sign_off()
    yield refused("hours", "fingerprint_wrong", "A session changed before it was logged", school)


def late(minutes: int) -> dict:
    return {"break_minutes": minutes} | ending("22:00")


def ending(clock: str) -> dict:
    """Return a session that ends at another time."""
    hour = int(clock[:2]) - 5
    local = f"{LOCAL[:22]}/2026-11-17T{hour:02}{clock[2:]}-05:00"
    return {"ends_at": f"2026-11-17T{clock}:00.000000Z", "local": local}


def turned() -> dict:
    first, second = LOCAL.split("/")
    return {"starts_at": END, "ends_at": START, "local": f"{second}/{first}", "minutes": 120}


def paper() -> Vectors:
    for kind in ("transfer", "opening"):
        school = open_school()
        school.credit(kind=kind, line=replace(HANDS_ON, name="Sessions"))
        yield refused("hours", "requirement_wrong", f"Another name of the category, {kind}", school)
    school = open_school()
    school.credit(lie=put("category", "chair"))
    yield refused("hours", "requirement_wrong", "Transfer hours in an unknown category", school)
    for about, lie in {
        "no minutes": put("minutes", 0),
        "negative minutes": put("minutes", -600),
        "negative clients": put("clients", -1),
    }.items():
        school = open_school()
        school.credit(lie=lie)
        yield refused("hours", "amount_wrong", f"Transfer hours with {about}", school)
    school = open_school(lies={"subject_hours": put("minutes", 0)})
    school.teach()
    yield refused("hours", "amount_wrong", "Classroom hours without minutes", school)
    school = open_school()
    school.publish(HANDS_ON, CHAIR, edition=2)
    school.credit(line=CHAIR)
    school.change()
    about = "A category that only the next edition has"
    yield refused("hours", "requirement_wrong", about, school)


def overlaps() -> Vectors:
    starts = NOON + timedelta(days=3)
    for about, shift in {
        "the same time": timedelta(0),
        "one minute": timedelta(minutes=119),
        "one microsecond": timedelta(hours=2) - timedelta(microseconds=1),
        "one inside the other": timedelta(minutes=30),
    }.items():
        school = open_school()
        school.sign_off(starts_at=starts)
        minutes = 60 if "inside" in about else 120
        school.sign_off(starts_at=starts + shift, minutes=minutes)
        yield refused("hours", "overlap", f"Sessions that overlap: {about}", school)
    school = open_school()
    school.sign_off(starts_at=starts, minutes=600)
    school.sign_off(starts_at=starts + timedelta(hours=1), minutes=60)
    school.sign_off(starts_at=starts + timedelta(hours=5), minutes=60)
    yield refused("hours", "overlap", "Two sessions inside a long one", school)
    school = open_school()
    said = {"session": "00000000-0000-4000-8000-000000000001"}
    school.sign_off(session=said, starts_at=starts)
    school.sign_off(session=said, starts_at=starts)
    yield refused("hours", "overlap", "A session that is signed twice", school)
