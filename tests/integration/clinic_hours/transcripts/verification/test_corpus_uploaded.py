"""The upload page gives every file of the published corpus the verdict that the script and the browser give.

It cannot be given checkpoints, policies or another site, so files that need those are left out.
"""

import pytest

from clinic_hours.transcripts.documents import verdicts
from clinic_hours.transcripts.documents.verdicts import is_pdf, verdict_on
from tests.vectors.published import CASES, Case

pytestmark = pytest.mark.django_db

UPLOADED = [
    case
    for case in CASES
    if case.keys and not (case.row["kept"] or case.row["policy"] or case.row["site"] is not None)
]
NOT_SIGNED = "This is not what the school signed."
OTHERWISE = (
    "The school has no record of this transcript.",
    "This file is in a newer format than this site can check.",
)


def uploaded(case: Case) -> tuple[bool, str | None]:
    """Return whether a file is refused as not signed, and the code of the step that decides it."""
    verdict = verdict_on(case.data)
    assert verdict.transcript is None and verdict.problem in (NOT_SIGNED, *OTHERWISE), case.row
    failed = [step for step in verdict.steps if step.ok is False]
    still_open = [step for step in verdict.steps if step.ok is None]
    deciding = (failed or still_open or [None])[0]
    return verdict.problem == NOT_SIGNED, deciding and deciding.code


def test_an_upload_has_the_same_verdict_for_the_same_reason(monkeypatch):
    assert len(UPLOADED) > 300
    for case in UPLOADED:
        if is_pdf(case.data):
            continue
        monkeypatch.setattr(verdicts, "trusted_key_forms", lambda keys=case.keys: keys)
        verdict, _step, code = case.said
        assert uploaded(case) == (verdict == "REFUSED", code), case.row
