"""The places where a person's name is typed: each takes a name and returns what it says against it."""

from collections.abc import Callable
from itertools import count

from django.core.cache import cache
from django.core.exceptions import ValidationError
from django.core.management import CommandError, call_command
from django.http import HttpResponse
from django.test import Client
from django.urls import reverse
from wagtail.blocks import StructBlockValidationError
from wagtail.test.utils.form_data import nested_form_data, rich_text

from courses.admissions.models import Enquiry
from courses.admissions.services.enquiries import receive_enquiry
from home.core.blocks.quote import QuoteBlock
from home.core.blocks.sources import SourceBlock
from home.events.models import Registration
from home.events.services.events import register
from home.people.models import PersonIndexPage
from home.site.models import SiteSettings
from portal.accounts.models import Invitation, User
from portal.accounts.services import invitations, people
from tests.factories.clinic import SupervisorFactory
from tests.factories.events import event_with_page
from tests.factories.pages import PictureFactory, home_page
from tests.factories.people import PASSWORD, SuperuserFactory, UserFactory
from tests.factories.stories import person
from tests.honest_forms import fill_in

Door = Callable[[Client, str], list[str]]
NUMBERS = count(1)


def an_address() -> str:
    return f"ana{next(NUMBERS)}@example.test"


def errors_in(answer: HttpResponse, field: str) -> list[str]:
    """Return the field's errors; none if the form was accepted."""
    if answer.status_code in (302, 303):
        return []
    return list(answer.context["form"].errors.get(field, ["?"]))


def raised(act: Callable[[], object]) -> list[str]:
    try:
        act()
    except ValidationError as error:
        return error.messages
    except CommandError as error:
        return [str(error)]
    return []


def as_superuser(client: Client) -> None:
    client.force_login(User.objects.filter(is_superuser=True).first() or SuperuserFactory())


def sign_up(client: Client, name: str) -> list[str]:
    token = f"token-{next(NUMBERS)}"
    Invitation.objects.create(
        email=an_address(), display_name="Ana", token_hash=invitations.digest(token)
    )
    data = {"display_name": name, "password1": PASSWORD}
    client.logout()
    return errors_in(client.post(reverse("account_invitation", args=[token]), data), "display_name")


def own_account(client: Client, name: str) -> list[str]:
    client.force_login(UserFactory())
    return errors_in(client.post(reverse("account_name"), {"display_name": name}), "display_name")


def own_account_in_the_admin(client: Client, name: str) -> list[str]:
    as_superuser(client)
    choices = {
        "locale-preferred_language": "en",
        "locale-current_time_zone": "America/New_York",
        "theme-theme": "system",
        "theme-density": "default",
        "theme-contrast": "system",
        "theme-keyboard_shortcuts": "on",
    }
    answer = client.post("/admin/account/", {"name-display_name": name, **choices})
    if answer.status_code == 302:
        return []
    panels = [panel for tab in answer.context["panels_by_tab"].values() for panel in tab]
    form = next(panel.get_form() for panel in panels if panel.name == "name")
    return list(form.errors.get("display_name", ["?"]))


def invitation(client: Client, name: str) -> list[str]:
    as_superuser(client)
    data = {"display_name": name, "email": an_address()}
    return errors_in(client.post(reverse("invitation:add"), data), "display_name")


def renamed_in_the_admin(client: Client, name: str) -> list[str]:
    as_superuser(client)
    address = reverse("wagtailusers_users:edit", args=[UserFactory().pk])
    data = {"display_name": name, "is_active": "on"}
    return errors_in(client.post(address, data), "display_name")


def new_supervisor(client: Client, name: str) -> list[str]:
    as_superuser(client)
    data = {"printed_name": name, "user": UserFactory().email, "is_active": "on"}
    return errors_in(client.post(reverse("supervisor:add"), data), "printed_name")


def changed_supervisor(client: Client, name: str) -> list[str]:
    as_superuser(client)
    address = reverse("supervisor:edit", args=[SupervisorFactory().pk])
    data = {"printed_name": name, "is_active": "on"}
    return errors_in(client.post(address, data), "printed_name")


