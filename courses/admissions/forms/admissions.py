"""The form the admissions office uses to work on an enquiry."""

from collections.abc import Iterable
from typing import Any

from django import forms
from django.contrib.auth import get_user_model
from django.contrib.auth.models import Permission
from django.db.models import Q, QuerySet
from django.utils.translation import gettext_lazy as _

from courses.admissions.models import Enquiry
from home.core.forms.plain_text import LinesField


class HandlingForm(forms.Form):
    status = forms.ChoiceField(label=_("Status"), choices=Enquiry.Status.choices)
    assigned_to = forms.ModelChoiceField(
        get_user_model().objects.none(),
        label=_("Assigned to"),
        required=False,
        empty_label=_("No one yet"),
    )
    note = LinesField(
        label=_("New note"),
        required=False,
        max_length=3000,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=_("What was discussed. Notes can't be edited and are deleted with the inquiry."),
    )

    version = forms.IntegerField(widget=forms.HiddenInput, required=False)

    def __init__(self, *args: Any, enquiry: Enquiry, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        people: Any = self.fields["assigned_to"]
        people.queryset = admissions_office([enquiry.assigned_to_id])


def admissions_office(holders: Iterable[int | None] | QuerySet = ()) -> QuerySet:
    """Return the people who may work on enquiries, plus the `holders` who already have one."""
    may = Permission.objects.filter(
        codename="change_enquiry", content_type__app_label="courses_admissions"
    )
    own, through_groups = Q(user_permissions__in=may), Q(groups__permissions__in=may)
    office = (own | through_groups | Q(is_superuser=True)) & Q(is_active=True)
    people = get_user_model().objects.filter(office | Q(pk__in=holders))
    return people.distinct().order_by("pk")
