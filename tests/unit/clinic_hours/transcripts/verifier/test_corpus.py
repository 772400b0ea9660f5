"""Script, command and the site's own verifier give every file of the published corpus its verdict."""

import importlib.util
import json
import re
import sys
from contextlib import redirect_stderr, redirect_stdout
from io import BytesIO, TextIOWrapper
from pathlib import Path
from types import ModuleType

import pytest

from clinic_hours.transcripts import verify_transcript
from clinic_hours.transcripts.management.commands import verify_transcript as command
from clinic_hours.transcripts.verify_transcript import (
    OPEN,
    SENTENCES,
    STEPS,
    VERDICTS,
    policy_of,
    status_of,
    verify,
)
from tests.vectors.corpus import files_of_docs
from tests.vectors.published import CASES, DOCS, FOLDER, Case

TEXT = (DOCS / "transcript-format.md").read_text()
NAMED = set(re.findall(r"`([a-z0-9_]+)`", TEXT))
# The names that vectors add in order to be refused, or to be of a newer format.
INVENTED = {"__proto__", "anything", "more", "photo", "zz"}
# The corpus says the reason only where a step is the first that is open, or fails.
PASSED = {*STEPS, "superseded", "continued", "stolen_continued", "online_untrusted"}
MARKED = ("FAILED ", "open ")
STATUS = {verdict: status for status, (verdict, _meaning) in VERDICTS.items()}


def test_the_committed_corpus_is_what_the_script_makes():
    made = files_of_docs()
    committed = {f"{FOLDER.name}/{path.name}" for path in FOLDER.iterdir()}
    assert committed == {name for name in made if "/" in name}
    assert [name for name, data in made.items() if (DOCS / name).read_bytes() != data] == []


def test_the_corpus_is_large_and_varied():
    found = [case.row["verdict"] for case in CASES]
    assert found.count("VALID") >= 60
    assert found.count("REFUSED") >= 200
    assert len({case.row["about"] for case in CASES}) == len(CASES)


def test_every_reason_is_in_the_corpus():
    assert set(SENTENCES) - PASSED - {case.row["code"] for case in CASES} == set()
    assert set(STEPS) - {case.row["step"] for case in CASES} == set()


def test_the_verifier_gives_each_verdict_with_its_reason():
    assert [
        (case.row["about"], found) for case in CASES if (found := judged(case)) != case.said
    ] == []


def judged(case: Case) -> tuple:
    policy = policy_of(case.policy) if case.policy else None
    steps = verify(case.data, case.keys, case.kept, policy, case.ask)
    telling = [step for step in steps if step.ok is False] or [s for s in steps if s.ok is None]
    step = telling[0] if telling else None
    return VERDICTS[status_of(steps)][0], step and step.name, step and step.code


@pytest.fixture(scope="module")
def script() -> ModuleType:
    """Load the script as it is when it lies alone in a folder."""
    spec = importlib.util.spec_from_file_location("alone", verify_transcript.__file__)
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def arguments(case: Case, folder: Path) -> list[str]:
    row, file = case.row, FOLDER / case.row.get("file", "")
    if "parts" in row:
        file = folder / "made.json"
        file.write_bytes(case.data)
    given = [str(file)]
    given += ["--keys", str(FOLDER / row["published"])] if row["published"] else []
    given += [part for name in row["kept"] for part in ("--checkpoint", str(FOLDER / name))]
    given += ["--policy", str(FOLDER / row["policy"])] if row["policy"] else []
    return [*given, *(["--online"] if row["site"] is not None else [])]


def printed(run) -> tuple[int, str, str]:
    out, err = (TextIOWrapper(BytesIO(), "utf-8", write_through=True) for _ in range(2))
    with redirect_stdout(out), redirect_stderr(err):
        status = run()
    return status, *(each.buffer.getvalue().decode() for each in (out, err))


def of_script(script: ModuleType, case: Case, folder: Path, monkeypatch) -> tuple[int, str, str]:
    monkeypatch.setattr(script, "ask_site", case.ask)
    monkeypatch.setattr(sys, "argv", ["verify_transcript.py", *arguments(case, folder)])
    return printed(script.main)


def test_the_script_prints_each_verdict_and_exits_with_it(script, tmp_path, monkeypatch):
    for case in CASES:
        status, out, err = of_script(script, case, tmp_path, monkeypatch)
        verdict, step, _code = case.said
        assert (out.splitlines()[0], status, err) == (verdict, STATUS[verdict], ""), case.row
        marked = [line.split()[1] for line in out.splitlines() if line.startswith(MARKED)]
        assert (marked or [None])[0] == step, case.row


def test_the_command_prints_the_same(script, tmp_path, monkeypatch):
    for case in CASES:
        expected = of_script(script, case, tmp_path, monkeypatch)
        monkeypatch.setattr(verify_transcript, "ask_site", case.ask)
        assert printed(lambda case=case: commanded(case, tmp_path)) == expected, case.row


def commanded(case: Case, folder: Path) -> int:
    with pytest.raises(SystemExit) as ended:
        argv = ["manage.py", "verify_transcript", *arguments(case, folder)]
        command.Command().run_from_argv(argv)
    return ended.value.code


def names_in(value) -> set[str]:
    if isinstance(value, dict):
        return set(value) | {name for each in value.values() for name in names_in(each)}
    if isinstance(value, list):
        return {name for each in value for name in names_in(each)}
    return names_in(parsed(value)) if isinstance(value, str) and value[:1] == "{" else set()


def parsed(text: str | bytes):
    try:
        return json.loads(text)
    except ValueError:  # damaged on purpose
        return None


def test_every_field_of_every_true_vector_is_explained():
    named = set()
    for case in CASES:
        if case.row["verdict"] == "VALID":
            named |= names_in(json.loads(case.data))
            named |= names_in(json.loads((FOLDER / case.row["published"]).read_bytes()))
        answers = (case.row["site"] or {}).values() if case.row["verdict"] == "VALID" else ()
        named |= {name for answer in answers for name in answer}
    named |= {name for case in CASES for name in case.row}
    assert named - NAMED == set()


def test_every_field_of_any_vector_is_explained_or_invented():
    found = set()
    for case in CASES:
        answers = (case.row["site"] or {}).values()
        found |= {name for answer in answers for name in names_in(answer)}
        files = [case.row.get("file"), case.row["published"]]
        for name in filter(None, files):
            found |= names_in(parsed((FOLDER / name).read_bytes()))
    assert found - NAMED == INVENTED


def test_every_step_is_explained():
    assert set(STEPS) - NAMED == set()
    assert set(SENTENCES) > OPEN
