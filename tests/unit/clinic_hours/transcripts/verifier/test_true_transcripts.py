"""The verifier that anyone may run: what it accepts, and that it runs on its own."""

import ast
import sys
from pathlib import Path

from clinic_hours.transcripts import verify_transcript
from clinic_hours.transcripts.verify_transcript import SENTENCES, status_of, verify
from tests.factories.paper.enrollments import MEI
from tests.factories.paper.schools import open_school, small_school
from tests.factories.transcripts import in_bytes

from .forms import SCHOOL, VALID, verdict

SCRIPT = Path(verify_transcript.__file__)


def test_a_genuine_transcript_passes_every_step():
    assert verdict(VALID) == "valid"
    assert verdict(VALID, SCHOOL.key_forms) == "valid"


def test_its_steps_say_what_was_checked():
    said = {step.name: step.params for step in verify(VALID)}
    assert said["statement"] == {"number": 1, "student": "Lucía Ferrer"}
    how = {"clocked": 0, "attested": 0, "typed": 90, "paper": 600}
    assert (said["entries"], said["totals"]) == ({"count": 7}, {"minutes": 690, **how})
    assert (said["chain"], said["hours"]) == ({"length": 5}, {"count": 4})
    assert said["trust"] == {"key": SCHOOL.keys[-1].id}


def test_a_transcript_without_hours_passes():
    school = open_school()
    assert verdict(in_bytes(school.form())) == "valid"
    school.enroll(MEI)
    school.sign_off(MEI)
    assert verdict(in_bytes(school.form())) == "valid"


def test_a_transcript_stays_valid_when_the_key_changes_right_after_it():
    school = small_school()
    form = school.form()
    school.change_keys()
    later = form | {"later": school.later(10)}
    assert status_of(verify(in_bytes(later | {"keys": school.key_forms}), school.key_forms)) == 0
    assert verdict(in_bytes(form), school.key_forms) == "valid"
    assert status_of(verify(in_bytes(form), school.key_forms)) == 2  # not shown to continue


def test_an_older_list_of_keys_is_still_accepted():
    assert verdict(VALID, SCHOOL.key_forms[:1]) == "valid"


def test_it_is_short_and_imports_none_of_our_code():
    text = SCRIPT.read_text()
    assert len(text.splitlines()) < 1300
    imports = [node for node in ast.walk(ast.parse(text)) if isinstance(node, ast.ImportFrom)]
    names = {node.module.split(".")[0] for node in imports}
    names |= {
        alias.name.split(".")[0]
        for node in ast.walk(ast.parse(text))
        if isinstance(node, ast.Import)
        for alias in node.names
    }
    assert names <= sys.stdlib_module_names | {"cryptography"}


def test_without_a_list_of_keys_their_owner_stays_open():
    assert {step.name: step.ok for step in verify(VALID)}["trust"] is None
    assert all(step.ok for step in verify(VALID, SCHOOL.key_forms))


def test_nothing_claims_that_the_list_of_entries_is_complete():
    """The file alone cannot show that the school listed every entry."""
    assert not [each for each in SENTENCES.values() if "left out" in each]
