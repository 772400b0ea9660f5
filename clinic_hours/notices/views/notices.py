"""What one was told: the list, opening one, and marking all as read."""

from uuid import UUID

from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404
from django.utils import timezone
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST, require_safe

from clinic_hours.desk.views import keyset
from clinic_hours.desk.views.access import desks
from clinic_hours.desk.views.answers import say_done
from clinic_hours.desk.views.desk import render_desk
from clinic_hours.notices.selectors.pages import Position, notice_page
from clinic_hours.notices.selectors.visible import notices_visible_to
from clinic_hours.notices.selectors.words import sentence_of, told_words
from clinic_hours.notices.services.reading import mark_all_read, mark_read
from home.core.views.see_other import see_other
from home.core.views.signed_in import SignedInRequest


@require_safe
def notice_list(request: SignedInRequest) -> HttpResponse:
    page = notice_page(request.user, after=position_of(request.GET.get("after", "")))
    return render_desk(
        request,
        "clinic_hours_notices/notices.html",
        {
            "rows": [
                {
                    "public_id": notice.public_id,
                    "sentence": sentence_of(notice),
                    "when": told_words(notice),
                    "told_at": notice.told_at,
                    "is_new": notice.read_at is None,
                }
                for notice in page.notices
            ],
            "unread": desks(request).counts["unread"],
            "older_url": older_url(page.following),
            "is_first_page": "after" not in request.GET,
        },
    )


@require_POST
def open_notice(request: SignedInRequest) -> HttpResponse:
    """Mark a notice as read and go to its page."""
    wanted = uuid_of(request.POST.get("notice", ""))
    notice = get_object_or_404(notices_visible_to(request.user), public_id=wanted)
    mark_read(person=request.user, notice=notice, now=timezone.now())
    return see_other(notice.path)


@require_POST
def read_all(request: SignedInRequest) -> HttpResponse:
    count = mark_all_read(person=request.user, now=timezone.now())
    if not count:
        return see_other("hours:notices")
    done = ngettext("%(count)s notice marked as read.", "%(count)s notices marked as read.", count)
    return say_done(request, done % {"count": count}, "hours:notices")


def uuid_of(text: str) -> UUID:
    try:
        return UUID(text)
    except ValueError as error:
        raise Http404 from error


def older_url(following: Position | None) -> str:
    if following is None:
        return ""
    return keyset.link(after=keyset.written(following.told_at, following.pk))


def position_of(text: str) -> Position | None:
    place = keyset.read(text)
    return Position(*place) if place else None
