"""A session's note: what it may name, and what remains of it when the session is discarded."""

import pytest

from clinic_hours.core.domain.errors import Refused
from clinic_hours.sessions.domain.states import State
from clinic_hours.sessions.services.sessions import (
    discard_session,
    edit_session,
    return_session,
    submit_session,
    take_back_session,
)
from tests.factories.clinic import NOW, facts, logged
from tests.rooms import models_of

pytestmark = pytest.mark.django_db


TELLING = "Call Mrs. Delgado at 305-555-0142"
SECRET = "Trigger points of the zygomaticus"


@pytest.mark.parametrize("through", ["draft", "edited", "taken back", "returned"])
def test_no_row_of_the_database_contains_a_discarded_sessions_note(lucia, rosa, through):
    session = logged(lucia, rosa, note=SECRET, submit=through in ("taken back", "returned"))
    how = {"session": session, "version": 1, "now": NOW}
    if through == "edited":
        edit_session(actor=lucia.student, facts=facts(lucia, rosa, note=SECRET + "."), **how)
    if through == "taken back":
        take_back_session(actor=lucia.student, **how)
    if through == "returned":
        return_session(actor=rosa.user, reason="Shorten the note.", **how)
    session.refresh_from_db()
    discarded = discard_session(
        actor=lucia.student, session=session, version=session.version, now=NOW
    )
    assert discarded.note == ""
    for model in models_of("clinic_hours"):
        assert SECRET not in str(list(model.objects.values_list())), model


def test_warnings_about_a_note_are_erased_with_it(lucia, rosa):
    session = logged(lucia, rosa, submit=False, note="Call Mrs. Delgado at 305-555-0142")
    discarded = discard_session(actor=lucia.student, session=session, version=1, now=NOW)
    assert discarded.findings == []


def test_warnings_are_stored_with_the_session(lucia, rosa):
    session = logged(lucia, rosa, note=TELLING, names_no_client=True)
    (finding,) = session.findings
    assert finding["code"] == "note_may_identify_client"
    assert finding["params"] == {"kinds": ["name", "phone"], "confirmed": True}


def test_a_note_that_may_name_a_client_is_saved_as_a_draft_but_not_submitted_unconfirmed(
    lucia, rosa
):
    with pytest.raises(Refused) as refusal:
        logged(lucia, rosa, note=TELLING)
    (question,) = refusal.value.findings
    assert question.code == "client_may_be_named"
    assert question.params["passages"] == ["Mrs. Delgado", "305-555-0142"]
    draft = logged(lucia, rosa, note=TELLING, submit=False)
    how = {"actor": lucia.student, "session": draft, "version": 1, "now": NOW}
    for send in (
        lambda: submit_session(**how),
        lambda: edit_session(**how, facts=facts(lucia, rosa, note=TELLING), submit=True),
    ):
        with pytest.raises(Refused):
            send()
    draft.refresh_from_db()
    assert (draft.status, draft.version) == (State.DRAFT, 1)
    assert submit_session(**how, names_no_client=True).status == State.SUBMITTED


def test_a_note_is_asked_about_once_and_again_when_it_changes(lucia, rosa):
    session = logged(lucia, rosa, note=TELLING, names_no_client=True)
    for version in (1, 3):
        how = {"session": session, "version": version, "now": NOW}
        return_session(actor=rosa.user, reason="The end?", **how)
        submit_session(actor=lucia.student, **how | {"version": version + 1})
    return_session(actor=rosa.user, session=session, version=5, reason="The end?", now=NOW)
    with pytest.raises(Refused):
        edit_session(
            actor=lucia.student,
            session=session,
            version=6,
            facts=facts(lucia, rosa, note=TELLING + ", Mr. Lee"),
            submit=True,
            now=NOW,
        )


def test_the_instructor_and_the_site_may_be_named(lucia, rosa, site):
    note = f"Ms. Castellanos helped at {site.name}."
    assert logged(lucia, rosa, note=note).findings == []


def test_no_passage_of_a_note_is_stored_separately(lucia, rosa):
    session = logged(lucia, rosa, note=TELLING, submit=False)
    assert "Delgado" not in str(session.findings)
