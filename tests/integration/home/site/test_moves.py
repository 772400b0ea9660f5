"""However pages move, an old address redirects to a page in one step, or is not found."""

import hypothesis.strategies as st
import pytest
from django.db import transaction
from django.test import Client, TestCase
from hypothesis import HealthCheck, settings
from hypothesis.stateful import RuleBasedStateMachine, initialize, rule, run_state_machine_as_test
from wagtail.contrib.redirects.models import Redirect
from wagtail.models import Locale, Page, Site

from home.pages.models import StandardPage
from tests.factories.pages import StandardPageFactory, home_page

SLUGS = ("one", "two", "three")
PATHS = [f"/{first}/" for first in SLUGS]
PATHS += [f"/{first}/{second}/" for first in SLUGS for second in SLUGS]
ADDRESSES = [f"{language}{path}" for language in ("", "/es") for path in PATHS]


class Moves(RuleBasedStateMachine):
    """Editors take random steps with pages in both languages. Each history is rolled back."""

    @initialize()
    def begin(self) -> None:
        self.undone = transaction.atomic()
        self.undone.__enter__()
        Site.clear_site_root_paths_cache()
        spanish = Locale.objects.get_or_create(language_code="es")[0]
        home_page().copy_for_translation(spanish).save_revision().publish()
        Site.clear_site_root_paths_cache()
        self.spanish = spanish
        for slug in SLUGS[:2]:
            self.translate(StandardPageFactory(title=slug, slug=slug))

    def translate(self, page: Page) -> None:
        copy = page.copy_for_translation(self.spanish)
        copy.save_revision().publish()

    def teardown(self) -> None:
        try:
            for address in ADDRESSES:
                follow(address)
        finally:
            self.undone.__exit__(ValueError, ValueError(), None)
            Site.clear_site_root_paths_cache()

    @rule(data=st.data(), slug=st.sampled_from(SLUGS))
    def rename(self, data, slug):
        page = self.a_page(data)
        if page and is_free(slug, page.get_parent()):
            publish_as(page, slug)

    @rule(data=st.data())
    def rename_to_and_fro(self, data):
        page = self.a_page(data)
        free = [slug for slug in SLUGS if page and is_free(slug, page.get_parent())]
        if free:
            here = page.slug
            publish_as(page, free[0])
            publish_as(StandardPage.objects.get(pk=page.pk), here)

    @rule(data=st.data())
    def swap(self, data):
        page, other = self.a_page(data), self.a_page(data)
        if page and page.pk != other.pk and page.get_parent() == other.get_parent():
            slugs = page.slug, other.slug
            for each, slug in ((page, "for-now"), (other, slugs[0]), (page, slugs[1])):
                publish_as(StandardPage.objects.get(pk=each.pk), slug)

    @rule(data=st.data())
    def move(self, data):
        page, parent = self.a_page(data), self.a_parent(data)
        fits = page and page.locale_id == parent.locale_id and is_free(page.slug, parent)
        if fits and parent.depth < 4 and page.is_leaf() and page.pk != parent.pk:
            with TestCase.captureOnCommitCallbacks(execute=True):
                page.move(parent, pos="last-child")

    @rule(data=st.data(), slug=st.sampled_from(SLUGS))
    def write(self, data, slug):
        parent = self.a_parent(data)
        if parent.depth < 4 and is_free(slug, parent):
            page = StandardPageFactory(title="New", slug=slug, parent=parent, live=False)
            publish_as(StandardPage.objects.get(pk=page.pk), slug)

    @rule(data=st.data())
    def unpublish(self, data):
        if page := self.a_page(data):
            page.unpublish()

    @rule(data=st.data())
    def delete(self, data):
        if page := self.a_page(data):
            page.delete()

    @rule(old=st.sampled_from(ADDRESSES), new=st.sampled_from(ADDRESSES), whole=st.booleans())
    def lead_by_hand(self, old, new, whole):
        to = f"https://testserver{new}" if whole else new
        if not Redirect.objects.filter(old_path=Redirect.normalise_path(old)).exists():
            Redirect.add_redirect(old, to, is_permanent=whole)

    def a_page(self, data) -> StandardPage | None:
        pages = StandardPage.objects.order_by("pk")
        return data.draw(st.sampled_from(list(pages))) if pages else None

    def a_parent(self, data) -> Page:
        homes = Page.objects.filter(depth=2)
        return data.draw(st.sampled_from([*homes, *StandardPage.objects.order_by("pk")]))


def is_free(slug: str, parent: Page) -> bool:
    return not parent.get_children().filter(slug=slug).exists()


def publish_as(page: StandardPage, slug: str) -> None:
    page.slug = slug
    with TestCase.captureOnCommitCallbacks(execute=True):
        page.save_revision().publish()


def follow(address: str) -> None:
    client = Client()
    answer = client.get(address)
    if answer.status_code in (301, 302):
        answer = client.get(answer["Location"])
        assert answer.status_code == 200, f"{address} → {answer.request['PATH_INFO']}"
    assert answer.status_code in (200, 404), address


@pytest.mark.django_db
def test_no_history_of_moves_leads_a_reader_through_loops_or_several_redirects():
    run_state_machine_as_test(
        Moves,
        settings=settings(
            max_examples=8,
            stateful_step_count=12,
            deadline=None,
            database=None,
            suppress_health_check=list(HealthCheck),
        ),
    )
