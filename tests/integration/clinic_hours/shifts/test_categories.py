"""What a shift's category is called: as most students know it."""

from datetime import datetime, timedelta

import pytest

from clinic_hours.shifts.selectors.categories import categories_in_use, names_of
from courses.requirements.models import RequirementSet
from tests.factories.clinic import NOW, EnrollmentFactory, published_set

pytestmark = pytest.mark.django_db

YEAR = timedelta(days=365)


def edition(number: int, name: str, published_at: datetime | None, program=None) -> RequirementSet:
    """Return an edition under which somebody is enrolled, or a draft."""
    line = {"category": "hands-on", "name": name, "minutes": 90 * 60}
    row = published_set(line, edition=number, program=program, published=False)
    if published_at:
        RequirementSet.objects.filter(pk=row.pk).update(published_at=published_at)
        row.refresh_from_db()
        EnrollmentFactory(requirement_set=row)
    return row


@pytest.fixture
def old() -> RequirementSet:
    return edition(1, "Hands-on sessions", NOW - YEAR)


def test_where_editions_differ_the_newest_names_it(old):
    edition(2, "Practice on clients", NOW, old.program)
    assert categories_in_use() == {"hands-on": "Practice on clients"}
    assert names_of(["hands-on"]) == {"hands-on": "Practice on clients"}


def test_an_edition_of_another_program_that_was_published_later_names_it(old):
    edition(4, "Sessions with clients", NOW - 2 * YEAR)
    assert categories_in_use() == names_of(["hands-on"]) == {"hands-on": "Hands-on sessions"}


def test_the_program_with_the_most_students_names_it(old):
    EnrollmentFactory(requirement_set=old)
    edition(1, "Advanced sessions", NOW)  # one student, published later
    assert categories_in_use() == names_of(["hands-on"]) == {"hands-on": "Hands-on sessions"}


def test_a_draft_names_nothing(old):
    edition(2, "Untitled", None, old.program)
    assert categories_in_use() == names_of(["hands-on"]) == {"hands-on": "Hands-on sessions"}
