"""Which closures concern a span of days and a place, and what the database refuses."""

from datetime import date

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction

from home.site.models import Closure
from home.site.selectors.closures import closures_between, school_closures

pytestmark = pytest.mark.django_db
FIRST, LAST = date(2026, 12, 24), date(2027, 1, 1)


@pytest.fixture
def closures():
    """The school's winter break, and a day on which only the outreach site is closed."""
    Closure.objects.create(name="Winter break", first_day=FIRST, last_day=LAST)
    day = date(2026, 12, 5)
    Closure.objects.create(name="Inspection", first_day=day, last_day=day, place="outreach")


def names(found) -> list[str]:
    return [each.name for each in found]


def test_the_schools_closures_leave_out_those_of_one_site(closures):
    assert names(school_closures()) == ["Winter break"]


@pytest.mark.parametrize(
    ("first", "last", "found"),
    [
        (date(2026, 12, 1), date(2027, 2, 1), ["Inspection", "Winter break"]),
        (date(2026, 12, 28), date(2026, 12, 28), ["Winter break"]),
        (LAST, date(2027, 2, 1), ["Winter break"]),
        (date(2026, 12, 6), FIRST, ["Winter break"]),
        (date(2026, 12, 6), date(2026, 12, 23), []),
        (date(2027, 1, 2), date(2027, 2, 1), []),
    ],
)
def test_a_span_finds_the_closures_it_touches(closures, first, last, found):
    assert names(closures_between(first, last)) == found


@pytest.mark.parametrize("last_day", [date(2026, 12, 23), date(2027, 4, 24)])
def test_the_database_refuses_days_that_the_model_rejects(last_day):
    closure = Closure(name="Winter break", first_day=FIRST, last_day=last_day)
    with pytest.raises(ValidationError) as rejected:
        closure.full_clean()
    assert rejected.value.message_dict == {
        "last_day": ["A closure must end after it starts, within four months."]
    }
    with pytest.raises(IntegrityError), transaction.atomic():
        closure.save()


@pytest.mark.parametrize("last_day", [FIRST, date(2027, 4, 23)])
def test_one_day_and_120_days_later_are_allowed(last_day):
    closure = Closure(name="Winter break", first_day=FIRST, last_day=last_day)
    closure.full_clean()
    closure.save()
