"""Wagtail's views, extended for the office: joined lists, saving through services, protected rows."""

from abc import abstractmethod
from collections.abc import Callable
from functools import partial
from typing import Any

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.db.models import Model, QuerySet
from django.forms import BaseForm
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from django.views.generic.edit import FormMixin
from wagtail.admin.views import generic
from wagtail.admin.widgets.button import Button
from wagtail.log_actions import log

from clinic_hours.core.domain.errors import Conflict, NotAllowed, Refused
from clinic_hours.core.forms.wording import refusal_words
from clinic_hours.desk.views.answers import sentences_of
from clinic_hours.office.forms.shown import ShownForm
from clinic_hours.office.views.saving import CHANGED_MEANWHILE
from clinic_hours.people.domain.edits import Edit
from clinic_hours.people.models import Credential, Enrollment, RecordRead, Supervisor
from clinic_hours.people.services.enrollments import enroll_student
from clinic_hours.people.services.licenses import (
    change_license,
    change_supervisor,
    log_licenses,
    log_withdrawal,
)
from clinic_hours.people.views.reads import note_read
from clinic_hours.sessions.services.completion import change_enrollment
from home.core.selectors.words import SearchesPlainWords
from home.core.views.unsent import RecallsUnsent


class OfficeIndexView(SearchesPlainWords, generic.IndexView):
    """A list whose number of queries does not grow with its rows."""

    related: tuple[str, ...] = ()

    def get_base_queryset(self) -> QuerySet:
        return super().get_base_queryset().select_related(*self.related)

    def get_delete_url(self, instance: Model) -> None:
        """Return no link: deleting is offered on a row's own page, which knows whether it is allowed."""


class RefusesInTheForm(FormMixin):
    """Show why a change is refused, in the form with everything typed. Nothing was saved."""

    form: Any
    object: Any
    request: Any
    get_error_message: Callable[[], str | None]
    save_action: Callable[[], HttpResponse]
    # The field that a refusal of the service is about.
    refused_field = ""

    def form_valid(self, form: Any) -> HttpResponse:
        try:
            return super().form_valid(form)
        except Refused as refusal:
            return self.refuse(form, None, sentences_of(refusal))

    def save_through(self, service: Callable[[], Model], form: Any, action: str) -> HttpResponse:
        """Save in the one transaction of a service: whatever it refuses, nothing of it was saved."""
        try:
            self.object = service()
        except Conflict:
            return self.refuse(form, None, CHANGED_MEANWHILE)
        except NotAllowed as refusal:
            return self.refuse(form, self.refused_field, refusal_words(refusal))
        except ValidationError as error:
            return self.refuse(form, None, error.messages)
        except Refused as refusal:
            return self.refuse(form, None, sentences_of(refusal))
        self.form = form
        log(instance=self.object, action=action, user=self.request.user)
        return self.save_action()

    def refuse(self, form: BaseForm, field: str | None, sentence: Any) -> HttpResponse:
        self.form = form
        form.add_error(field, sentence)
        self.produced_error_message = self.get_error_message()
        return self.form_invalid(form)


class OfficeAddView(RefusesInTheForm, RecallsUnsent, generic.CreateView):
    pass


class OfficeEditView(RefusesInTheForm, RecallsUnsent, generic.EditView):
    pass


class LoggedEditView(OfficeEditView):
    """Edits a row that the log states, through its service."""

    @abstractmethod
    def save_edit(self, edit: Edit) -> Model:
        """Save what a person changed, and return the row as it is then."""

    def form_valid(self, form: ShownForm) -> HttpResponse:
        return self.save_through(partial(self.save_edit, form.edit), form, "wagtail.edit")


class EnrollmentIndexView(OfficeIndexView):
    add_item_label = _("Enroll a student")


class SupervisorIndexView(OfficeIndexView):
    add_item_label = _("Add an instructor")

    def get_list_buttons(self, instance: Supervisor) -> list[Button]:
        add = Button(gettext("Add a license"), license_form_for(instance))
        return [*super().get_list_buttons(instance), add]


class SupervisorAddView(OfficeAddView):
    """Continue to the license: without a current one, nobody can sign."""

    page_title = _("Add an instructor")
    success_message = _("%(object)s was added. Next, add their license. They need it to sign.")

    def get_success_url(self) -> str:
        return license_form_for(self.object)


class SupervisorEditView(LoggedEditView):
    def save_edit(self, edit: Edit) -> Supervisor:
        return change_supervisor(supervisor=self.object, edit=edit)


class CredentialAddView(OfficeAddView):
    page_title = _("Add a license")

    def save_instance(self) -> Credential:
        credential = super().save_instance()
        log_licenses([credential], timezone.now())
        return credential

    def get_initial(self) -> dict[str, Any]:
        """Preselect the instructor named in the link."""
        return {"supervisor": self.request.GET.get("supervisor"), **super().get_initial()}


def license_form_for(supervisor: Supervisor) -> str:
    return f"{reverse('credential:add')}?supervisor={supervisor.pk}"


class OfficeDeleteView(generic.DeleteView):
    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if not self.user_has_permission_for_instance("delete", self.object):
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)


class CredentialEditView(LoggedEditView):
    def save_edit(self, edit: Edit) -> Credential:
        return change_license(credential=self.object, edit=edit)


class CredentialDeleteView(OfficeDeleteView):
    def delete_action(self) -> None:
        with transaction.atomic():
            log_withdrawal(self.object, timezone.now())
            super().delete_action()


class EnrollView(OfficeAddView):
    page_title = _("Enroll a student")
    submit_button_label = _("Enroll")
    refused_field = "requirement_set"

    def form_valid(self, form: BaseForm) -> HttpResponse:
        facts: dict[str, Any] = {name: value or None for name, value in form.cleaned_data.items()}
        return self.save_through(partial(enroll_student, **facts), form, "wagtail.create")


class EnrollmentEditView(LoggedEditView):
    refused_field = "status"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        note_read(self.request, self.object, RecordRead.Kind.RECORD)
        return super().get_context_data(**kwargs)

    def save_edit(self, edit: Edit) -> Enrollment:
        return change_enrollment(enrollment=self.object, edit=edit)
