"""How a page is handed on: the picture that goes with it, at an address that the world can reach."""

from django.http import HttpRequest
from django.urls import reverse
from wagtail.models import Page

from home.core.addresses import at_site
from home.site.models import SiteSettings

from .share_pictures import SharePicture


def share_picture_of(page: Page, request: HttpRequest) -> SharePicture:
    """Return a page's picture. A model may say in `share_eyebrow` what stands above the title."""
    school = SiteSettings.for_request(request)
    eyebrow = getattr(page, "share_eyebrow", "")
    title = getattr(page, "headline", "") or page.title
    return SharePicture(title=title, eyebrow=str(eyebrow), school=school.name)


def share_picture_address(page: Page, picture: SharePicture) -> str:
    """Return the path of a page's picture on this site."""
    return reverse("share_picture", kwargs={"page": page.pk, "digest": picture.digest})


def share_picture_url(page: Page, request: HttpRequest) -> str:
    """Return the whole address of a page's picture; empty for a page that is still being written."""
    if page.pk is None:
        return ""
    picture = share_picture_of(page, request)
    return at_site(share_picture_address(page, picture))
