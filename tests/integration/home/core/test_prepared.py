"""Queries whose SQL is written once answer as the queryset does, for other values each time."""

from datetime import UTC, date, datetime

import pytest
from django.db.models import DateField, DateTimeField, QuerySet

from home.core.selectors.prepared import Given, Prepared
from home.mail.models import OutgoingMail
from home.mail.services.outbox import post_mail
from home.site.models import Closure

pytestmark = pytest.mark.django_db
NOW = datetime(2026, 11, 16, 18, tzinfo=UTC)
LATER = datetime(2026, 11, 17, tzinfo=UTC)


def due(at, tries) -> QuerySet:
    rows = OutgoingMail.objects.filter(due_at__lte=at, tries__lte=tries).order_by("pk")
    return rows.values_list("to", "due_at", "headers", "tries", "sent_at")


def closed(first, last) -> QuerySet:
    rows = Closure.objects.filter(first_day__range=(first, last)).order_by("pk")
    return rows.values_list("name", "first_day")


@pytest.fixture
def mails():
    for at in (NOW, LATER):
        post_mail(to="lucia@palmetto.test", subject="Hours", text="", headers={"X": "1"}, due_at=at)


@pytest.mark.parametrize(
    ("at", "tries", "found"), [(NOW, 0, 1), (LATER, 0, 2), (LATER, -1, 0), (NOW, 5, 1)]
)
def test_moments_and_numbers_are_those_of_the_call(mails, at, tries, found):
    prepared = Prepared(lambda: due(Given("at", DateTimeField()), Given("tries")))
    assert prepared.rows(at=LATER, tries=9) == list(due(LATER, 9))  # written with other values
    assert prepared.rows(at=at, tries=tries) == list(due(at, tries))
    assert len(prepared.rows(at=at, tries=tries)) == found


@pytest.mark.parametrize(("first", "found"), [(25, 2), (26, 1), (27, 0)])
def test_days_are_those_of_the_call(first, found):
    for day in (25, 26):
        day = date(2026, 11, day)
        Closure.objects.create(name=f"Closed on {day}", first_day=day, last_day=day)
    prepared = Prepared(lambda: closed(Given("first", DateField()), Given("last", DateField())))
    days = (date(2026, 11, first), date(2026, 11, 30))
    assert prepared.rows(first=days[0], last=days[1]) == list(closed(*days))
    assert len(prepared.rows(first=days[0], last=days[1])) == found


def test_the_sql_is_written_once_and_each_answer_takes_one_query(mails, django_assert_num_queries):
    written = []

    @Prepared
    def tried() -> QuerySet:
        written.append(1)
        return OutgoingMail.objects.filter(tries=Given("tries")).values_list("to")

    with django_assert_num_queries(2):
        assert [len(tried.rows(tries=tries)) for tries in (0, 1)] == [2, 0]
    assert len(written) == 1


def test_a_value_that_is_missing_is_an_error(mails):
    prepared = Prepared(lambda: due(Given("at", DateTimeField()), 0))
    with pytest.raises(KeyError, match="at"):
        prepared.rows()
