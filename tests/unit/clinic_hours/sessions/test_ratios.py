"""How many students an instructor had at the busiest moment of a session."""

from datetime import UTC, datetime

import pytest

from clinic_hours.sessions.domain.ratios import Presence, most_at_once, too_many_students


def at(student: int, start: int, end: int) -> Presence:
    return Presence(
        student, datetime(2026, 11, 16, start, tzinfo=UTC), datetime(2026, 11, 16, end, tzinfo=UTC)
    )


MINE = at(1, 13, 17)


@pytest.mark.parametrize(
    ("others", "most"),
    [
        ([], 1),
        ([at(2, 12, 14), at(3, 15, 16)], 2),
        ([at(2, 12, 14), at(3, 13, 14), at(4, 16, 20)], 3),
        ([at(2, 13, 15), at(3, 15, 17)], 2),
        ([at(2, 10, 13), at(3, 17, 19)], 1),
        ([at(1, 13, 17), at(2, 13, 17), at(2, 13, 17)], 2),
        ([at(2, 9, 20), at(3, 9, 20), at(4, 9, 20)], 4),
    ],
)
def test_students_count_once_and_only_while_they_are_there(others, most):
    assert most_at_once(MINE, others) == most


def test_the_limit_itself_is_allowed_and_anything_without_one():
    rule = {"edition": 2}
    assert too_many_students(2, limit=2, **rule) is None
    assert too_many_students(9, limit=None, **rule) is None
    finding = too_many_students(3, limit=2, **rule)
    assert (finding.code, finding.severity) == ("too_many_students", "warning")
    assert finding.params == {"students": 3, "limit": 2} | rule
