"""The page that compares the programs with each state's rules."""

from courses.pages.models import LicensurePage
from portal.demo.composition import Composer, text
from portal.demo.prose import rich_text
from portal.demo.tree import publish_beneath

ADDRESS = "/about/licensure/"


def load_licensure(composer: Composer) -> None:
    if composer.page(ADDRESS) is None:
        words = text("licensure")
        page = LicensurePage(**words | {"advice": rich_text(words["advice"])})
        publish_beneath(composer.existing("/about/"), page)
