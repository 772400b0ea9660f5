"""What the gate runs on PostgreSQL."""

from pathlib import Path

from django.conf import settings

LISTED = (Path(settings.BASE_DIR) / ".ci/on-postgres").read_text().splitlines()
PATHS = tuple(each for each in LISTED if each.startswith("tests/"))


def test_every_path_on_the_list_exists():
    assert [path for path in PATHS if not (settings.BASE_DIR / path).exists()] == []


def test_every_race_runs_on_postgresql_too():
    """SQLite lets one writer in at a time, so only PostgreSQL shows what two do to each other."""
    integration = Path(settings.BASE_DIR) / "tests/integration"
    races = [
        str(path.relative_to(settings.BASE_DIR))
        for name in ("test_*race*.py", "test_*meanwhile*.py")
        for path in sorted(integration.rglob(name))
    ]
    assert races
    assert [path for path in races if not path.startswith(PATHS)] == []
