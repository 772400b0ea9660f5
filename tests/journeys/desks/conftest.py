"""A browser for each person, in the demo school."""

from collections.abc import Callable, Iterator
from contextlib import ExitStack

import pytest

from tests.browser import Watch

from .steps import sign_in


@pytest.fixture
def at_desk(demo_school, open_browser) -> Callable:
    return open_browser


@pytest.fixture
def open_browser(browser, site_url) -> Iterator[Callable]:
    """Return a function that opens a browser of some width, in which a person enters."""
    with ExitStack() as stack:
        watches = []

        def arrive(email: str, width: int, enter: Callable = sign_in, *, script: bool = True):
            context = browser.new_context(
                base_url=site_url,
                viewport={"width": width, "height": 900},
                java_script_enabled=script,
            )
            stack.enter_context(context).set_default_timeout(15_000)
            page = context.new_page()
            watches.append(Watch(page, site_url))
            enter(page, email)
            return page

        yield arrive
        assert [each for watch in watches for each in watch.complaints] == []
