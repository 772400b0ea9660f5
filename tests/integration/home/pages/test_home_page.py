import pytest
from wagtail.models import PageViewRestriction

from home.core.services.renditions import make_renditions
from tests.factories.pages import PictureFactory, StandardPageFactory, home_page

pytestmark = pytest.mark.django_db


@pytest.fixture
def shelf():
    """A page whose children the home page shows as cards."""
    shelf = StandardPageFactory(title="Programs", slug="programs")
    home = home_page()
    home.cards_heading, home.cards_index = "Programs", shelf
    home.save()
    return shelf


def test_a_site_without_content_greets_its_visitors(client):
    response = client.get("/")

    assert response.status_code == 200
    assert "<h1>Learn by doing. Keep the proof.</h1>" in response.text
    assert "Wagtail" not in response.text


def test_pages_below_the_chosen_one_become_cards_in_tree_order(client, shelf):
    for title in ("Massage Therapy", "Advanced Bodywork"):
        StandardPageFactory(parent=shelf, title=title, lede=f"About {title}.")

    page = client.get("/")

    assert [card.title for card in page.context["cards"]] == [
        "Massage Therapy",
        "Advanced Bodywork",
    ]
    assert "About Advanced Bodywork." in page.text
    assert 'href="/programs/massage-therapy/"' in page.text


def test_drafts_have_no_card(client, shelf):
    StandardPageFactory(parent=shelf, title="Not yet", live=False)

    assert "Not yet" not in client.get("/").text


@pytest.mark.parametrize("restricted", ["the page itself", "the page above it"])
def test_restricted_pages_have_no_card(client, shelf, restricted):
    page = StandardPageFactory(parent=shelf, title="For staff")
    PageViewRestriction.objects.create(
        page=page if restricted == "the page itself" else shelf, restriction_type="login"
    )

    assert "For staff" not in client.get("/").text


def test_the_picture_has_modern_formats_alternative_text_and_its_size(client, settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path
    home = home_page()
    home.hero_picture = PictureFactory(description="Sun over the bay.")
    home.save()
    make_renditions()

    text = client.get("/").text

    assert 'type="image/avif"' in text
    assert 'type="image/webp"' in text
    assert 'alt="Sun over the bay."' in text
    assert 'width="' in text and 'height="' in text


def test_without_a_picture_the_page_shows_the_drawing(client):
    assert 'class="waves"' in client.get("/").text
