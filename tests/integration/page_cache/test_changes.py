"""The next request sees a change."""

from datetime import date

import pytest
from django.core.cache import caches
from django.core.management import call_command
from django.db import connection, transaction
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from taggit.models import Tag
from wagtail.contrib.redirects.models import Redirect
from wagtail.documents import get_document_model
from wagtail.models import PageViewRestriction, Site

from courses.admissions.models import Enquiry
from courses.requirements.services.requirement_sets import publish
from home.site.models import Closure, SiteSettings
from portal.middleware.page_cache import GENERATION
from portal.settings.caches import caches as caches_at
from tests.factories.courses import (
    CourseFactory,
    ProgramFactory,
    ProgramPageFactory,
    RequirementSetFactory,
    StandardFactory,
)
from tests.factories.pages import PictureFactory, StandardPageFactory
from tests.factories.stories import StoryCategoryFactory

TODAY = date(2026, 11, 16)
DATABASE = "django.core.cache.backends.db.DatabaseCache"


def test_publishing_is_seen_by_the_next_request(fees):
    Client().get("/fees/")
    fees.title = "Fees of 2027"
    fees.save_revision().publish()

    assert "Fees of 2027" in Client().get("/fees/").text


def test_unpublishing_is_seen_by_the_next_request(fees):
    Client().get("/fees/")
    fees.unpublish()

    assert Client().get("/fees/").status_code == 404


def test_publishing_an_edition_is_seen_by_the_next_request(transactional_db):
    edition = RequirementSetFactory(published=False)
    page = ProgramPageFactory(program=edition.program)
    assert "The 125 clinic hours" not in Client().get(page.url).text
    publish(edition, now=timezone.now())

    assert "The 125 clinic hours" in Client().get(page.url).text


SHOWN = {
    "a program's record": ProgramFactory,
    "a course": CourseFactory,
    "a licensing standard": StandardFactory,
    "a picture": PictureFactory,
    "a category of stories": StoryCategoryFactory,
    "a tag": lambda: Tag.objects.create(name="Back pain"),
    "a file to download": lambda: get_document_model().objects.create(title="The sheet"),
    "a redirect": lambda: Redirect.objects.create(old_path="/tuition", redirect_link="/fees/"),
    "the school's settings": lambda: SiteSettings.for_site(Site.objects.get()),
    "a closure": lambda: Closure.objects.create(name="Storm", first_day=TODAY, last_day=TODAY),
    "another page": lambda: StandardPageFactory(slug="rooms"),
}


@pytest.mark.parametrize("thing", SHOWN)
def test_a_change_to_anything_shown_on_pages_is_seen_by_the_next_request(fees, thing):
    row = SHOWN[thing]()
    Client().get("/fees/")
    row.save()
    with CaptureQueriesContext(connection) as asked:
        Client().get("/fees/")

    assert len(asked) > 0


def test_a_page_that_becomes_private_is_not_served_from_the_cache(fees):
    Client().get("/fees/")
    PageViewRestriction.objects.create(page=fees, restriction_type="login")
    first, second = (Client().get("/fees/") for _ in range(2))

    assert (first.status_code, second.status_code) == (302, 302)


@pytest.fixture
def in_the_database(transactional_db, settings):
    """A cache in database tables, shared by all processes."""
    settings.CACHES = caches_at({"BACKEND": DATABASE, "LOCATION": "cache"})
    call_command("createcachetable")
    yield
    with connection.cursor() as cursor:
        for table in ("cache", "cache_pages"):
            cursor.execute(f"DROP TABLE {table}")


def test_a_page_cached_before_two_changes_never_comes_back(in_the_database, fees):
    Client().get("/fees/")
    for title in ("Fees of 2027", "Fees of 2028"):
        caches["pages"].delete(GENERATION)  # as when the cache evicts it
        fees.title = title
        fees.save_revision().publish()
        assert title in Client().get("/fees/").text


def test_a_change_that_is_rolled_back_clears_nothing(fees, django_assert_num_queries):
    Client().get("/fees/")
    with pytest.raises(ZeroDivisionError), transaction.atomic():
        fees.title = "Never"
        fees.save()
        raise ZeroDivisionError
    with django_assert_num_queries(0):
        assert "Never" not in Client().get("/fees/").text


def test_a_change_to_rows_not_shown_on_pages_clears_nothing(fees, django_assert_num_queries):
    Client().get("/fees/")
    Enquiry.objects.filter(pk=0).delete()
    with django_assert_num_queries(0):
        Client().get("/fees/")
