"""Sharing a page: its picture, at a public URL."""

from django.http import HttpRequest
from django.urls import reverse
from wagtail.models import Page

from home.core.addresses import at_site
from home.site.models import SiteSettings

from .share_pictures import SharePicture


def share_picture_of(page: Page, request: HttpRequest) -> SharePicture:
    """Return a page's picture. A model may set the text above the title in `share_eyebrow`."""
    school = SiteSettings.for_request(request)
    eyebrow = getattr(page, "share_eyebrow", "")
    title = getattr(page, "headline", "") or page.title
    return SharePicture(title=title, eyebrow=str(eyebrow), school=school.name)


def share_picture_address(page: Page, picture: SharePicture) -> str:
    """Return the path of a page's picture on this site."""
    return reverse("share_picture", kwargs={"page": page.pk, "digest": picture.digest})


def share_picture_url(page: Page, request: HttpRequest) -> str:
    """Return the absolute URL of a page's picture; empty for an unsaved page."""
    if page.pk is None:
        return ""
    picture = share_picture_of(page, request)
    return at_site(share_picture_address(page, picture))
