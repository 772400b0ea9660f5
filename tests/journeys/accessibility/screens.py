"""What axe and a narrow screen find on a page."""

from collections.abc import Iterator

from axe_playwright_python.base import AXE_SCRIPT
from django.contrib.auth import get_user_model
from django.test import Client

NARROW, WIDE = 320, 1440
WIDTHS = (NARROW, 390, 768, 1024, 1280, WIDE)
# Preloading would inline the style sheets again, which the page's policy blocks.
EVERYTHING = {"resultTypes": ["violations"], "preload": False}
# A theme changes only colors.
COLORS = {**EVERYTHING, "runOnly": ["color-contrast", "link-in-text-block"]}
LOOKS = {
    NARROW: [("light", EVERYTHING)],
    WIDE: [("light", EVERYTHING), ("dark", COLORS)],  # colors are the same at every width
}
FOUND = "options => axe.run(options).then(results => results.violations)"
OVERFLOW = "document.documentElement.scrollWidth - document.documentElement.clientWidth"


def problems(page, where: str) -> Iterator[str]:
    """Yield what axe finds on the current page, in each width and theme, and any overflow."""
    page.evaluate(AXE_SCRIPT)
    for width in WIDTHS:
        page.set_viewport_size({"width": width, "height": 800})
        if (beyond := page.evaluate(OVERFLOW)) > 0:
            yield f"{where} at {width}: {beyond} px wider than the screen"
        for theme, options in LOOKS.get(width, []):
            page.emulate_media(color_scheme=theme, reduced_motion="reduce")
            for violation in page.evaluate(FOUND, options):
                spots = [
                    f"{node['target'][0]} {node['any'][0]['message'] if node['any'] else ''}"
                    for node in violation["nodes"][:4]
                ]
                yield f"{where} at {width}, {theme}: {violation['id']}: {' | '.join(spots)}"


def session_cookie(email: str, url: str) -> dict:
    client = Client()
    client.force_login(get_user_model().objects.get(email=email))
    return {"name": "sessionid", "value": client.cookies["sessionid"].value, "url": url}
