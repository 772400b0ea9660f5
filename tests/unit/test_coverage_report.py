"""The report says how much of the code ran, and fails under either goal."""

import json

import pytest

from tests.coverage_report import main


def measured(tmp_path, **ran: int):
    """Write what slipcover writes of files of a hundred lines and branches, of which some ran."""
    files = {
        f"{name}/models.py": {
            "executed_lines": list(range(1, count)),
            "executed_branches": [[1, 2]],
            "missing_lines": list(range(count, 100)),
            "missing_branches": [],
        }
        for name, count in ran.items()
    }
    path = tmp_path / "coverage.json"
    path.write_text(json.dumps({"files": files}))
    return path


@pytest.mark.parametrize(
    ("clinic_hours", "home", "reached"),
    [(96, 86, True), (95, 84, False), (94, 100, False), (100, 79, False)],
)
def test_both_goals_are_asked_for(tmp_path, clinic_hours, home, reached):
    assert main(measured(tmp_path, clinic_hours=clinic_hours, home=home)) is reached


def test_it_names_what_did_not_run(tmp_path, capsys):
    main(measured(tmp_path, clinic_hours=98, home=100))
    assert capsys.readouterr().out.splitlines() == [
        " 98.0 %  clinic_hours/models.py: 98, 99",
        " 99.0 % of all code; the goal is 90 %",
        " 98.0 % of clinic_hours/; the goal is 95 %",
    ]
