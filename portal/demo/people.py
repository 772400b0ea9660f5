"""People with accounts. Their rights follow from the records that other files create."""

from dataclasses import dataclass

from django.contrib.auth import get_user_model
from django.contrib.auth.hashers import make_password

from portal.accounts.models import User
from portal.accounts.services.people import create_person

PASSWORD = "touch-of-relief-demo"
PIN = "503274"  # everyone's, at the clinic's tablet
KIOSK_NUMBERS = {"rosa": "900101", "irene": "900102"}


@dataclass(frozen=True, slots=True)
class Person:
    email: str
    name: str
    who: str
    is_staff: bool = False
    is_superuser: bool = False
    phone: str = ""


PEOPLE = (
    Person("lucia@palmetto.test", "Lucía Ferrer", "student, about two thirds done"),
    Person("andre@palmetto.test", "Andre Baptiste", "student, behind pace", phone="305-555-0142"),
    Person("mei@palmetto.test", "Mei Tanaka", "student, just enrolled"),
    Person("joel@palmetto.test", "Joel Rivera", "student, finished"),
    Person("rosa@palmetto.test", "Rosa Castellanos", "instructor, sessions waiting"),
    Person("theo@palmetto.test", "Theo Lindqvist", "instructor, license expired last month"),
    Person("cora@palmetto.test", "Cora Whitfield", "coordinator, the clinic office", is_staff=True),
    Person("otis@palmetto.test", "Otis Marlowe", "auditor, reads everything"),
    Person(
        "edie@palmetto.test", "Edie Navarro", "content editor, reviews and publishes", is_staff=True
    ),
    Person("wren@palmetto.test", "Wren Okafor", "writer, submits for review", is_staff=True),
    Person("nora@palmetto.test", "Nora Iglesias", "admissions, answers inquiries", is_staff=True),
    Person("admin@palmetto.test", "Palmetto Admin", "superuser", is_staff=True, is_superuser=True),
)


def load_people() -> dict[str, User]:
    """Return the demo's people by email address, creating the missing ones."""
    emails = [person.email for person in PEOPLE]
    found = get_user_model().objects.filter(email__in=emails).in_bulk(field_name="email")
    missing = [person for person in PEOPLE if person.email not in found]
    password = make_password(PASSWORD)  # hashed once: hashing is slow on purpose
    for person in missing:
        user = create_person(
            email=person.email,
            display_name=person.name,
            is_staff=person.is_staff,
            is_superuser=person.is_superuser,
        )
        user.password, user.phone = password, person.phone
        user.save(update_fields=["password", "phone"])
        found[person.email] = user
    return found
