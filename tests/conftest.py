"""Fixtures for every test: a database copied from a template, on either engine."""

import gc
import os
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.conf import settings
from django.core.cache import caches
from django.db import connections
from django.test import TransactionTestCase
from django.utils import translation
from hypothesis import HealthCheck
from hypothesis import settings as settings_of_examples

from clinic_hours.ledger.signatures import ensure_demo_key
from tests.browser import Watch, chromium
from tests.databases import Databases, databases, demo_template, migrated_template
from tests.first_examples import add_option, leave_out_repeats
from tests.first_failures import FirstFailures
from tests.servers.served_site import served_site

# How long an example takes depends on what else the machine does.
settings_of_examples.register_profile(
    "suite", deadline=None, suppress_health_check=[HealthCheck.too_slow]
)
settings_of_examples.load_profile("suite")


def pytest_addoption(parser: pytest.Parser) -> None:
    add_option(parser)


@pytest.hookimpl(trylast=True)  # after the terminal reporter is registered
def pytest_configure(config: pytest.Config) -> None:
    terminal = config.pluginmanager.get_plugin("terminalreporter")
    if terminal and config.getoption("numprocesses", None):  # runs with workers are long
        config.pluginmanager.register(FirstFailures(terminal))


@pytest.hookimpl(trylast=True)
def pytest_collection_finish() -> None:
    """Keep the garbage collector from examining all modules and tests again and again."""
    gc.freeze()


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Mark each test with its kind, the name of its folder: unit, integration, performance …"""
    tests = Path(__file__).parent
    for item in items:
        item.add_marker(item.path.relative_to(tests).parts[0])
    leave_out_repeats(config, items)


@pytest.fixture(scope="session", autouse=True)
def signing_key() -> None:
    """Use the demo key to sign the suite's ledgers."""
    ensure_demo_key(Path(settings.SIGNING_KEY_FILE))


@pytest.fixture(scope="session")
def test_databases(request: pytest.FixtureRequest, django_db_blocker) -> Databases:
    worker = getattr(request.config, "workerinput", {}).get("workerid", "main")
    with django_db_blocker.unblock():
        return databases(f"{worker}_{os.getpid()}")


@pytest.fixture(scope="session")
def django_db_setup(test_databases: Databases, django_db_blocker):
    """Use a copy of the template instead of pytest-django's own test database."""
    with django_db_blocker.unblock():
        template = migrated_template(test_databases)
        test_databases.use_copy_of(template)

    def begin_again(_case: TransactionTestCase) -> None:
        connections.close_all()
        test_databases.use_copy_of(template)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(TransactionTestCase, "_fixture_teardown", begin_again)
        yield
    with django_db_blocker.unblock():
        test_databases.drop_own()


@pytest.fixture(autouse=True)
def settings_are_restored():
    """Fail a test that leaves settings changed for the next ones.

    That happens when changes are not undone in reverse order: a setting changed through `settings` inside
    an override_settings that began after that fixture.
    """
    before = settings._wrapped
    yield
    assert settings._wrapped is before, "A fixture with settings of its own goes before `settings`."


@pytest.fixture(autouse=True)
def empty_caches():
    """Clear the caches, which hold rate limits and cached pages."""
    for cache in caches.all():
        cache.clear()


@pytest.fixture(autouse=True)
def no_language_yet():
    """Reset the language: a request leaves the reader's language active in the thread."""
    translation.deactivate()


@pytest.fixture
def demo_school(transactional_db, test_databases: Databases) -> None:
    """Load the demo school into the database. The next test starts with an empty one."""
    test_databases.use_copy_of(demo_template(test_databases))


@pytest.fixture(scope="session")
def browser():
    """Chromium, once per session; allow the ORM despite playwright's event loop."""
    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "1"
    with chromium() as running:
        yield running


@pytest.fixture
def site_url(transactional_db) -> Iterator[str]:
    """The URL of a server on this test's database, with static files as in production."""
    with served_site() as address:
        yield address


@pytest.fixture
def browser_page(browser, site_url):
    """A page with its own profile. The test fails if the page reported problems."""
    with browser.new_context(base_url=site_url) as context:
        context.set_default_timeout(15_000)
        page = context.new_page()
        watch = Watch(page, site_url)
        yield page
        assert watch.complaints == []


@pytest.fixture
def page_without_script(browser, site_url):
    """The same, with scripts disabled."""
    with browser.new_context(base_url=site_url, java_script_enabled=False) as context:
        context.set_default_timeout(15_000)
        page = context.new_page()
        watch = Watch(page, site_url)
        yield page
        assert watch.complaints == []
