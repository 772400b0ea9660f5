"""All appointments: who waits for a call, who comes when, which visits to mark, and what is over."""

from typing import Any

from django.core.paginator import Paginator
from django.http import HttpResponse
from django.utils import timezone
from django.views.decorators.http import require_safe

from clinic_hours.appointments.selectors.lists import coming, over, to_call, to_mark
from clinic_hours.appointments.selectors.unsettled import without_instructor
from clinic_hours.desk.selectors.desks import Role
from clinic_hours.desk.views.access import roles_required
from clinic_hours.desk.views.desk import render_desk
from home.core.views.signed_in import SignedInRequest

PAGE = 25


@require_safe
@roles_required(Role.COORDINATOR)
def appointments(request: SignedInRequest) -> HttpResponse:
    user, now = request.user, timezone.now()

    def page(name: str, rows: Any) -> Any:
        return Paginator(rows, PAGE).get_page(request.GET.get(name))

    context = {
        "to_call": page("call", to_call(user, now)),
        "to_mark": page("mark", to_mark(user, now)),
        "coming": page("coming", coming(user, now)),
        "over": page("over", over(user)),
        "uncovered": {row.pk for row in without_instructor(user, now)},
        "now": now,
    }
    return render_desk(request, "clinic_hours_appointments/desk/list.html", context)
