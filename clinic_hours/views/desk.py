"""The frame of every desk: whose desk it is, its navigation, and the way to another."""

from dataclasses import dataclass

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_POST

from clinic_hours.selectors.desks import COUNT_LIMIT, Desks, Role

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


# role: (address, words, icon, which count)
NAVIGATION = {
    Role.STUDENT: (
        ("hours:home", _("Overview"), "layout-dashboard", ""),
        ("hours:session_list", _("My hours"), "clock", "returned"),
        ("hours:session_new", _("Log a session"), "plus", ""),
    ),
    Role.INSTRUCTOR: (
        ("hours:queue", _("Waiting for you"), "inbox", "waiting"),
        ("hours:student_list", _("Students"), "users", ""),
        ("hours:signed", _("Signed"), "file-check", ""),
    ),
    Role.COORDINATOR: (
        ("hours:student_list", _("Students"), "users", ""),
        ("hours:ledger", _("Ledger"), "book-open", ""),
        ("enrollment:index", _("Records"), "clipboard-list", ""),
    ),
    Role.AUDITOR: (
        ("hours:student_list", _("Students"), "users", ""),
        ("hours:ledger", _("Ledger"), "book-open", ""),
    ),
}


def current_role(request: HttpRequest) -> Role | None:
    """Return the desk this person sits at: the chosen one, or their only one."""
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
    counts = {"": 0, "waiting": mine.waiting, "returned": mine.returned}
    return tuple(
        Link(
            url=reverse(name),
            label=str(label),
            icon=icon,
            count=count_words(counts[counted]),
            active=request.path == reverse(name),
        )
        for name, label, icon, counted in (NAVIGATION[role] if role else ())
    )


def count_words(count: int) -> str:
    if not count:
        return ""
    return f"{COUNT_LIMIT - 1}+" if count >= COUNT_LIMIT else str(count)


def render_desk(
    request: HttpRequest, template: str, context: dict | None = None, status: int = 200
) -> HttpResponse:
    """Render a page of the desk in its frame."""
    return render(request, template, {"desk": desk_of(request), **(context or {})}, status=status)


@require_POST
def switch_desk(request: HttpRequest) -> HttpResponse:
    """Sit down at another of one's own desks."""
    wanted = request.POST.get("desk", "")
    if wanted in desks(request).roles:
        request.session[CHOSEN] = wanted
    response = redirect("hours:home")
    response.status_code = 303
    return response
