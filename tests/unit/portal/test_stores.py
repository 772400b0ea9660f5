"""Caches at their addresses: what an address says of one is kept, and room is made where nobody else does."""

import pytest

from portal.settings.base import env
from portal.settings.stores import caches


@pytest.mark.parametrize(
    ("address", "prefixes", "room"),
    [
        ("locmemcache://", ["", ""], [20_000, 1_000]),
        ("dbcache://kept?max_entries=50&key_prefix=palmetto", ["palmetto", "palmetto"], [50, 50]),
        ("redis://kept/1?key_prefix=palmetto-", ["palmetto-", "palmetto-pages"], [None, None]),
        ("pymemcache://kept:11211", ["", "pages"], [None, None]),
    ],
)
def test_what_the_address_of_the_cache_says_of_it_is_kept(address, prefixes, room):
    found = caches(env.cache_url_config(address)).values()

    assert [cache.get("KEY_PREFIX", "") for cache in found] == prefixes
    assert [cache.get("OPTIONS", {}).get("MAX_ENTRIES") for cache in found] == room


def test_a_cache_on_a_server_is_one_server_for_both():
    found = caches(env.cache_url_config("pymemcache://kept:11211")).values()

    assert {cache["LOCATION"] for cache in found} == {"kept:11211"}
