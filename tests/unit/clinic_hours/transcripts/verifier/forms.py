"""A valid transcript, changed versions of it, and the verifier's verdict on them."""

from clinic_hours.transcripts.verify_transcript import OPEN, SENTENCES, STEPS, verify
from tests.factories.paper.schools import small_school
from tests.factories.transcripts import in_bytes

SCHOOL = small_school()
VALID = in_bytes(SCHOOL.form())
ALWAYS = [name for name in STEPS if name not in ("pinned", "online", "witnesses")]


def verdict(data: bytes, trusted: list[dict] | None = None) -> str:
    """Return "valid", "newer_format" or the code of the failed step. Each code has a plain sentence."""
    steps = verify(data, trusted)
    for step in steps:
        assert SENTENCES[step.code].format(**step.params)
        assert (step.ok is None) == (step.code in OPEN)
    if steps[-1].code == "newer_format":
        return "newer_format"
    if all(step.ok is not False for step in steps):
        assert [step.name for step in steps] == ALWAYS
        return "valid"
    assert [step.ok for step in steps].count(False) == 1 and not steps[-1].ok
    return steps[-1].code


def changed(**parts) -> dict:
    return SCHOOL.form() | parts
