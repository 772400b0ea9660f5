"""The list of students: those one supervises, or all of them for coordinators and auditors."""

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from clinic_hours.desk.selectors.desks import Role
from clinic_hours.desk.views import keyset
from clinic_hours.desk.views.access import roles_required
from clinic_hours.desk.views.desk import render_desk
from clinic_hours.people.models import Cohort, Enrollment
from clinic_hours.people.policies import can_run_the_office, is_coordinator
from clinic_hours.people.selectors.visible import enrollments_visible_to
from clinic_hours.people.views.names import names
from clinic_hours.sessions.selectors.progress import progress_of_enrollments
from home.core.selectors.words import LONGEST, with_words

PAGE = 50


@require_safe
@roles_required(Role.INSTRUCTOR, Role.COORDINATOR, Role.AUDITOR)
def student_list(request: HttpRequest) -> HttpResponse:
    name = request.GET.get("name", "").replace("\x00", "").strip()[:LONGEST]
    cohort, status = request.GET.get("cohort", ""), request.GET.get("status", "")
    enrollments = enrollments_visible_to(request.user).select_related(
        "student", "cohort__program", "requirement_set"
    )
    if name:
        enrollments = with_words(enrollments, name, *searched_by(request))
    if cohort.isascii() and cohort.isdigit():
        enrollments = enrollments.filter(cohort=int(cohort[:9]))
    if status in Enrollment.Status.values:
        enrollments = enrollments.filter(status=status)
    paginator = Paginator(enrollments.order_by(*names(request).order), PAGE)
    page = paginator.get_page(request.GET.get("page"))
    return render_desk(
        request,
        "clinic_hours_office/student_list.html",
        {
            "page": page,
            "students": progress_of_enrollments(list(page.object_list)),
            "count": paginator.count,
            "cohorts": Cohort.objects.select_related("program"),
            "statuses": Enrollment.Status.choices,
            "name": name,
            "cohort": cohort,
            "status": status,
            "query": narrowing(name=name, cohort=cohort, status=status),
            "is_narrowed": bool(name or cohort or status),
            "may_add": can_run_the_office(request.user),
        },
    )


def searched_by(request: HttpRequest) -> tuple[str, ...]:
    """Return the fields to search: those in the list, plus the email for coordinators."""
    shown = names(request).searched
    return (*shown, "student__email") if is_coordinator(request.user) else shown


def narrowing(**params: str) -> str:
    """Return the query parameters that stay in the address from page to page."""
    query = keyset.link(**params).removeprefix("?")
    return f"{query}&" if query else ""
