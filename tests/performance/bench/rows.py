"""The rows of docs/performance.md that can be timed, each as a ratio to its reference."""

from django.db import connection
from django.test import Client

from tests.databases import Databases

from .attendance import many_punches
from .documents import printing
from .exports import exporting
from .first_visits import first_visits
from .pages import bare_page, pages, program_page, weights
from .processes.server import processes
from .scale import at_scale
from .school import School, signed_in
from .shifts import many_shifts
from .transcripts import verifying
from .writing import writing


def run_all(here: Databases, beside: Databases, sessions: int) -> None:
    print(f"{connection.vendor}; ratios of medians, alternated in one run\n")
    school = School()
    school.grow(1_000, waiting=100)
    visitor, rosa, student = Client(), signed_in(school.rosa.user), signed_in(student_of(school))
    pages(visitor, rosa, student, bare_page(), program_page())
    weights(rosa)
    writing(school)
    verifying()
    printing()
    exporting(school, student)
    at_scale(beside, here, school, rosa, sessions)
    many_shifts(beside, here)
    many_punches(beside, here)
    first_visits(beside)
    processes(beside)


def student_of(school: School):
    return school.enrollments[1].student
