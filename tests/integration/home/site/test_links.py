"""A link within this site follows the reader's language."""

import pytest
from django.utils.translation import override

from home.core.addresses import in_readers_language


@pytest.mark.parametrize(
    ("address", "spanish"),
    [
        ("/clinic/", "/es/clinic/"),
        ("/", "/es/"),
        ("/es/clinic/", "/es/clinic/"),
        ("/enquire/?program=massage", "/es/enquire/?program=massage"),
        ("/hours/", "/hours/"),  # has no language prefix
        ("tel:+13055550142", "tel:+13055550142"),
        ("https://www.bls.gov/", "https://www.bls.gov/"),
        ("#finish", "#finish"),
    ],
)
def test_an_address_within_this_site_gets_the_language_prefix(address, spanish):
    with override("es"):
        assert in_readers_language(address) == spanish


def test_in_the_default_language_an_address_stays_the_same():
    with override("en"):
        assert in_readers_language("/clinic/") == "/clinic/"
