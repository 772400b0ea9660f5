"""The careers page, with the timeline to a license, and the pages below it."""

from courses.pages.models import CareersPage
from courses.standards.models import LicensingStandard
from home.pages.models import StandardPage
from portal.demo.composition import Composer, as_columns
from portal.demo.tree import publish_beneath

ADDRESS = "/careers/"
BENEATH = ("is-this-for-me",)


def load_careers(composer: Composer) -> None:
    """Create the page and those below it, if missing; requires the programs."""
    page = composer.page(ADDRESS)
    if page is None:
        page = publish_beneath(composer.home, _page(composer))
    for name in BENEATH:
        if composer.page(f"{ADDRESS}{name}/") is None:
            fields = as_columns(composer.fields(f"careers/{name}"))
            publish_beneath(page, StandardPage(**fields))


def _page(composer: Composer) -> CareersPage:
    fields = composer.fields("careers")
    standard = LicensingStandard.objects.get(slug=fields.pop("standard"))
    return CareersPage(**as_columns(fields), standard=standard, show_in_menus=True)
