"""Rows 1 to 3 of the speed sheet on the demo's own pages, which carry whatever an editor can put on one."""

import pytest

from tests.demo_pages import one_of_each_type
from tests.performance.counting import queries

pytestmark = pytest.mark.django_db

AT_MOST, A_PROGRAM_AT_MOST = 12, 10
MORE = ["/programs/acupuncture/", "/es/faculty/", "/search/?q=shiatsu", "/es/search/?q=masaje"]
MORE += ["/stories/author/rosa-castellanos/", "/es/stories/author/rosa-castellanos/"]


def test_no_page_asks_more_than_it_may_and_none_twice(demo_school, client):
    too_many = {}
    for address in [*one_of_each_type(), *MORE]:
        client.get(address)  # pictures are drawn, and content types learned, once
        with queries() as asked:
            assert client.get(address).status_code == 200
        limit = A_PROGRAM_AT_MOST if "/programs/" in address else AT_MOST
        if len(asked) > limit or asked.repeated:
            too_many[address] = str(asked)
    assert too_many == {}
