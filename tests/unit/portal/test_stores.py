"""Caches by URL: the options in a URL are kept, and entries are evicted if the server does not do it."""

import pytest

from portal.settings.base import env
from portal.settings.caches import caches


@pytest.mark.parametrize(
    ("address", "prefixes", "room"),
    [
        ("locmemcache://", ["", ""], [20_000, 1_000]),
        ("dbcache://kept?max_entries=50&key_prefix=palmetto", ["palmetto", "palmetto"], [50, 50]),
    ],
)
def test_options_in_a_cache_url_are_kept(address, prefixes, room):
    found = caches(env.cache_url_config(address)).values()

    assert [cache.get("KEY_PREFIX", "") for cache in found] == prefixes
    assert [cache.get("OPTIONS", {}).get("MAX_ENTRIES") for cache in found] == room


@pytest.mark.parametrize(
    ("address", "location", "prefixes"),
    [
        (
            "redis://kept:6379/1?key_prefix=palmetto-",
            "redis://kept:6379/1",
            ["palmetto-", "palmetto-pages"],
        ),
        ("pymemcache://kept:11211", "kept:11211", ["", "pages"]),
    ],
)
def test_both_caches_use_the_same_server(address, location, prefixes):
    found = caches(env.cache_url_config(address))
    servers = [found[name]["OPTIONS"]["SERVER"] for name in ("default", "pages")]

    assert [server["LOCATION"] for server in servers] == [location, location]
    assert [server.get("KEY_PREFIX", "") for server in servers] == prefixes


@pytest.mark.parametrize(
    ("backend", "patience"),
    [("redis.RedisCache", "socket_timeout"), ("memcached.PyMemcacheCache", "timeout")],
)
def test_a_silent_server_times_out(backend, patience):
    config = {"BACKEND": f"django.core.cache.backends.{backend}", "LOCATION": "kept"}
    options = caches(config)["default"]["OPTIONS"]["SERVER"]["OPTIONS"]

    assert options[patience] <= 0.5


def test_while_a_server_is_down_the_database_counts_but_stores_no_pages():
    found = caches(env.cache_url_config("redis://kept"))

    assert found["default"]["OPTIONS"]["MEANWHILE"] == "meanwhile"
    assert found["pages"]["OPTIONS"]["MEANWHILE"] is None
    assert found["meanwhile"]["BACKEND"].endswith("DatabaseCache")
