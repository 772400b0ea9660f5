"""The frame of every desk page: its role, its navigation, and switching desks."""

from dataclasses import dataclass
from http import HTTPStatus

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_POST

from clinic_hours.desk.selectors.desks import COMPUTED, COUNT_LIMIT, Desks, Role
from home.core.views.see_other import see_other

from .access import desks

CHOSEN = "hours_desk"
LABELS = {
    Role.STUDENT: _("Student desk"),
    Role.INSTRUCTOR: _("Instructor desk"),
    Role.COORDINATOR: _("Clinic office"),
    Role.AUDITOR: _("Audit desk"),
}


@dataclass(frozen=True, slots=True)
class Link:
    url: str
    label: str
    icon: str
    count: str = ""
    active: bool = False


@dataclass(frozen=True, slots=True)
class OtherDesk:
    key: str
    label: str


@dataclass(frozen=True, slots=True)
class Desk:
    role: Role | None
    navigation: tuple[Link, ...]
    others: tuple[OtherDesk, ...]


@dataclass(frozen=True, slots=True)
class Place:
    """A link in the navigation: its URL name, label, icon and count.

    It is shown only to people with something counted under `only_with`, and nothing under `only_without`.
    """

    name: str
    label: str | Promise
    icon: str
    count: str = ""
    only_with: str = ""
    only_without: str = ""

    def is_shown(self, mine: Desks) -> bool:
        if self.only_with and not mine.counts[self.only_with]:
            return False
        return not (self.only_without and mine.counts[self.only_without])


NAVIGATION: dict[Role, dict[int, Place]] = {role: {} for role in Role}


def add_to_navigation(role: Role, place: Place, *, order: int) -> None:
    """Add a link to a desk. Called while Django starts."""
    NAVIGATION[role][order] = place


def places_of(role: Role | None) -> list[Place]:
    links = NAVIGATION[role] if role else {}
    return [links[order] for order in sorted(links)]


def current_role(request: HttpRequest) -> Role | None:
    """Return the role of the current desk: the chosen one, or the only one."""
    roles = desks(request).roles
    chosen = request.session.get(CHOSEN)
    if chosen in roles:
        return Role(chosen)
    return roles[0] if roles else None


def desk_of(request: HttpRequest) -> Desk:
    mine, role = desks(request), current_role(request)
    others = tuple(OtherDesk(each, str(LABELS[each])) for each in mine.roles if each != role)
    return Desk(role, navigation_of(request, role, mine), others)


def navigation_of(request: HttpRequest, role: Role | None, mine: Desks) -> tuple[Link, ...]:
    shown = [place for place in places_of(role) if place.is_shown(mine)]
    return tuple(link_to(place, mine, request) for place in shown)


def link_to(place: Place, mine: Desks, request: HttpRequest) -> Link:
    url, count = reverse(place.name), count_words(count_at(place, mine, request))
    return Link(url, str(place.label), place.icon, count, active=url == request.path)


def count_at(place: Place, mine: Desks, request: HttpRequest) -> int:
    if place.count in COMPUTED and request.user.is_authenticated:
        return COMPUTED[place.count](request.user)
    return mine.counts[place.count] if place.count else 0


def count_words(count: int) -> str:
    if not count:
        return ""
    return f"{COUNT_LIMIT - 1}+" if count >= COUNT_LIMIT else str(count)


def render_desk(
    request: HttpRequest, template: str, context: dict | None = None, status: int = HTTPStatus.OK
) -> HttpResponse:
    """Render a page inside the desk's frame."""
    return render(request, template, {"desk": desk_of(request), **(context or {})}, status=status)


@require_POST
def switch_desk(request: HttpRequest) -> HttpResponse:
    """Switch to another of one's desks."""
    wanted = request.POST.get("desk", "")
    if wanted in desks(request).roles:
        request.session[CHOSEN] = wanted
    return see_other("hours:home")
