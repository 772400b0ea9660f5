"""docs/transcript-format.md is correct: its example, its figures, and every field."""

import json
import re
from pathlib import Path

from clinic_hours.ledger.domain.checkpoints import key_hash
from clinic_hours.ledger.domain.merkle import node_hash
from clinic_hours.transcripts.verify_transcript import STEPS, status_of, verify
from tests.factories.paper.schools import example_school, small_school
from tests.factories.paper_log import ORIGIN, b64
from tests.factories.transcripts import in_bytes

DOCS = Path(__file__).parents[4] / "docs"
TEXT = (DOCS / "transcript-format.md").read_text()
SCHOOL = example_school()
NAMED = set(re.findall(r"`([a-z0-9_]+)`", TEXT))


def test_the_example_matches_the_code_and_verifies():
    example = (DOCS / "transcript-example.json").read_bytes()
    assert example == in_bytes(SCHOOL.form())
    assert status_of(verify(example, SCHOOL.key_forms)) == 0


def test_the_worked_figures_match_the_example():
    key, leaves = SCHOOL.keys[0], [posted.leaf for posted in SCHOOL.posted]
    name = SCHOOL.texts[SCHOOL.posted[2].facts["name"]]
    figures = [
        key.id,
        json.loads(SCHOOL.key_forms[0]["statement"])["key"]["x"],
        f"{len(SCHOOL.posted[3].payload):,}",
        leaves[3].hex(),
        *(each.hex() for each in SCHOOL.proof(4)),
        SCHOOL.root().hex(),
        key_hash(ORIGIN, key.public_key).hex(),
        b64(name.salt),
        name.text,
        name.commitment,
    ]
    assert SCHOOL.proof(4) == [leaves[2], node_hash(*leaves[:2]), leaves[4]]
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
