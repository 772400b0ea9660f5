"""A site's rules of attendance."""

from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _

from clinic_hours.attendance.models import SiteRules
from clinic_hours.attendance.services.rules import change_rules
from clinic_hours.desk.views.answers import say_done
from clinic_hours.people.models import ClinicSite
from clinic_hours.setup.forms.attendance import RulesForm
from home.core.views import unsent
from home.core.views.request_data import sent
from home.core.views.signed_in import SignedInRequest

from .pages import FormPage, answer_form, crumbs, office_page


@office_page
def site_rules(request: SignedInRequest, pk: int) -> HttpResponse:
    site = get_object_or_404(ClinicSite, pk=pk)
    title = _("Attendance at %(site)s") % {"site": site}
    row = SiteRules.objects.filter(site=site).first() or SiteRules(site=site)
    form = RulesForm(sent(request), instance=row, initial=unsent.recalled(request, RulesForm))
    page = FormPage(
        title=title,
        crumbs=crumbs(title, (_("Clinic sites"), "hours:setup_sites")),
        button=_("Save"),
        note=_(
            "Who is late, and which time on a shift counts. Sessions that exist stay as they are."
        ),
        template="clinic_hours_setup/limits.html",
    )

    def keep() -> HttpResponse:
        change_rules(actor=request.user, site=site, edit=form.edit, sources=form.sources)
        return say_done(request, _("The rules were saved."), "hours:setup_sites")

    return answer_form(request, page, form, keep)
