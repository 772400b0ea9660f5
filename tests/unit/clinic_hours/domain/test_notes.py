"""Notes: what looks as if it told who a client is, what must not, and what cannot be kept."""

import pytest

from clinic_hours.domain.notes import may_identify_client, problem_with_text

TELLING = [
    ("Mrs Smith came again", "name"),
    ("Sra. Pérez, cervicales", "name"),
    ("client John Doe, shoulder", "name"),
    ("Patient Mary O'Brien", "name"),
    ("patient Anne McDonald", "name"),
    ("client named Maria", "name"),
    ("paciente María López, lumbalgia", "name"),
    ("call 305-555-0123", "phone"),
    ("(305) 555-0123", "phone"),
    ("+1 305 555 0123", "phone"),
    ("3055550123", "phone"),
    ("write to j.doe@mail.test.", "email"),
    ("DOB 4/5/80", "birth_date"),
    ("04/05/1980", "birth_date"),
    ("1980-04-05", "birth_date"),
    ("nacida en 1980", "birth_date"),
]
HARMLESS = [
    "",
    "client reported low back pain",
    "Client reported Low Back pain",
    "Client Low Back, 45 min",
    "Client Upper Trapezius tight",
    "Patient Gluteus Medius trigger point",
    "Client Tui Na, prone",
    "Swedish, 60 min, L4-L5",
    "Gluteus Medius and Quadratus Lumborum",
    "Tui Na, Shiatsu, Thai",
    "Rule 64B7-32.003, 2 x 30 min, pain 7/10 to 3/10",
    "ROM 120 to 150 degrees, GB20, LI4",
    "pressure 4 @ 10",
    "cliente con dolor lumbar",
]


@pytest.mark.parametrize(("note", "kind"), TELLING)
def test_a_note_that_may_tell_who_a_client_is_says_how(note, kind):
    assert may_identify_client(note) == (kind,)


@pytest.mark.parametrize("note", HARMLESS)
def test_a_note_about_the_work_passes(note):
    assert may_identify_client(note) == ()


def test_every_kind_is_named_once():
    note = "Mrs Smith, 305-555-0123, 305-555-0124, smith@mail.test, born in spring"
    assert may_identify_client(note) == ("name", "phone", "email", "birth_date")


@pytest.mark.parametrize("hostile", ["a" * 100_000, "a@" * 50_000, "a." * 50_000, "1-" * 50_000])
def test_a_hostile_note_is_read_to_its_end(hostile):
    """Time grows with the length; with its square this test would hold up the whole suite."""
    assert may_identify_client(hostile) == ()


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ("plain, Señor, 按摩, \U0001f600", ""),
        ("a\x00b", "nul"),
        ("a\ud800b", "surrogate"),
        ("a\udfff", "surrogate"),
        ("a\ufffdb", "surrogate"),
        ("x" * 100, ""),
        ("x" * 101, "too_long"),
        ("\x00" + "x" * 2_000_000, "nul"),
    ],
)
def test_text_that_cannot_be_kept_says_why(text, problem):
    assert problem_with_text(text, limit=100) == problem
