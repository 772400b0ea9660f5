"""The clinic page takes no more queries for a long list of services: docs/performance.md, row 2."""

import pytest
from django.core.cache import cache
from wagtail.models import Site

from home.clinic.models import ClinicPage
from tests.factories.pages import PictureFactory, home_page

pytestmark = pytest.mark.django_db
AT_MOST = 12


def test_twenty_services_take_no_more_queries_than_one(
    client, settings, tmp_path, django_assert_max_num_queries
):
    settings.MEDIA_ROOT = tmp_path
    treatment = {"service": "Massage", "minutes": 50, "price": "35"}
    opening = {"day": "Monday", "opens": "13:00", "closes": "21:30"}
    page = ClinicPage(
        title="Clinic",
        slug="clinic",
        hero_picture=PictureFactory(),
        map_picture=PictureFactory(),
        hours=[{"type": "opening", "value": opening}],
    )
    home_page().add_child(instance=page)
    counts = []
    for size in (1, 20):
        page.treatments = [{"type": "treatment", "value": treatment}] * size
        page.save()
        client.get(page.url)  # the first visit makes the renditions
        cache.clear()
        Site.get_site_root_paths()
        with django_assert_max_num_queries(AT_MOST) as captured:
            assert client.get(page.url).text.count(">$35</td>") == size
        counts.append(len(captured))

    assert counts[0] == counts[1]
