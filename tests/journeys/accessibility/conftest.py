"""A browser that visits pages as a person and reports every problem on them."""

from collections.abc import Callable

import pytest

from tests.browser import Watch

from .screens import problems, session_cookie


@pytest.fixture
def look(demo_school, browser, site_url):
    """Return a function that opens addresses as a person and returns every problem on them."""

    def opened(email: str, addresses: list[str], *acts: Callable) -> list[str]:
        with browser.new_context(base_url=site_url) as context:
            if email:
                context.add_cookies([session_cookie(email, site_url)])
            page = context.new_page()
            watch, found = Watch(page, site_url), []
            for address in addresses:
                page.goto(address)
                found += problems(page, address)
            for act in acts:
                act(page)
                found += problems(page, f"{page.url} after {act.__name__}")
            return found + watch.complaints

    return opened
