"""The admin's first page takes as many queries for forty rows as for one."""

import pytest
from django.test import Client
from django.utils import timezone

from home.site.models import BrokenLink
from tests.factories.enquiries import enquiry
from tests.factories.events import event_with_page
from tests.factories.pages import StandardPageFactory
from tests.factories.people import SuperuserFactory, UserFactory
from tests.performance.counting import queries

pytestmark = pytest.mark.django_db


def in_progress(number: int, writer, reviewer) -> None:
    """Add one row to every panel of a superuser's dashboard."""
    enquiry(email=f"ana{number}@example.test")
    event_with_page(f"Event {number}")
    page = StandardPageFactory(title=f"Page {number}")
    words = {"address": "https://example.org", "problem": "404", "found_at": timezone.now()}
    BrokenLink.objects.create(page=page, **words)
    page.save_revision(user=reviewer)
    page.get_workflow().start(page, writer)


def test_forty_rows_take_no_more_queries_than_one():
    writer, reviewer = UserFactory(), SuperuserFactory()
    browser = Client()
    browser.force_login(reviewer)
    costs = []
    for start, until in ((0, 1), (1, 40)):
        for number in range(start, until):
            in_progress(number, writer, reviewer)
        browser.get("/admin/")
        with queries() as counted:
            page = browser.get("/admin/").text
        costs.append(len(counted))
    assert page.count("There are more.") == 6
    assert costs == [costs[0]] * 2
