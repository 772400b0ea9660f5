"""The list of everybody at the clinic."""

from django.core.paginator import Paginator
from django.http import HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from clinic_hours.desk.selectors.desks import Role
from clinic_hours.desk.views import keyset
from clinic_hours.desk.views.access import roles_required
from clinic_hours.desk.views.desk import render_desk
from clinic_hours.people.selectors.people import (
    Who,
    listed,
    people_visible_to,
    searched,
    with_role,
    with_roles,
)
from home.core.selectors.words import LONGEST
from home.core.views.signed_in import SignedInRequest

PAGE = 50


@require_safe
@roles_required(Role.COORDINATOR)
def people(request: SignedInRequest) -> HttpResponse:
    name = request.GET.get("name", "").replace("\x00", "").strip()[:LONGEST]
    who = request.GET.get("who", "")
    found = with_role(people_visible_to(request.user), who)
    if name:
        found = searched(found, name)
    page = Paginator(with_roles(found), PAGE).get_page(request.GET.get("page"))
    query = keyset.link(who=who, name=name).removeprefix("?")
    context = {
        "page": page,
        "people": listed(list(page.object_list)),
        "tabs": tabs(who, name),
        "name": name,
        "who": who,
        "query": f"{query}&" if query else "",
    }
    return render_desk(request, "clinic_hours_office/people.html", context)


def tabs(who: str, name: str) -> list[dict]:
    labels = {
        "": _("Everyone"),
        Who.STUDENTS: _("Students"),
        Who.INSTRUCTORS: _("Instructors"),
        Who.OFFICE: _("Office"),
    }
    chosen = who if who in set(Who) else ""
    return [
        {"label": label, "url": keyset.link(who=key, name=name), "active": key == chosen}
        for key, label in labels.items()
    ]
