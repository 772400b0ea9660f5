"""Signers, who run the office and issue transcripts, and auditors, who read in it for a time."""

from typing import TypeVar

from django.forms import Form
from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from clinic_hours.desk.selectors.desks import Role
from clinic_hours.desk.views.access import roles_required
from clinic_hours.desk.views.answers import say_done
from clinic_hours.desk.views.desk import render_desk
from clinic_hours.people.models import OfficeRole
from clinic_hours.setup.forms.roles import (
    AccessForm,
    AuditorForm,
    SignerForm,
    TitleForm,
    opened_by,
)
from clinic_hours.setup.services import roles
from home.core.school_time import today
from home.core.views import unsent
from home.core.views.request_data import sent
from home.core.views.signed_in import SignedInRequest

from .pages import FormPage, answer_form, crumbs, office_page

Shown = TypeVar("Shown", bound=Form)
SIGNERS, AUDITORS = "hours:setup_signers", "hours:setup_auditors"
Kind = OfficeRole.Role


@require_safe
@roles_required(Role.COORDINATOR)
def signers(request: SignedInRequest) -> HttpResponse:
    found = OfficeRole.objects.filter(role=Kind.COORDINATOR).select_related("user")
    context = {"crumbs": crumbs(_("Signers")), "roles": found}
    return render_desk(request, "clinic_hours_setup/signers.html", context)


@office_page
def new_signer(request: SignedInRequest) -> HttpResponse:
    title = _("Add a signer")
    page = FormPage(
        title=title,
        crumbs=crumbs(title, (_("Signers"), SIGNERS)),
        button=_("Add signer"),
        note=_("A signer is a coordinator: they run this office and issue transcripts."),
    )
    form = form_for(request, SignerForm)
    return answer_form(request, page, form, lambda: give(request, form, Kind.COORDINATOR, SIGNERS))


@office_page
def signer(request: SignedInRequest, pk: int) -> HttpResponse:
    role = role_of(Kind.COORDINATOR, pk)
    is_own = role.user_id == request.user.pk
    page = FormPage(
        title=str(role.user),
        crumbs=crumbs(str(role.user), (_("Signers"), SIGNERS)),
        button=_("Save"),
        note=_("Transcripts that were issued keep the title they were issued with."),
        delete_url="" if is_own else reverse("hours:setup_signer_delete", args=[pk]),
    )
    form = form_for(request, TitleForm, title=role.title)
    return answer_form(request, page, form, lambda: keep_title(request, role, form))


def keep_title(request: SignedInRequest, role: OfficeRole, form: Form) -> HttpResponse:
    roles.change_title(actor=request.user, role=role, title=form.cleaned_data["title"])
    return say_done(request, _("The title was saved."), SIGNERS)


@office_page
def delete_signer(request: SignedInRequest, pk: int) -> HttpResponse:
    role = role_of(Kind.COORDINATOR, pk)
    page = FormPage(
        title=_("Remove %(name)s from the office?") % {"name": role.user},
        crumbs=crumbs(_("Remove"), (_("Signers"), SIGNERS)),
        button=_("Remove"),
        note=_("The account stays, and so does everything that was signed or issued."),
        template="clinic_hours_setup/question.html",
        extra={"back_url": reverse(SIGNERS)},
    )
    return answer_form(request, page, question(request), lambda: remove(request, role))


def remove(request: SignedInRequest, role: OfficeRole) -> HttpResponse:
    roles.remove_coordinator(actor=request.user, role=role)
    said = _("%(name)s no longer runs the office.") % {"name": role.user}
    return say_done(request, said, SIGNERS)


@require_safe
@roles_required(Role.COORDINATOR)
def auditors(request: SignedInRequest) -> HttpResponse:
    found = OfficeRole.objects.filter(role=Kind.AUDITOR).select_related(
        "user", "program", "cohort__program"
    )
    now = today()
    context = {
        "crumbs": crumbs(_("Auditors")),
        "current": [each for each in found if each.is_in_force(now)],
        "past": [each for each in found if not each.is_in_force(now)],
    }
    return render_desk(request, "clinic_hours_setup/auditors.html", context)


@office_page
def new_auditor(request: SignedInRequest) -> HttpResponse:
    title = _("Give an auditor access")
    page = FormPage(
        title=title,
        crumbs=crumbs(title, (_("Auditors"), AUDITORS)),
        button=_("Give access"),
        note=_("An auditor reads and changes nothing. Names are hidden until the auditor asks."),
    )
    form = form_for(request, AuditorForm)
    return answer_form(request, page, form, lambda: give(request, form, Kind.AUDITOR, AUDITORS))


@office_page
def auditor(request: SignedInRequest, pk: int) -> HttpResponse:
    role = role_of(Kind.AUDITOR, pk)
    in_force = role.is_in_force(today())
    page = FormPage(
        title=str(role.user),
        crumbs=crumbs(str(role.user), (_("Auditors"), AUDITORS)),
        button=_("Save") if in_force else _("Give access again"),
        note="" if in_force else _("This access has ended."),
        extra={"end_url": reverse("hours:setup_auditor_end", args=[pk]) if in_force else ""},
    )
    until = role.until if in_force else None
    form = form_for(request, AccessForm, opened=opened_by(role), until=until)
    return answer_form(request, page, form, lambda: limit(request, role, form))


def limit(request: SignedInRequest, role: OfficeRole, form: AccessForm) -> HttpResponse:
    roles.limit_access(actor=request.user, role=role, **form.limits)
    return say_done(request, _("The access was saved."), AUDITORS)


@office_page
def end_auditor(request: SignedInRequest, pk: int) -> HttpResponse:
    role = role_of(Kind.AUDITOR, pk)
    page = FormPage(
        title=_("End the access of %(name)s now?") % {"name": role.user},
        crumbs=crumbs(_("End access"), (_("Auditors"), AUDITORS)),
        button=_("End access"),
        note=_("What was read and which names were asked for stays on record."),
        template="clinic_hours_setup/question.html",
        extra={"back_url": reverse(AUDITORS)},
    )
    return answer_form(request, page, question(request), lambda: end(request, role))


def end(request: SignedInRequest, role: OfficeRole) -> HttpResponse:
    roles.end_access(actor=request.user, role=role, now=timezone.now())
    said = _("The access of %(name)s has ended.") % {"name": role.user}
    return say_done(request, said, AUDITORS)


def give(request: SignedInRequest, form: Form, kind: str, where: str) -> HttpResponse:
    said = form.cleaned_data
    limits = form.limits if isinstance(form, AccessForm) else {}
    role, is_invited = roles.give_role(
        actor=request.user,
        email=said["email"],
        display_name=said["display_name"],
        role=kind,
        title=said.get("title", ""),
        **limits,
    )
    done = _("%(name)s was added, and an invitation is on its way.") if is_invited else ""
    return say_done(request, (done or _("%(name)s was added.")) % {"name": role.user}, where)


def form_for(request: SignedInRequest, form_class: type[Shown], **shown: object) -> Shown:
    data = sent(request)
    return form_class(data, initial=shown | unsent.recalled(request, form_class))


def question(request: SignedInRequest) -> Form:
    return Form(sent(request))


def role_of(kind: str, pk: int) -> OfficeRole:
    return get_object_or_404(OfficeRole.objects.select_related("user"), role=kind, pk=pk)
