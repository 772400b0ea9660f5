"""An instructor's own supervision hours, for the instructor and for the office: a year, and all as a file."""

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from django.http import HttpResponse, StreamingHttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_safe

from clinic_hours.attendance.documents.supervision_csv import supervision_csv
from clinic_hours.attendance.domain.supervising import Supervised, by_month
from clinic_hours.attendance.selectors.supervising import supervised_in, supervision_of, years_of
from clinic_hours.desk.selectors.desks import Role
from clinic_hours.desk.views import keyset
from clinic_hours.desk.views.access import roles_required
from clinic_hours.desk.views.desk import render_desk
from clinic_hours.people.selectors.people import Who, people_visible_to, with_role
from home.core.models.actors import Person
from home.core.views.signed_in import SignedInRequest

PAGE = 25


@require_safe
@roles_required(Role.INSTRUCTOR)
def own_supervision(request: SignedInRequest) -> HttpResponse:
    return show(request, request.user, reverse("hours:supervision_file"))


@require_safe
@roles_required(Role.COORDINATOR)
def supervision(request: SignedInRequest, public_id: UUID) -> HttpResponse:
    """Show the office when someone supervised."""
    person = get_instructor(request, public_id)
    return show(request, person, reverse("hours:supervision_file_of", args=[person.public_id]))


@require_safe
@roles_required(Role.INSTRUCTOR)
def own_file(request: SignedInRequest) -> StreamingHttpResponse:
    return as_csv(request, request.user)


@require_safe
@roles_required(Role.COORDINATOR)
def file_of(request: SignedInRequest, public_id: UUID) -> StreamingHttpResponse:
    return as_csv(request, get_instructor(request, public_id))


def get_instructor(request: SignedInRequest, public_id: UUID) -> Person:
    """Return an instructor, also one who no longer supervises, or raise Http404."""
    people = with_role(people_visible_to(request.user), Who.INSTRUCTORS)
    return get_object_or_404(people, public_id=public_id)


def show(request: SignedInRequest, person: Person, file_url: str) -> HttpResponse:
    found = supervision_of(request.user, person)
    years = years_of(found)
    year = year_of(request.GET.get("year", ""), years)
    shifts = supervised_in(found, year)
    size = len(shifts) if request.GET.get("all") else PAGE
    shown, following = page_of(shifts[::-1], keyset.read(request.GET.get("after", "")), size)
    months = by_month(shifts)
    context = {
        "person": person,
        "is_own": person.pk == request.user.pk,
        "year": year,
        "years": years,
        "months": months,
        "shifts": shown,
        "count": len(shifts),
        "minutes": sum(each.minutes for each in months),
        "lacking": sum(each.lacks_an_end for each in shifts),
        "file_url": file_url,
        "older_url": keyset.link(year=str(year), after=following),
        "has_older": bool(following),
        "all_url": keyset.link(year=str(year), all="on"),
    }
    return render_desk(request, "clinic_hours_attendance/supervision.html", context)


def year_of(text: str, years: Sequence[int]) -> int:
    """Return the year that was asked for if it has shifts, or else the newest."""
    asked = keyset.read_number(text)
    if asked is not None and asked in years:
        return asked
    return years[0] if years else timezone.localdate().year


def page_of(
    shifts: Sequence[Supervised], after: tuple[datetime, int] | None, size: int
) -> tuple[list[Supervised], str]:
    """Return one page of shifts, newest first, and where the next one begins."""
    left = [each for each in shifts if after is None or (each.from_at, each.shift) < after]
    shown = left[:size]
    more = len(left) > size
    return shown, keyset.written(shown[-1].from_at, shown[-1].shift) if more else ""


def as_csv(request: SignedInRequest, person: Person) -> StreamingHttpResponse:
    """Return all years, the oldest first."""
    found = supervision_of(request.user, person)
    years = (supervised_in(found, year) for year in reversed(years_of(found)))
    response = StreamingHttpResponse(supervision_csv(years), content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = 'attachment; filename="supervision-hours.csv"'
    return response
