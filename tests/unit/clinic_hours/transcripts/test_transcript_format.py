"""docs/transcript-format.md is correct: its example, its figures, and every field."""

import json
import re
from pathlib import Path

from clinic_hours.ledger.domain.checkpoints import key_hash
from clinic_hours.ledger.domain.merkle import leaf_hash
from clinic_hours.transcripts.verify_transcript import STEPS, verify
from tests.factories.paper_schools import example_school, small_school
from tests.factories.transcripts import ORIGIN, in_bytes

DOCS = Path(__file__).parents[4] / "docs"
TEXT = (DOCS / "transcript-format.md").read_text()
SCHOOL = example_school()
NAMED = set(re.findall(r"`([a-z_]+)`", TEXT))


def test_the_example_matches_the_code_and_verifies():
    example = (DOCS / "transcript-example.json").read_bytes()
    assert example == in_bytes(SCHOOL.form())
    assert verify(example, SCHOOL.key_forms)[-1].ok


def test_the_worked_figures_match_the_example():
    key, (first, second) = SCHOOL.keys[0], SCHOOL.posted
    figures = [
        key.id,
        json.loads(SCHOOL.key_forms[0]["statement"])["key"]["x"],
        f"{len(first.payload):,}",
        leaf_hash(first.payload).hex(),
        leaf_hash(second.payload).hex(),
        SCHOOL.tree.root().hex(),
        key_hash(ORIGIN, key.public_key).hex(),
    ]
    assert [figure for figure in figures if f"`{figure}`" not in TEXT] == []
    assert SCHOOL.checkpoint() in TEXT


def names_in(value) -> set[str]:
    if isinstance(value, dict):
        return set(value) | {name for each in value.values() for name in names_in(each)}
    if isinstance(value, list):
        return {name for each in value for name in names_in(each)}
    return names_in(json.loads(value)) if isinstance(value, str) and value[:2] == '{"' else set()


def test_every_field_and_step_is_documented():
    assert names_in(small_school().form()) - NAMED == set()
    assert set(STEPS) - NAMED == set()
