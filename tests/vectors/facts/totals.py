"""Totals that are not the sums of the entries. All of it is signed."""

from dataclasses import replace
from typing import Any

from clinic_hours.people.domain.entries import RequirementFacts
from tests.factories.paper.enrollments import HANDS_ON, LUCIA
from tests.factories.paper.schools import open_school
from tests.factories.transcripts import PaperSchool
from tests.vectors.vector import Vectors, refused

CHAIR = RequirementFacts("chair", "Chair massage", "64B7-32.003", 600, 5, 900)


def vectors() -> Vectors:
    school = PaperSchool()
    school.publish(HANDS_ON, CHAIR)
    school.license()
    school.enroll()
    school.sign_off()
    school.credit(minutes=1000, line=CHAIR, clients=2)
    hands_on, chair = school.statement().requirements
    for code, about, *rows in (
        (
            "totals_differ",
            "more minutes",
            replace(hands_on, minutes=121, counted_minutes=121),
            chair,
        ),
        ("totals_differ", "fewer minutes", replace(hands_on, minutes=1, counted_minutes=1), chair),
        ("totals_differ", "more clients", replace(hands_on, clients=3), chair),
        (
            "totals_differ",
            "minutes said to be from paper",
            replace(hands_on, paper_minutes=1),
            chair,
        ),
        ("totals_differ", "paper passed off", hands_on, replace(chair, paper_minutes=0)),
        (
            "totals_differ",
            "minutes moved to another category",
            replace(hands_on, minutes=1120, counted_minutes=1120),
            replace(chair, minutes=0, counted_minutes=0),
        ),
        ("counted_wrong", "more than counts", hands_on, replace(chair, counted_minutes=1000)),
        ("counted_wrong", "less than counts", hands_on, replace(chair, counted_minutes=899)),
        ("counted_wrong", "less where all counts", replace(hands_on, counted_minutes=100), chair),
    ):
        form = school.form(requirements=tuple(rows))
        yield refused("totals", code, f"Totals with {about}", school, form)
    school = PaperSchool()
    school.publish(HANDS_ON, replace(HANDS_ON, name="Again"))
    school.license()
    school.enroll()
    school.sign_off()
    yield refused("totals", "category_twice", "A category twice, and its hours twice", school)
    school = PaperSchool()
    school.publish(HANDS_ON, CHAIR)
    school.license()
    school.enroll()
    school.credit(line=CHAIR)
    school.publish(HANDS_ON, edition=2)
    school.change()
    about = "A category with hours that the next edition has not"
    yield refused("totals", "totals_differ", about, school)
    school = open_school()
    school.credit(minutes=2**53 - 1)
    school.credit(minutes=2**53 - 1)
    form = school.form(LUCIA, requirements=(too_much(school),))
    about = "A sum that no integer of JSON can state"
    yield refused("totals", "totals_differ", about, school, form)


def too_much(school: PaperSchool) -> Any:
    most, (row,) = 2**53 - 1, school.statement().requirements
    return replace(row, minutes=most, counted_minutes=most, paper_minutes=most)
