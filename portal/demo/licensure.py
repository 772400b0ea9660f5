"""The page that compares the programs with each state's rules."""

from wagtail.models import Page

from courses.models import LicensurePage

from .composition import Composer, text
from .prose import rich_text

ADDRESS = "/about/licensure/"


def load_licensure(composer: Composer) -> None:
    if composer.page(ADDRESS) is None:
        words = text("licensure")
        page = LicensurePage(**words | {"advice": rich_text(words["advice"])})
        Page.objects.get(pk=composer.page("/about/").pk).add_child(instance=page)
        page.save_revision().publish()
