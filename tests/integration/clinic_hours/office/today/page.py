"""The rows of Today, as a coordinator reads them."""

import re
from datetime import timedelta

from django.urls import reverse

from tests.factories.clinic import TODAY

HALF_A_YEAR = TODAY - timedelta(days=180)
ROW = re.compile(r'<li class="matter" data-testid="todo-row">.*?</li>', re.DOTALL)


def rows(office, **asked) -> list[str]:
    return ROW.findall(office.get(reverse("hours:today"), asked).text)


def fact_in(row: str) -> str:
    return re.search(r'matter__fact">(.*?)<', row)[1]


def facts(office, **asked) -> list[str]:
    return [fact_in(row) for row in rows(office, **asked)]


def matter(office, words: str) -> str:
    """Return the one row with these words in its fact."""
    (row,) = [row for row in rows(office, all="1") if words in fact_in(row)]
    return row


def said(office, words: str) -> str:
    """Return the text of the rows with these words in their fact, nothing without such a row."""
    return "".join(row for row in rows(office, all="1") if words in fact_in(row))