def request_for_information(client: Client, name: str) -> list[str]:
    cache.clear()  # the limit of requests a minute
    choices = {"start": "year", "reach_by": "email", "agree": "on"}
    return errors_in(
        fill_in(client, "/enquire/", {"name": name, "email": an_address(), **choices}), "name"
    )


def registration(client: Client, name: str) -> list[str]:
    cache.clear()
    address = f"/events/{event_with_page(places=None).pk}/register/"
    data = {"name": name, "email": an_address(), "people": 1, "agree": "on"}
    return errors_in(fill_in(client, address, data), "name")


def people_index() -> PersonIndexPage:
    return person("Rosa").get_parent().specific


def new_person_page(client: Client, name: str) -> list[str]:
    as_superuser(client)
    address = reverse(
        "wagtailadmin_pages:add", args=["home_people", "personpage", people_index().pk]
    )
    data = {"title": name, "slug": f"ana-{next(NUMBERS)}", "kind": "faculty", "credential": ""}
    data |= {"lede": "Teaches.", "biography": rich_text("<p>Ana.</p>"), "action-publish": "on"}
    data |= {"comments": {"TOTAL_FORMS": 0, "INITIAL_FORMS": 0}}
    return errors_in(client.post(address, nested_form_data(data)), "title")


def copied_person_page(client: Client, name: str) -> list[str]:
    as_superuser(client)
    page = person("Rosa")
    data = {"new_title": name, "new_slug": f"ana-{next(NUMBERS)}"}
    data["new_parent_page"] = page.get_parent().pk
    answer = client.post(reverse("wagtailadmin_pages:copy", args=[page.pk]), data)
    return errors_in(answer, "new_title")


def block_field(block, field: str, **others) -> Door:
    def typed(_client: Client, name: str) -> list[str]:
        try:
            block.clean(block.to_python({field: name, **others}))
        except StructBlockValidationError as error:
            return error.block_errors[field].messages
        return []

    return typed


def picture(client: Client, name: str) -> list[str]:
    as_superuser(client)
    shown = PictureFactory()
    data = {"title": "A room", "description": "A room.", "credit": name, "collection": 1}
    answer = client.post(reverse("wagtailimages:edit", args=[shown.pk]), data)
    return errors_in(answer, "credit")


def first_superuser(_client: Client, name: str) -> list[str]:
    return raised(
        lambda: call_command(
            "createsuperuser", "--noinput", email=an_address(), display_name=name, verbosity=0
        )
    )


def request_service(_client: Client, name: str) -> list[str]:
    school = SiteSettings.for_site(home_page().get_site())
    school.save()
    enquiry = Enquiry(name=name, email=an_address(), start="year", reach_by="email")
    return raised(
        lambda: receive_enquiry(enquiry=enquiry, consent="Yes.", language="en", school=school)
    )


def registration_service(_client: Client, name: str) -> list[str]:
    row = Registration(event=event_with_page(places=None), name=name, email=an_address(), people=1)
    return raised(lambda: register(registration=row, consent="Yes.", language="en"))


SERVICES: dict[str, Door] = {
    "create_person": lambda _client, name: raised(
        lambda: people.create_person(email=an_address(), display_name=name)
    ),
    "rename_person": lambda _client, name: raised(
        lambda: people.rename_person(user=UserFactory(), display_name=name)
    ),
    "invite": lambda _client, name: raised(
        lambda: invitations.invite(email=an_address(), display_name=name, invited_by=None)
    ),
    "receive_enquiry": request_service,
    "register": registration_service,
    "createsuperuser": first_superuser,
    "a quote": block_field(QuoteBlock(), "source", quote="Rest."),
    "a source": block_field(SourceBlock(), "authors", title="Rest", year=2019, link=""),
}
DOORS: dict[str, Door] = SERVICES | {
    "sign-up": sign_up,
    "own account": own_account,
    "own account in the admin": own_account_in_the_admin,
    "invitation": invitation,
    "a person in the admin": renamed_in_the_admin,
    "new supervisor": new_supervisor,
    "changed supervisor": changed_supervisor,
    "request for information": request_for_information,
    "registration for an event": registration,
    "a person's page": new_person_page,
    "a copy of a person's page": copied_person_page,
    "a picture": picture,
}
