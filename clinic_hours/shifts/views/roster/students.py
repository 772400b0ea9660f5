"""Give a student a place: who could have it, and why others cannot."""

from http import HTTPStatus

from django.http import HttpResponse, QueryDict
from django.utils import timezone
from django.utils.translation import gettext as _

from clinic_hours.core.domain.errors import Refused
from clinic_hours.core.forms.wording import badge_of
from clinic_hours.desk.views.answers import say_done
from clinic_hours.desk.views.desk import render_desk
from clinic_hours.people.models import Enrollment
from clinic_hours.people.selectors.visible import enrollments_visible_to
from clinic_hours.shifts.forms.roster import StudentForm
from clinic_hours.shifts.models import Shift
from clinic_hours.shifts.selectors.students import Student, students_for
from clinic_hours.shifts.services.booking import assign
from home.core.views.signed_in import SignedInRequest

from .address import address_of


def assign_student(request: SignedInRequest, shift: Shift) -> HttpResponse:
    """Give the student a place on the shift, or show the page with what stands against it."""
    form = form_for(request, request.POST)
    if form.is_valid():
        chosen = form.cleaned_data["enrollment"]
        try:
            assign(
                actor=request.user,
                shift=shift,
                enrollment=chosen,
                purpose=form.cleaned_data["purpose"],
            )
        except Refused as refusal:
            form.add_error(None, refusal_words(chosen, refusal))
        else:
            done = _("%(name)s has a place and was told.") % {"name": chosen.student}
            return say_done(request, done, address_of(request, shift))
    return show_students(request, shift, form, HTTPStatus.UNPROCESSABLE_ENTITY)


def show_students(
    request: SignedInRequest,
    shift: Shift,
    form: StudentForm | None = None,
    status: int = HTTPStatus.OK,
) -> HttpResponse:
    name = request.GET.get("name", "")
    found = students_for(request.user, shift, name, timezone.now())
    form = form or form_for(request)
    context = {
        "shift": shift,
        "form": form,
        "name": name,
        "chosen": form.data.get("enrollment", ""),
        "students": [(each.enrollment, reason_of(each)) for each in found],
        "roster_url": address_of(request, shift),
    }
    return render_desk(request, "clinic_hours_shifts/roster_students.html", context, status=status)


def form_for(request: SignedInRequest, data: QueryDict | None = None) -> StudentForm:
    return StudentForm(data, students=enrollments_visible_to(request.user))


def reason_of(student: Student) -> str:
    """Return what stands against a place, or an empty string. The sentences speak to the student."""
    return ", ".join(badge_of(finding) for finding in student.obstacles)


def refusal_words(enrollment: Enrollment, refusal: Refused) -> str:
    said = {"name": enrollment.student, "reason": reason_of(Student(enrollment, refusal.findings))}
    return _("%(name)s can't have a place: %(reason)s.") % said
