"""Editors' work in progress: a page in review, a draft, a page that expires, a broken link, a redirect."""

import datetime

from wagtail.contrib.redirects.models import Redirect
from wagtail.models import Collection, Page, Site, WorkflowState

from home.pages.models import HomePage
from home.site.models import BrokenLink
from portal.accounts.models import User

from .composition import Composer

IN_REVIEW = "/stories/look-after-your-thumbs/"
DRAFT = "/stories/sore-legs-after-the-race/"
EXPIRES = "/events/open-house/"
LINKS_TO = "/modalities/shiatsu/"


def load_editing(home: HomePage, people: dict[str, User], now: datetime.datetime) -> None:
    """Begin what nobody has begun yet. Visitors see none of it."""
    composer = Composer(home=home, pictures={})
    wren = people["wren@palmetto.test"]
    if not WorkflowState.objects.exists():
        send_for_review(edited(composer.existing(IN_REVIEW), wren), wren)
        edited(composer.existing(DRAFT), wren)
    if not BrokenLink.objects.exists():
        note_a_broken_link(composer.existing(LINKS_TO), now)
    expire(composer.existing(EXPIRES), now)
    Redirect.objects.get_or_create(
        old_path="/open-house",
        site=Site.objects.get(is_default_site=True),
        defaults={"redirect_page": composer.existing(EXPIRES)},
    )
    if not Collection.objects.filter(depth=2).exists():
        Collection.get_first_root_node().add_child(name="Program sheets")


def edited(page: Page, user: User) -> Page:
    page = page.specific
    page.search_description = f"{page.search_description} Updated."[:255]
    page.save_revision(user=user)
    return page


def send_for_review(page: Page, user: User) -> None:
    if workflow := page.get_workflow():
        workflow.start(page, user)


def note_a_broken_link(page: Page, now: datetime.datetime) -> None:
    BrokenLink.objects.create(
        page=page,
        address="https://doi.org/10.1186/1472-6882-11-88",
        problem="404 Not Found",
        found_at=now - datetime.timedelta(hours=6),
    )


def expire(page: Page, now: datetime.datetime) -> None:
    """Take the page of an event down after it, as an editor would."""
    if page.expire_at is None:
        Page.objects.filter(pk=page.pk).update(expire_at=now + datetime.timedelta(days=29))
