"""The text of the verifier's steps on a page."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from clinic_hours.transcripts.verify_transcript import SENTENCES, STEPS, Step

TITLES = {
    "form": gettext_lazy("Format"),
    "keys": gettext_lazy("Keys"),
    "trust": gettext_lazy("School"),
    "checkpoint": gettext_lazy("Checkpoint"),
    "statement": gettext_lazy("Statement"),
    "entries": gettext_lazy("Entries"),
    "chain": gettext_lazy("Completeness"),
    "facts": gettext_lazy("Student and program"),
    "hours": gettext_lazy("Hours"),
    "totals": gettext_lazy("Totals"),
    "pinned": gettext_lazy("Your checkpoints"),
    "online": gettext_lazy("Current status"),
    "period": gettext_lazy("Key in use"),
    "witnesses": gettext_lazy("Witnesses"),
}
IF_ASKED = ("pinned", "online", "witnesses")
LONGEST = 200  # characters of a sentence, whose parameters come from the file


@dataclass(frozen=True, slots=True)
class StepRow:
    """A step as listed on a page. `ok` is None if it was not reached, or is open and has a sentence."""

    name: str
    title: str
    ok: bool | None = None
    sentence: str = ""


def step_rows(steps: Iterable[Step] = (), asked: Iterable[str] = ()) -> list[StepRow]:
    """Return a row for each step that is always done, was asked for or is in `steps`, with its result."""
    found = {step.name: step for step in steps}
    listed = [name for name in STEPS if name not in IF_ASKED or name in {*found, *asked}]
    return [row_of(name, found.get(name)) for name in listed]


def row_of(name: str, step: Step | None) -> StepRow:
    title = str(TITLES[name])
    if step is None:
        return StepRow(name, title)
    return StepRow(name, title, step.ok, _(SENTENCES[step.code]).format(**step.params)[:LONGEST])


def sentences() -> dict[str, str]:
    """Return every sentence, for the check in the browser."""
    return {code: _(text) for code, text in SENTENCES.items()}
