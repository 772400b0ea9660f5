"""Requirement sets: the editions of each program, one edition, and what a new one changes."""

from typing import Any

from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_safe

from clinic_hours.desk.selectors.desks import Role
from clinic_hours.desk.views.access import roles_required
from clinic_hours.desk.views.desk import render_desk
from clinic_hours.setup.forms import edition_words as words
from clinic_hours.setup.selectors.comparison import (
    Cell,
    Line,
    compare,
    enrolled_by_edition,
)
from clinic_hours.setup.selectors.editions import (
    edition_before,
    editions_by_program,
    editions_with_counts,
)
from courses.requirements.models import RequirementSet
from courses.requirements.services.drafts import mark_of
from home.core.views.signed_in import SignedInRequest

from .pages import crumbs

EDITIONS = "hours:setup_editions"


@require_safe
@roles_required(Role.COORDINATOR)
def editions(request: SignedInRequest) -> HttpResponse:
    context = {"crumbs": crumbs(_("Requirement sets")), "programs": editions_by_program()}
    return render_desk(request, "clinic_hours_setup/editions.html", context)


@require_safe
@roles_required(Role.COORDINATOR)
def compare_edition(request: SignedInRequest, pk: int) -> HttpResponse:
    return show_comparison(request, get_edition(pk))


def show_comparison(request: SignedInRequest, edition: RequirementSet, **more: Any) -> HttpResponse:
    """Show what an edition says next to the one before. `more` is a problem and a status."""
    before = edition_before(edition)
    found = compare(before, edition)
    title = edition_title(edition)
    context = {
        "crumbs": crumbs(title, (_("Requirement sets"), EDITIONS)),
        "title": title,
        "edition": edition,
        "before": before,
        "limits": [limit_row(cell) for cell in found.limits],
        "lines": [line_rows(line) for line in found.lines],
        "total": limit_row(found.total) | {"label": _("Total hours")},
        "affected": affected(edition),
        "mark": mark_of(edition),
        "problems": more.get("problems", []),
    }
    template = "clinic_hours_setup/edition.html"
    return render_desk(request, template, context, status=more.get("status", 200))


def get_edition(pk: int) -> RequirementSet:
    return get_object_or_404(editions_with_counts(), pk=pk)


def edition_title(edition: RequirementSet) -> str:
    said = {"program": edition.program, "edition": edition.edition}
    return _("%(program)s, edition %(edition)s") % said


def limit_row(cell: Cell) -> dict[str, Any]:
    sign, word = words.MARKS[cell.mark]
    return {
        "label": words.label_of(cell.name) if cell.name != "minutes" else "",
        "old": words.value_words(cell.name, cell.old),
        "new": words.value_words(cell.name, cell.new),
        "sign": sign,
        "word": word,
    }


def line_rows(line: Line) -> dict[str, Any]:
    """Return a requirement's fields that say something, before or after."""
    sign, word = words.MARKS[line.mark]
    said = [cell for cell in line.cells if cell.name != "name" or cell.mark]
    rows = [
        {
            "label": words.line_label(cell.name),
            "old": words.line_words(cell.name, cell.old),
            "new": words.line_words(cell.name, cell.new),
            "sign": words.MARKS[cell.mark][0],
            "word": words.MARKS[cell.mark][1],
        }
        for cell in said
        if cell.old or cell.new
    ]
    return {"name": line.name, "sign": sign, "word": word, "rows": rows}


def affected(edition: RequirementSet) -> list[str]:
    """Return sentences: nobody who is enrolled is affected, and who stays under which edition."""
    said = [_("Nobody who is already enrolled.")]
    for number, students in enrolled_by_edition(edition):
        stay = ngettext(
            "%(n)s student stays under edition %(edition)s.",
            "%(n)s students stay under edition %(edition)s.",
            students,
        )
        said.append(stay % {"n": students, "edition": number})
    new = _("New enrollments from publication on get edition %(edition)s.")
    return [*said, new % {"edition": edition.edition}]
