"""The public site in a browser without scripts: everything shown can be read and used."""

import pytest
from playwright.sync_api import expect

from tests.demo_pages import one_of_each_type

pytestmark = [pytest.mark.browser, pytest.mark.looks]

# A control outside any form and a link without an address only work with scripts.
DEAD = ", ".join(
    f":is({kind}):visible"
    for kind in (
        "button:not(form *, [form])",
        "input:not(form *, [form])",
        "select:not(form *, [form])",
        "a:not([href])",
        "[role=button]:not(button, summary)",
    )
)


def test_no_page_shows_controls_that_need_scripts(demo_school, page_without_script):
    page = page_without_script
    page.set_viewport_size({"width": 390, "height": 844})
    dead = {}
    for address in [*one_of_each_type(), "/search/?q=clinic", "/es/search/?q=clinica"]:
        page.goto(address)
        expect(page.get_by_role("heading", level=1)).to_be_visible()
        menu = page.locator(".site-menu > summary")
        menu.click()
        expect(page.locator(".site-menu a").first).to_be_visible()
        if found := page.locator(DEAD).all_inner_texts():
            dead[address] = found
    assert dead == {}
