"""The clinic page: readers and search engines get the same prices, address and hours."""

import json
import re
from datetime import date, timedelta

import pytest
from django.utils import timezone
from wagtail.blocks import StreamBlockValidationError
from wagtail.models import Site

from home.clinic.blocks.clinic import OpeningHoursBlock
from home.clinic.models import ClinicPage
from home.core.selectors.review_dates import facts_to_review
from home.site.models import SiteSettings
from tests.factories.pages import PictureFactory, home_page

pytestmark = pytest.mark.django_db

HOURS = [
    {"day": "Monday", "opens": "13:00", "closes": "21:30"},
    {"day": "Tuesday", "opens": "13:00", "closes": "21:30"},
    {"day": "Saturday", "opens": "09:00", "closes": "15:00"},
]
TREATMENTS = [
    {"service": "Swedish massage", "detail": "Long strokes.", "minutes": 50, "price": "35"},
    {"service": "Chair massage", "detail": "", "minutes": 15, "price": "0"},
]


def rows(kind: str, values: list[dict]) -> list[dict]:
    return [{"type": kind, "value": value} for value in values]


def clinic_page(**fields) -> ClinicPage:
    page = ClinicPage(title="Clinic", slug="clinic", **fields)
    return home_page().add_child(instance=page)


def full_page(**fields) -> ClinicPage:
    return clinic_page(
        street="24 Palmetto Row",
        city="Miami",
        region="FL",
        postal_code="33100",
        phone="305-555-0142",
        hours=rows("opening", HOURS),
        treatments=rows("treatment", TREATMENTS),
        **fields,
    )


def structured_data(text: str) -> dict:
    written = re.search(r'<script type="application/ld\+json">(.*?)</script>', text, re.DOTALL)
    return json.loads(written[1])["@graph"][0]


def test_readers_and_search_engines_get_the_same_hours(client):
    text = client.get(full_page().url).text
    shown = dict(re.findall(r"<dt>([^<]+)</dt>\s*<dd>([^<]+)</dd>", text))
    told = structured_data(text)["openingHoursSpecification"]

    assert shown["Monday and Tuesday"] == "1:00 pm to 9:30 pm"
    assert shown["Wednesday to Friday"] == shown["Sunday"] == "Closed"
    assert [(row["dayOfWeek"], row["opens"], row["closes"]) for row in told] == [
        (["https://schema.org/Monday", "https://schema.org/Tuesday"], "13:00", "21:30"),
        (["https://schema.org/Saturday"], "09:00", "15:00"),
    ]


def test_search_engines_get_its_prices_and_location(client):
    data = structured_data(client.get(full_page().url).text)

    assert data["@type"] == "MedicalClinic"
    assert data["priceRange"] == "$0–$35"
    assert data["telephone"] == "+13055550142"
    assert data["address"]["streetAddress"] == "24 Palmetto Row"
    offers = data["hasOfferCatalog"]["itemListElement"]
    assert [(offer["itemOffered"]["name"], offer["price"]) for offer in offers] == [
        ("Swedish massage", "35.00"),
        ("Chair massage", "0.00"),
    ]


def test_prices_and_the_phone_number_are_on_the_page(client):
    text = client.get(full_page().url).text

    assert ">$35</td>" in text
    assert ">Free</td>" in text
    assert 'href="tel:+13055550142"' in text


def test_without_its_own_number_it_shows_the_schools(client):
    SiteSettings.objects.update(phone="305-555-0100")
    text = client.get(clinic_page().url).text

    assert text.count('href="tel:+13055550100"') == 2  # here and in the footer
    assert structured_data(text)["telephone"] == "+13055550100"


def test_an_empty_page_claims_nothing(client):
    data = structured_data(client.get(clinic_page().url).text)

    assert {"address", "priceRange", "openingHoursSpecification"}.isdisjoint(data)


def test_the_map_is_our_own_picture(client, settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path
    picture = PictureFactory(description="The clinic is north of the park.")
    text = client.get(clinic_page(map_picture=picture).url).text

    assert 'alt="The clinic is north of the park."' in text
    assert "<iframe" not in text
    assert not re.search(r'(?:src|srcset)="https?://', text)


def test_the_address_links_to_a_map(client):
    page = full_page()
    text = client.get(page.url).text
    page.map_url = "https://maps.example/24"
    page.save()

    search = "https://www.openstreetmap.org/search?query=24+Palmetto+Row%2C+Miami%2C+FL+33100"
    assert f'href="{search}"' in text
    assert structured_data(text)["hasMap"] == search
    assert 'href="https://maps.example/24"' in client.get(page.url).text


def test_an_address_without_a_city_has_no_stray_commas(client):
    text = " ".join(client.get(clinic_page(street="24 Palmetto Row", region="FL").url).text.split())

    assert "24 Palmetto Row<br> FL </p>" in text
    assert structured_data(text)["hasMap"].endswith("search?query=24+Palmetto+Row%2C+FL")
    assert "addressLocality" not in structured_data(text)["address"]


def test_a_clinic_without_an_address_is_at_the_schools(client):
    page = clinic_page()
    assert "hasMap" not in structured_data(client.get(page.url).text)

    school = SiteSettings.for_site(Site.objects.get())
    school.address = "1 Main Street\r\n\r\nMiami, FL 33135"
    school.save()
    text = client.get(page.url).text

    search = "https://www.openstreetmap.org/search?query=1+Main+Street%2C+Miami%2C+FL+33135"
    assert f'href="{search}"' in text
    assert structured_data(text)["hasMap"] == search


@pytest.mark.parametrize(("days", "needs_review"), [(-1, True), (0, False)])
def test_prices_say_when_their_review_is_overdue(client, days, needs_review):
    review_by = timezone.localdate() + timedelta(days=days)
    page = full_page(prices_as_of=date(2025, 1, 2), prices_review_by=review_by)
    text = client.get(page.url).text

    assert "As of Jan 2, 2025" in text
    assert ("due for review" in text) is needs_review
    assert [fact.name for fact in facts_to_review([page])] == ["Services and prices"]


@pytest.mark.parametrize(
    "hours",
    [
        [{"day": "Monday", "opens": "21:30", "closes": "13:00"}],
        [HOURS[0], {"day": "Monday", "opens": "20:00", "closes": "22:00"}],
    ],
    ids=["closes before it opens", "overlap"],
)
def test_impossible_hours_are_refused(hours):
    block = OpeningHoursBlock()

    with pytest.raises(StreamBlockValidationError):
        block.clean(block.to_python(rows("opening", hours)))
