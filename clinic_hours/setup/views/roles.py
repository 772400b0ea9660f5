"""Signers, who run the office and issue transcripts, and auditors, who read in it for a time."""

from dataclasses import dataclass
from typing import Any, TypeVar

from django.db.models import QuerySet
from django.forms import Form
from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_safe

from clinic_hours.desk.selectors.desks import Role
from clinic_hours.desk.views.access import roles_required
from clinic_hours.desk.views.answers import say_done
from clinic_hours.desk.views.desk import render_desk
from clinic_hours.people.models import OfficeRole
from clinic_hours.setup.forms.roles import (
    AccessForm,
    AuditorForm,
    ChangeAccessForm,
    SignerForm,
    TitleForm,
    opened_by,
)
from clinic_hours.setup.selectors.access import mark_of
from clinic_hours.setup.services import roles
from home.core.school_time import today
from home.core.views import unsent
from home.core.views.request_data import sent
from home.core.views.signed_in import SignedInRequest

from .pages import FormPage, Text, answer_form, crumbs, office_page

Shown = TypeVar("Shown", bound=Form)
Kind = OfficeRole.Role


@dataclass(frozen=True, slots=True)
class Group:
    """The people with one role: the name of their list, and the words of the page that adds one."""

    kind: str
    where: str
    title: Text
    add: Text
    button: Text
    note: Text
    form: type[Form]


SIGNERS = Group(
    kind=Kind.COORDINATOR,
    where="hours:setup_signers",
    title=gettext_lazy("Signers"),
    add=gettext_lazy("Add a signer"),
    button=gettext_lazy("Add signer"),
    note=gettext_lazy("A signer is a coordinator: they run this office and issue transcripts."),
    form=SignerForm,
)
AUDITORS = Group(
    kind=Kind.AUDITOR,
    where="hours:setup_auditors",
    title=gettext_lazy("Auditors"),
    add=gettext_lazy("Give an auditor access"),
    button=gettext_lazy("Give access"),
    note=gettext_lazy(
        "An auditor reads and changes nothing. Names are hidden until the auditor asks."
    ),
    form=AuditorForm,
)


@require_safe
@roles_required(Role.COORDINATOR)
def signers(request: SignedInRequest) -> HttpResponse:
    context = {"crumbs": crumbs(SIGNERS.title), "roles": roles_of(SIGNERS)}
    return render_desk(request, "clinic_hours_setup/signers.html", context)


@require_safe
@roles_required(Role.COORDINATOR)
def auditors(request: SignedInRequest) -> HttpResponse:
    now, found = today(), roles_of(AUDITORS).prefetch_related("programs", "cohorts__program")
    context = {
        "crumbs": crumbs(AUDITORS.title),
        "current": [each for each in found if each.is_in_force(now)],
        "past": [each for each in found if not each.is_in_force(now)],
    }
    return render_desk(request, "clinic_hours_setup/auditors.html", context)


@office_page
def new_signer(request: SignedInRequest) -> HttpResponse:
    return add(request, SIGNERS)


@office_page
def new_auditor(request: SignedInRequest) -> HttpResponse:
    return add(request, AUDITORS)


def add(request: SignedInRequest, group: Group) -> HttpResponse:
    page = page_in(group, group.add, group.button, note=group.note)
    form = form_for(request, group.form)
    return answer_form(request, page, form, lambda: give(request, form, group))


def give(request: SignedInRequest, form: Form, group: Group) -> HttpResponse:
    said = form.cleaned_data
    limits = form.limits if isinstance(form, AccessForm) else {}
    role, is_invited = roles.give_role(
        actor=request.user,
        email=said["email"],
        display_name=said["display_name"],
        role=group.kind,
        title=said.get("title", ""),
        language=said["language"],
        **limits,
    )
    done = _("%(name)s was added, and an invitation is on its way.") if is_invited else ""
    return say_done(request, (done or _("%(name)s was added.")) % {"name": role.user}, group.where)


@office_page
def signer(request: SignedInRequest, pk: int) -> HttpResponse:
    role = role_of(SIGNERS, pk)
    is_own = role.user_id == request.user.pk
    page = page_in(
        SIGNERS,
        str(role.user),
        _("Save"),
        note=_("Transcripts that were issued keep the title they were issued with."),
        delete_url="" if is_own else reverse("hours:setup_signer_delete", args=[pk]),
    )
    initial = unsent.recalled(request, TitleForm)
    form = TitleForm(sent(request), instance=role, initial=initial)
    return answer_form(request, page, form, lambda: keep_title(request, role, form))


def keep_title(request: SignedInRequest, role: OfficeRole, form: TitleForm) -> HttpResponse:
    roles.change_title(actor=request.user, role=role, edit=form.edit)
    return say_done(request, _("The title was saved."), SIGNERS.where)


@office_page
def auditor(request: SignedInRequest, pk: int) -> HttpResponse:
    role = role_of(AUDITORS, pk)
    in_force = role.is_in_force(today())
    page = page_in(
        AUDITORS,
        str(role.user),
        _("Save") if in_force else _("Give access again"),
        note="" if in_force else _("This access has ended."),
        extra={"end_url": reverse("hours:setup_auditor_end", args=[pk]) if in_force else ""},
    )
    until = role.until if in_force else None
    shown = {"opened": opened_by(role), "until": until, "shown": mark_of(role)}
    form = form_for(request, ChangeAccessForm, **shown)
    return answer_form(request, page, form, lambda: limit(request, role, form))


def limit(request: SignedInRequest, role: OfficeRole, form: AccessForm) -> HttpResponse:
    roles.limit_access(actor=request.user, role=role, **form.limits)
    return say_done(request, _("The access was saved."), AUDITORS.where)


def page_in(group: Group, title: Text, button: Text, **rest: Any) -> FormPage:
    """Return a page below the list of a group."""
    way = crumbs(title, (group.title, group.where))
    return FormPage(title=title, crumbs=way, button=button, **rest)


def form_for(request: SignedInRequest, form_class: type[Shown], **shown: object) -> Shown:
    data = sent(request)
    return form_class(data, initial=shown | unsent.recalled(request, form_class))


def roles_of(group: Group) -> QuerySet[OfficeRole]:
    return OfficeRole.objects.filter(role=group.kind).select_related("user")


def role_of(group: Group, pk: int) -> OfficeRole:
    return get_object_or_404(roles_of(group), pk=pk)
