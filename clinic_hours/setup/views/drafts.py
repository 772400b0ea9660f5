"""Drafts of requirement sets: begin, edit, publish, delete."""

from http import HTTPStatus

from django.core.exceptions import ValidationError
from django.db import OperationalError
from django.forms import Form
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from clinic_hours.core.domain.errors import Refused
from clinic_hours.desk.selectors.desks import Role
from clinic_hours.desk.views.access import roles_required
from clinic_hours.desk.views.answers import say_done, sentences_of
from clinic_hours.desk.views.desk import render_desk
from clinic_hours.setup.forms.editions import LimitsForm, Lines, lines_form
from clinic_hours.setup.forms.findings import NOT_PUBLISHED
from clinic_hours.setup.services import editions as services
from courses.curriculum.models import Program
from courses.requirements.models import RequirementSet
from courses.requirements.services.drafts import DraftChanged, mark_of, rows_of
from courses.requirements.views.course_hours import course_lengths, tell_of_new_hours
from home.core.views.busy import keep_typed
from home.core.views.request_data import sent
from home.core.views.signed_in import SignedInRequest

from .editions import EDITIONS, edition_title, get_edition, show_comparison
from .pages import FormPage, answer_form, crumbs, office_page

EDIT, SHOW = "hours:setup_draft", "hours:setup_edition"


@require_POST
@roles_required(Role.COORDINATOR)
def begin(request: SignedInRequest, pk: int) -> HttpResponse:
    program = get_object_or_404(Program, pk=pk)
    draft = services.begin_edition(actor=request.user, program=program)
    return say_done(request, _("This is a new draft. Add its requirements."), EDIT, draft.pk)


@require_POST
@roles_required(Role.COORDINATOR)
def copy(request: SignedInRequest, pk: int) -> HttpResponse:
    draft = services.copy_edition(actor=request.user, edition=get_edition(pk))
    said = _("“%(edition)s” is a draft. Change what is new, then compare and publish it.")
    return say_done(request, said % {"edition": edition_title(draft)}, EDIT, draft.pk)


@office_page
def draft(request: SignedInRequest, pk: int) -> HttpResponse:
    edition = get_edition(pk)
    if edition.is_published:
        return redirect(SHOW, pk)
    rows, data = rows_of(edition), sent(request)
    limits = LimitsForm(data, instance=edition, initial={"shown": mark_of(edition)})
    lines, status = lines_form(rows, data), HTTPStatus.OK
    if data is not None:
        status = HTTPStatus.UNPROCESSABLE_ENTITY
        if limits.is_valid() and lines.is_valid():
            try:
                return save(request, edition, limits, lines)
            except DraftChanged:
                limits.show_again(mark_of(edition))
                status = HTTPStatus.CONFLICT
            except (Refused, ValidationError) as refusal:
                limits.add_error(None, why(refusal))
            except OperationalError as error:
                status = keep_typed(request, limits, error)
    return show_draft(request, edition, limits, lines, status)


def show_draft(
    request: SignedInRequest,
    edition: RequirementSet,
    limits: LimitsForm,
    lines: Lines,
    status: HTTPStatus,
) -> HttpResponse:
    title = edition_title(edition)
    context = {
        "crumbs": crumbs(title, (_("Requirement sets"), EDITIONS)),
        "title": title,
        "edition": edition,
        "limits": limits,
        "lines": lines,
    }
    return render_desk(request, "clinic_hours_setup/draft.html", context, status=status)


def save(
    request: SignedInRequest, edition: RequirementSet, limits: LimitsForm, lines: Lines
) -> HttpResponse:
    """Save a draft, and go on to the comparison unless more lines are wanted."""
    services.change_draft(
        actor=request.user,
        edition=edition,
        limits=limits.limits,
        requirements=lines.rows,
        shown=limits.cleaned_data["shown"],
    )
    said = _("The draft was saved.")
    if request.POST.get("then") == "more":
        return say_done(request, said, at_a_new_line(get_edition(edition.pk)))
    return say_done(request, said, SHOW, edition.pk)


def at_a_new_line(edition: RequirementSet) -> str:
    """Return the address of a draft's form, with the focus on the name of a new requirement."""
    *_known, line = lines_form(rows_of(edition), None)
    return f"{reverse(EDIT, args=[edition.pk])}#{line['name'].id_for_label}"


@require_POST
@roles_required(Role.COORDINATOR)
def publish(request: SignedInRequest, pk: int) -> HttpResponse:
    edition = get_edition(pk)
    before = course_lengths(edition.program)
    try:
        services.publish_edition(
            actor=request.user,
            edition=edition,
            shown=request.POST.get("shown", ""),
            now=timezone.now(),
        )
    except DraftChanged:
        conflict = {"problems": [NOT_PUBLISHED], "status": HTTPStatus.CONFLICT}
        return show_comparison(request, get_edition(pk), **conflict)
    except (Refused, ValidationError) as refusal:
        refused = {"problems": why(refusal), "status": HTTPStatus.UNPROCESSABLE_ENTITY}
        return show_comparison(request, get_edition(pk), **refused)
    tell_of_new_hours(request, edition.program, before)
    said = _("“%(edition)s” is published and in the log. New students follow it from now on.")
    return say_done(request, said % {"edition": edition_title(edition)}, SHOW, pk)


@office_page
def delete(request: SignedInRequest, pk: int) -> HttpResponse:
    edition = get_object_or_404(
        RequirementSet.objects.select_related("program"), pk=pk, published_at=None
    )
    title = edition_title(edition)
    page = FormPage(
        title=_("Delete the draft of “%(edition)s”?") % {"edition": title},
        crumbs=crumbs(_("Delete"), (_("Requirement sets"), EDITIONS)),
        button=_("Delete"),
        note=_("Nobody is enrolled under it. This can't be undone."),
        template="clinic_hours_setup/question.html",
        extra={"back_url": reverse(EDIT, args=[pk])},
    )
    form = Form(sent(request))
    return answer_form(request, page, form, lambda: drop(request, edition, title))


def drop(request: SignedInRequest, edition: RequirementSet, title: str) -> HttpResponse:
    services.delete_draft(actor=request.user, edition=edition)
    return say_done(
        request, _("The draft of “%(edition)s” was deleted.") % {"edition": title}, EDITIONS
    )


def why(refusal: Refused | ValidationError) -> list[str]:
    return sentences_of(refusal) if isinstance(refusal, Refused) else list(refusal.messages)
