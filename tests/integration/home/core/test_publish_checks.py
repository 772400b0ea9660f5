"""An unfinished draft is not published by bypassing its form."""

import datetime
from html import unescape

import pytest
from django.contrib.auth.models import Group
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import override
from wagtail.models import Page

from home.clinic.models import ClinicPage
from home.core.selectors.publish_checks import lacks
from home.pages.models import StandardPage
from tests.factories.pages import StandardPageFactory, home_page
from tests.factories.people import SuperuserFactory, UserFactory
from tests.factories.stories import StoryPageFactory

pytestmark = pytest.mark.django_db

TREATMENT = {"service": "Swedish massage", "minutes": 50, "price": 35}
DAY = datetime.date(2026, 11, 23)
DAYS = {"prices_as_of": DAY, "prices_review_by": DAY + datetime.timedelta(days=365)}
UNDATED_BLOCK = {
    "heading": "Wages",
    "figures": [{"value": "$57,950", "label": "a year", "year": "2024"}],
    "dated": {"as_of": None, "review_by": None, "source": "BLS", "source_url": ""},
}


def clinic_draft(**fields) -> ClinicPage:
    """Return an unpublished clinic page with a price."""
    page = ClinicPage(
        title="Clinic", slug="clinic", live=False, treatments=[("treatment", TREATMENT)], **fields
    )
    home_page().add_child(instance=page)
    page.save_revision(clean=False)
    return page


def publish_together(client, *pages: Page, **chosen):
    """Publish pages with the explorer's bulk action, and return the next page that the editor sees."""
    if "_auth_user_id" not in client.session:
        client.force_login(SuperuserFactory())
    address = reverse("wagtail_bulk_action", args=["wagtailcore", "page", "publish"])
    ids = "&".join(f"id={page.pk}" for page in pages)
    explorer = reverse("wagtailadmin_explore", args=[home_page().pk])
    return client.post(f"{address}?{ids}&next={explorer}", chosen, follow=True)


def live(*pages: Page) -> list[bool]:
    return [Page.objects.get(pk=page.pk).live for page in pages]


def test_prices_without_dates_are_not_published_nor_is_anything_else(client):
    about = StandardPageFactory(title="About", live=False)
    clinic = clinic_draft()

    text = unescape(publish_together(client, about, clinic).text)

    assert live(about, clinic) == [False, False]
    assert "“Clinic” cannot be published yet, so nothing was published." in text
    assert "Prices as of: Enter the date of these figures" in text
    assert (
        "Review the prices by: Enter the date by which someone should review these figures." in text
    )
    assert reverse("wagtailadmin_pages:edit", args=[clinic.pk]) in text
    assert "“About”" not in text


def test_the_draft_is_checked_not_the_published_version(client):
    clinic = clinic_draft(**DAYS)
    clinic.get_latest_revision().publish()
    clinic.refresh_from_db()
    clinic.prices_as_of = None
    clinic.save_revision(clean=False)

    text = unescape(publish_together(client, clinic).text)

    assert "“Clinic” cannot be published yet" in text
    assert ClinicPage.objects.get().prices_as_of == DAY


def test_a_draft_without_dates_cannot_be_scheduled(client):
    clinic = clinic_draft(go_live_at=timezone.now() + datetime.timedelta(days=1))

    publish_together(client, clinic)

    assert ClinicPage.objects.get().get_latest_revision().approved_go_live_at is None


def test_pages_below_are_also_checked_if_published_together(client):
    clinic = clinic_draft(**DAYS)
    StandardPageFactory(parent=clinic, live=False, body=[("dated_figures", UNDATED_BLOCK)])

    text = unescape(publish_together(client, clinic, include_descendants="on").text)

    assert live(clinic) == [False]
    assert "Body: One of the blocks isn't finished." in text

    publish_together(client, clinic)
    assert live(clinic) == [True]


def test_finished_pages_are_published_together(client):
    about, clinic = StandardPageFactory(live=False), clinic_draft(**DAYS)

    publish_together(client, about, clinic)

    assert live(about, clinic) == [True, True]


def test_an_editor_is_told_in_spanish():
    clinic = clinic_draft()
    with override("es"):
        first, _second = lacks(clinic)

    assert first.startswith("Precios con fecha de: Indica la fecha de estas cifras")


def test_a_draft_chosen_twice_is_named_once_with_what_is_missing(client):
    above = StandardPageFactory(live=False, title="About")
    below = StandardPageFactory(parent=above, live=False, slug="hours", body=[])
    below.title = ""
    below.save_revision(clean=False)

    text = unescape(publish_together(client, above, below, include_descendants="on").text)

    assert text.count("“hours” cannot be published yet, so nothing was published.") == 1
    assert "Title: This field cannot be blank." in text


def test_an_empty_story_is_said_to_lack_text_not_a_block():
    body = [each for each in lacks(StoryPageFactory(body=[])) if each.startswith("Body")]

    assert body == ["Body: This field cannot be blank."]


def test_an_alias_is_published_with_its_original(client):
    about = StandardPageFactory(title="About", live=False)
    copy = about.create_alias(update_slug="about-too", parent=home_page())

    text = unescape(publish_together(client, copy).text)

    assert "is published with it." in text
    assert live(about, copy) == [False, False]

    publish_together(client, about)
    assert live(about, copy) == [True, True]


def test_a_page_waiting_for_approval_must_stay_complete(client):
    page = StandardPageFactory(live=False)
    page.save_revision()
    moderators = UserFactory(is_staff=True)
    moderators.groups.add(Group.objects.get(name="Moderators"))
    page.get_workflow().start(page, moderators)
    form_class = StandardPage.get_edit_handler().get_form_class()

    form = form_class(instance=page, for_user=moderators)
    form.defer_required_fields()
    assert not form.is_deferred_validation

    page.current_workflow_state.cancel(user=moderators)
    form.defer_required_fields()
    assert form.is_deferred_validation


def test_no_page_of_the_demo_is_unfinished(demo_school):
    pages = Page.objects.filter(depth__gt=1).specific()
    assert {page.title: found for page in pages if (found := lacks(page))} == {}
