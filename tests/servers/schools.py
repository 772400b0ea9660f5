"""Whole schools on this machine: each has its own database, key, log and server, and witnesses others."""

import os
import subprocess
import sys
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from urllib.error import URLError

from django.conf import settings
from django.test import override_settings

from clinic_hours.ledger.signatures import new_key, write_key_file
from clinic_hours.transcripts import practicum_witness
from tests.databases import Databases

from .postgres_cluster import free_port
from .worker_process import database_url, wait_until

SERVE = "from portal.serving.serve import serve; serve({port})"


@dataclass
class School:
    """A school in a folder of its own. `witnesses` are the keys that its server knows."""

    name: str
    folder: Path
    databases: Databases
    port: int = field(default_factory=free_port)
    witnesses: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.folder.mkdir()
        write_key_file(self.folder / "key.pem", new_key())

    @property
    def site(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    @property
    def database(self) -> str:
        return f"{self.databases.own}_{self.name}"

    @property
    def settings(self) -> dict[str, str]:
        return {
            "SIGNING_KEY_FILE": str(self.folder / "key.pem"),
            "LOG_ORIGIN": f"{self.name}.test/hours",
            "SITE_URL": self.site,
        }

    @contextmanager
    def office(self) -> Iterator[None]:
        """Work on this school's database with this school's key, in the test's own process."""
        self.databases.point_at(self.databases.address(self.database))
        with override_settings(**self.settings):
            yield
        self.databases.point_at_own()

    @contextmanager
    def server(self) -> Iterator[None]:
        own = {
            "DJANGO_SETTINGS_MODULE": "portal.settings.dev",
            "DATABASE_URL": database_url(self.databases.address(self.database)),
            "WITNESS_KEYS": "\n".join(self.witnesses),
            **self.settings,
        }
        process = subprocess.Popen(
            [sys.executable, "-c", SERVE.format(port=self.port)],
            cwd=settings.BASE_DIR,
            env={**os.environ, **own},
        )
        try:
            assert wait_until(self.answers)
            yield
        finally:
            process.terminate()
            process.wait(timeout=15)

    def answers(self) -> bool:
        try:
            return bool(self.get("/healthz"))
        except URLError:
            return False

    def get(self, path: str) -> str:
        with urllib.request.urlopen(self.site + path) as answer:
            return answer.read().decode()

    def witness_key(self) -> str:
        return self.program("--show-key").stdout.strip()

    def looks_at(self, other: "School") -> subprocess.CompletedProcess:
        """Run the witness's program once, as it is downloaded."""
        seen = str(self.folder / f"{other.name}-seen")
        return self.program("--log", other.site, "--state", seen)

    def program(self, *arguments: str) -> subprocess.CompletedProcess:
        script = self.folder / "practicum_witness.py"
        script.write_bytes(Path(str(practicum_witness.__file__)).read_bytes())
        own = ["--name", f"{self.name}.test/witness", "--key", str(self.folder / "witness.pem")]
        return subprocess.run(
            [sys.executable, str(script), *own, *arguments],
            cwd=self.folder,
            capture_output=True,
            text=True,
            timeout=60,
        )


@contextmanager
def two_schools(
    folder: Path, databases: Databases, template: str
) -> Iterator[tuple[School, School]]:
    """Serve two schools that are each other's witness."""
    schools = [School(name, folder / name, databases) for name in ("palmetto", "coral")]
    one, other = schools
    one.witnesses, other.witnesses = [other.witness_key()], [one.witness_key()]
    try:
        for school in schools:
            databases.create(school.database, template)
        with one.server(), other.server():
            yield one, other
    finally:
        databases.point_at_own()
        for school in schools:
            databases.drop(school.database)
