"""The public site: pages and settings."""

import datetime

from wagtail.models import Site

from home.pages.models import HomePage, StandardPage
from home.site.models import Closure, SiteSettings
from portal.demo.calendar import closures, next_intake
from portal.demo.composition import Composer, as_columns
from portal.demo.pictures import load_pictures
from portal.demo.tree import leave_no_gaps, publish_beneath

from .careers import load_careers
from .clinic_page import load_clinic_page
from .events import load_events
from .faculty import load_faculty
from .licensure import load_licensure
from .modalities import load_modalities
from .programs import load_program_pages
from .spanish import load_spanish
from .stories import load_stories

# In menu order; a name with a slash is below another page.
PAGES = ("about", "about/student-records")
IN_MENU = {"about"}


def load_site(today: datetime.date) -> HomePage:
    """Create the missing pages and fill in the home page, unless someone has edited it."""
    site = Site.objects.select_related("root_page").get(is_default_site=True)
    home = site.root_page.specific
    composer = Composer(home=home, pictures=load_pictures())
    load_faculty(composer)
    load_program_pages(composer, today)
    load_modalities(composer)
    load_careers(composer)
    load_clinic_page(composer, today)
    for name in PAGES:
        if composer.page(f"/{name}/") is None:
            _add_page(composer, name)
    load_licensure(composer)
    load_stories(composer, today)
    load_events(composer, today)
    if home.first_published_at is None:
        _fill_home(home, composer, today)
        _fill_settings(site, composer, today)
    load_spanish(composer, today)
    return home


def _add_page(composer: Composer, name: str) -> None:
    parent_path, _, text = name.rpartition("/")
    page = StandardPage(**as_columns(composer.fields(text)), show_in_menus=name in IN_MENU)
    parent = composer.existing(f"/{parent_path}/") if parent_path else composer.home
    publish_beneath(parent, page)


def _fill_home(home: HomePage, composer: Composer, today: datetime.date) -> None:
    intake = f"{next_intake(today):%B %Y}"
    home.refresh_from_db()  # its children were just added, which changed the tree's counters
    for field, value in as_columns(composer.fields("home", intake=intake)).items():
        setattr(home, field, value)
    leave_no_gaps(home)
    home.save_revision().publish()


def _fill_settings(site: Site, composer: Composer, today: datetime.date) -> None:
    filled = as_columns(composer.fields("school"))
    SiteSettings.objects.update_or_create(site=site, defaults=filled)
    Closure.objects.bulk_create(closures(today))
    site.site_name = "Palmetto College"
    site.save(update_fields=["site_name"])
