"""The limits: when something is late, or a matter for the office."""

from django.http import HttpResponse
from django.utils.translation import gettext as _

from clinic_hours.desk.views.answers import say_done
from clinic_hours.people.models import SchoolLimits
from clinic_hours.people.services.limits import change_limits
from clinic_hours.setup.forms.limits import LimitsForm
from home.core.views import unsent
from home.core.views.request_data import sent
from home.core.views.signed_in import SignedInRequest

from .pages import FormPage, answer_form, crumbs, office_page


@office_page
def limits(request: SignedInRequest) -> HttpResponse:
    title = _("Limits")
    row = SchoolLimits.objects.first() or SchoolLimits()
    form = LimitsForm(sent(request), instance=row, initial=unsent.recalled(request, LimitsForm))
    page = FormPage(
        title=title,
        crumbs=crumbs(title),
        button=_("Save"),
        note=_("When something counts as late: in lists, on Today and in notices."),
        template="clinic_hours_setup/limits.html",
    )
    return answer_form(request, page, form, lambda: keep(request, form))


def keep(request: SignedInRequest, form: LimitsForm) -> HttpResponse:
    change_limits(actor=request.user, edit=form.edit)
    return say_done(request, _("The limits were saved."), "hours:setup")
