"""Settings come from the environment, and each that is read is documented."""

import re
from pathlib import Path

from django.conf import settings

ROOT = Path(settings.BASE_DIR)
READ = re.compile(r"""\benv(?:\.\w+)?\(\s*["']([A-Z_]+)["']""")


def test_every_setting_is_documented():
    files = (ROOT / "portal" / "settings").glob("*.py")
    read = {name for path in files for name in READ.findall(path.read_text())}
    documented = set(re.findall(r"^#([A-Z_]+)=", (ROOT / ".env.example").read_text(), re.MULTILINE))
    assert len(read) > 10
    assert read - documented == set()


def test_each_environment_holds_only_its_differences():
    lengths = {
        path.name: len(path.read_text().splitlines())
        for path in (ROOT / "portal" / "settings").glob("*.py")
        if path.name != "base.py"
    }
    assert {name for name, lines in lengths.items() if lines > 60} == set()
