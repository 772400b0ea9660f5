"""One's own PIN for the kiosk."""

from http import HTTPStatus

from django.http import HttpResponse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods

from clinic_hours.core.domain.errors import Refused
from clinic_hours.core.forms.wording import sentence_of
from clinic_hours.desk.selectors.desks import Role
from clinic_hours.desk.views.access import roles_required
from clinic_hours.desk.views.answers import say_done
from clinic_hours.desk.views.desk import render_desk
from clinic_hours.desk.views.reauthentication import NotConfirmed, WrongPassword, confirm_identity
from clinic_hours.kiosk.forms.pins import PinForm
from clinic_hours.kiosk.models import KioskPin
from clinic_hours.kiosk.services.pins import set_pin
from clinic_hours.people.models import Enrollment
from home.core.views.request_data import sent
from home.core.views.signed_in import SignedInRequest


@sensitive_post_parameters()
@require_http_methods(["GET", "HEAD", "POST"])
@roles_required(Role.STUDENT, Role.INSTRUCTOR)
def own_pin(request: SignedInRequest) -> HttpResponse:
    form = PinForm(sent(request))
    if not form.is_bound:
        return show(request, form, HTTPStatus.OK)
    if not form.is_valid():
        return show(request, form, HTTPStatus.UNPROCESSABLE_ENTITY)
    try:
        confirm_identity(request, form.cleaned_data["password"])
        set_pin(actor=request.user, pin=form.cleaned_data["pin"])
    except NotConfirmed as problem:
        form.add_error("password", words_of(problem))
        return show(request, form, problem.status)
    except Refused as refusal:
        for finding in refusal.findings:
            form.add_error(finding.field, sentence_of(finding))
        return show(request, form, HTTPStatus.UNPROCESSABLE_ENTITY)
    return say_done(request, _("Your PIN is set. Use it at the clinic's tablet."), "hours:pin")


WRONG = gettext_lazy("That password is incorrect. Your PIN stays as it was.")


def words_of(problem: NotConfirmed) -> str:
    return str(WRONG if isinstance(problem, WrongPassword) else problem)


def show(request: SignedInRequest, form: PinForm, status: int) -> HttpResponse:
    mine = Enrollment.objects.filter(student=request.user.pk).order_by("-pk")
    context = {
        "form": form,
        "kept": KioskPin.objects.filter(person=request.user.pk).first(),
        "number": mine.values_list("student_number", flat=True).first(),
    }
    return render_desk(request, "clinic_hours_kiosk/pin.html", context, status=status)
