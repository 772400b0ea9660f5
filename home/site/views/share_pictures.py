"""The URL of a page's share picture."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.views.decorators.http import require_safe
from wagtail.models import Page

from home.core.models.visibility import open_to_all
from home.site.selectors.sharing import share_picture_address, share_picture_of

FOR_EVER = "public, max-age=31536000, immutable"  # a new title has a new URL


@require_safe
def share_picture(request: HttpRequest, page: int, digest: str) -> HttpResponse:
    """Return the picture of a public page; an older URL redirects to the current one."""
    found = get_object_or_404(open_to_all(Page.objects.filter(pk=page, depth__gt=1))).specific
    picture = share_picture_of(found, request)
    if picture.digest != digest:
        return redirect(share_picture_address(found, picture))
    headers = {"Cache-Control": FOR_EVER}
    return HttpResponse(picture.content(), content_type="image/png", headers=headers)
