"""Paper schools with a few entries, for examples and tests."""

from typing import Any

from tests.factories.transcripts import PaperSchool

from .enrollments import MEI


def open_school(*args: Any, **options: Any) -> PaperSchool:
    """Return a school with a requirement set, an instructor's license and Lucía's enrollment."""
    school = PaperSchool(*args, **options)
    school.publish()
    school.license()
    school.enroll()
    return school


def small_school(**options: Any) -> PaperSchool:
    """Return a school with two keys, and of Lucía a transfer and two sessions, one of them reversed."""
    school = open_school(**options)
    school.credit()
    school.enroll(MEI)
    first = school.sign_off()
    school.sign_off(MEI)
    school.change_keys()
    school.sign_off(minutes=90, clients=1)
    school.reverse(first)
    return school


def brief_school(**options: Any) -> PaperSchool:
    """Return a school with two keys and seven entries: a transfer of Lucía's, and a change after it."""
    school = open_school(**options)
    school.credit()
    school.enroll(MEI)
    school.change_keys()
    school.change()
    return school


def example_school() -> PaperSchool:
    """Return the school of docs/transcript-format.md: one session of Lucía's, one entry of Mei's."""
    school = open_school()
    school.sign_off(minutes=90, clients=1)
    school.enroll(MEI)
    return school
