"""The demo's pages, with anything an editor can put on one: docs/performance.md, rows 1 to 3."""

import pytest
from wagtail.models import Page

from home.core.models import PictureRendition
from tests.demo_pages import one_of_each_type
from tests.performance.counting import queries

pytestmark = pytest.mark.django_db

AT_MOST, A_PROGRAM_AT_MOST = 12, 10
MORE = ["/programs/acupuncture/", "/es/faculty/", "/search/?q=shiatsu", "/es/search/?q=masaje"]
MORE += ["/stories/author/rosa-castellanos/", "/es/stories/author/rosa-castellanos/"]


def test_no_visit_to_the_demo_makes_a_picture(demo_school, client):
    made = PictureRendition.objects.count()
    assert made > 200
    for page in Page.objects.live().filter(depth__gt=1):
        assert client.get(page.get_url()).status_code == 200
        assert PictureRendition.objects.count() == made, page.get_url()
    for address in MORE:
        client.get(address)
    assert PictureRendition.objects.count() == made


def test_no_page_exceeds_its_queries_or_repeats_one(demo_school, client):
    too_many = {}
    for address in [*one_of_each_type(), *MORE]:
        client.get(address)  # loads content types
        with queries() as asked:
            assert client.get(address).status_code == 200
        limit = A_PROGRAM_AT_MOST if "/programs/" in address else AT_MOST
        if len(asked) > limit or asked.repeated:
            too_many[address] = str(asked)
    assert too_many == {}
