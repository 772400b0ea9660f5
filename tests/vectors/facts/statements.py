"""Statements that are not what the log says, and changes of an enrollment that contradict each other."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from typing import Any

from clinic_hours.transcripts.domain.transcripts import TranscriptStatement
from tests.factories.paper.enrollments import HANDS_ON, committed
from tests.factories.paper.schools import open_school
from tests.factories.paper_log import b64
from tests.vectors.vector import Vectors, put, refused


def vectors() -> Vectors:
    yield from stated()
    yield from openings()
    yield from enrollments()
    yield from earlier_transcripts()


def stated() -> Vectors:
    school = open_school()
    school.sign_off()
    school.publish(HANDS_ON, edition=2)  # not Lucía's
    for about, lies in lies_about(school.statement()):
        form = school.form(**lies)
        yield refused("facts", "fact_differs", f"A statement with {about}", school, form)
    school = open_school()
    school.sign_off()
    old = school.statement()
    school.change(name="Lucía Díaz")
    form = school.form(student=old.student)
    yield refused(
        "facts", "opening_wrong", "The name before it was corrected", school, swapped(form)
    )
    about = "The name before it was corrected, opened too"
    form["openings"] = sorted([*form["openings"], *opened(school, "Lucía Ferrer")], key=order)
    yield refused("facts", "openings_differ", about, school, form)
    school.change(status="on_leave")
    form = school.form(study=old.study)
    yield refused("facts", "fact_differs", "The status before it changed", school, form)


def lies_about(said: TranscriptStatement) -> Iterator[tuple[str, dict[str, Any]]]:
    study, (row,) = said.study, said.requirements
    yield "another name", {"student": replace(said.student, name="Lucia Ferrer")}
    yield "another number", {"student": replace(said.student, number="P-00002")}
    for field, value in {
        "program": "Acupuncture",
        "edition": 2,
        "citation": "64B8",
        "started_on": "2026-08-01",
        "ended_on": "2026-11-20",
        "status": "completed",
        "minutes_per_clock_hour": 50,
    }.items():
        yield f"another {field}", {"study": replace(study, **{field: value})}
    for field, value in {
        "category": "chair",
        "name": "Sessions",
        "citation": "",
        "required_minutes": 120,
        "required_clients": 1,
        "maximum_minutes": 120,
    }.items():
        yield (
            f"another {field} of a requirement",
            {"requirements": (replace(row, **{field: value}),)},
        )
    yield "a requirement left out", {"requirements": ()}
    none = {"minutes": 0, "counted_minutes": 0, "clients": 0}
    more = replace(row, category="chair", **none)
    yield "a requirement added", {"requirements": (row, more)}


def openings() -> Vectors:
    school = open_school()
    school.credit()
    for about, lie in {
        "The student's name was never committed to": put("name", "00" * 32),
        "The student's number is committed to as their name": None,
    }.items():
        honest = open_school()
        facts = honest.posted[2].facts
        lied = open_school(lies={"enrollment": lie or put("number", facts["name"])})
        form = lied.form()
        yield refused("facts", "openings_differ", about, lied, form)
    form = school.form()
    form["openings"] = [each for each in form["openings"] if "Coral" not in each["text"]]
    yield refused("facts", "openings_differ", "A document that is not opened", school, form)
    school.reverse(4)
    form = school.form()
    form["openings"] = [each for each in form["openings"] if "Coral" not in each["text"]]
    about = "The document of a reversed entry is not opened"
    yield refused("facts", "openings_differ", about, school, form)
    school = open_school()
    first = school.sign_off()
    school.reverse(first)
    made = committed("Logged twice.", len(school.posted) - 1)
    reason = {"commitment": made.commitment, "salt": b64(made.salt), "text": made.text}
    form = school.form()
    form["openings"] = sorted([*form["openings"], reason], key=order)
    yield refused("facts", "openings_differ", "The reason of a reversal is opened", school, form)


def enrollments() -> Vectors:
    school = open_school()
    school.change(lie=put("student", 102))
    yield refused("facts", "student_changed", "An enrollment that becomes another's", school)
    school = open_school()
    school.change(status="ended", ended_on=date(2026, 8, 31))
    yield refused("facts", "ends_before_start", "An enrollment that ends before it starts", school)
    school = open_school()
    school.sign_off()
    form = school.form(issued_at="2026-11-17T17:00:00.000000Z")
    yield refused("facts", "issued_early", "A transcript from before its last entry", school, form)


def earlier_transcripts() -> Vectors:
    for about, lie in {
        "with a later number": put("number", 7),
        "of a log that was larger": put("log_size", 9),
        "of a log that ends with itself": put("log_size", 4),
        "with a file twice": lambda facts: facts["files"].append(facts["files"][1]),
        "with files in another order": lambda facts: facts["files"].reverse(),
    }.items():
        school = open_school()
        school.issue(lie=lie)
        about = f"An earlier transcript {about}"
        yield refused("facts", "transcript_wrong", about, school, school.form(number=7))
    school = open_school()
    school.issue()
    about = "A transcript with the number of an earlier one"
    yield refused("facts", "transcript_wrong", about, school, school.form(number=1))
    school.issue(lie=put("number", 1))
    yield refused("facts", "transcript_wrong", "Two earlier transcripts of one number", school)


def opened(school: Any, text: str) -> list[dict]:
    return [
        {"commitment": each, "salt": b64(made.salt), "text": made.text}
        for each, made in school.texts.items()
        if made.text == text
    ]


def swapped(form: dict) -> dict:
    """Return a file that opens the corrected name as the one before."""
    openings = [
        each | ({"text": "Lucía Ferrer"} if each["text"] == "Lucía Díaz" else {})
        for each in form["openings"]
    ]
    return form | {"openings": openings}


def order(opening: dict) -> str:
    return opening["commitment"]
