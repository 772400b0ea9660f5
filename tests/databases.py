"""Test databases as copies of one template: migrating takes half a minute, copying an instant.

A template is named after the migrations it was made from and kept between runs. A test that commits is
followed by a fresh copy: flushing would violate the append-only guards, and would lose the root page
and locale that migrations create.
"""

import fcntl
import hashlib
import shutil
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import cache
from pathlib import Path

from django.apps import apps
from django.conf import settings
from django.core.management import call_command
from django.db import connection
from django.test import TestCase

from home.core.fields.constraints import Guard
from portal.rooms import ROOMS

DAY = 24 * 3600
MIGRATIONS = tuple(f"{room}/**/migrations/*.py" for room in ROOMS)


def guards() -> str:
    """Return the SQL of all guards; migrations only mention their names."""
    return ";".join(
        statement
        for model in apps.get_models()
        for constraint in model._meta.constraints
        if isinstance(constraint, Guard)
        for statement in constraint.statements(model, connection.vendor)
    )


@cache  # a run of tests changes none of them
def fingerprint(*patterns: str, more: str = "") -> str:
    """Return a short hash of the files that a template is made from."""
    digest = hashlib.sha256(more.encode())
    for pattern in patterns:
        for path in sorted(Path(settings.BASE_DIR).glob(pattern)):
            if path.is_file() and "__pycache__" not in path.parts:
                digest.update(path.read_bytes())
    digest.update((Path(settings.BASE_DIR) / "requirements.txt").read_bytes())
    return digest.hexdigest()[:12]


@contextmanager
def alone(name: str) -> Iterator[None]:
    """Hold a lock across processes: one worker makes a template while the others wait."""
    folder = settings.VAR_DIR / "test-databases"
    folder.mkdir(parents=True, exist_ok=True)
    with (folder / f"{name}.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield


class Databases:
    """Makes templates, and points this process's connection to a copy."""

    def __init__(self, suffix: str) -> None:
        self.own = f"practicum_test_{suffix}"

    def point_at(self, name: str) -> None:
        connection.close()
        connection.settings_dict["NAME"] = name
        settings.DATABASES["default"]["NAME"] = name

    def make_template(self, name: str, fill: Callable[[], None], source: str | None = None) -> str:
        """Return the template's name, first making it with `fill` if it does not exist."""
        with alone(name):
            if not self.exists(name):
                draft = f"{name}_draft"
                self.drop(draft)
                self.create(draft, source)
                self.point_at(self.address(draft))
                fill()
                connection.close()
                self.rename(draft, name)
        return name

    def use_copy_of(self, template: str) -> None:
        """Give this process a fresh copy, replacing the one it had."""
        connection.close()
        with alone(f"copy_{template}"):
            self.drop(self.own)
            self.create(self.own, template)
        self.point_at_own()

    def point_at_own(self) -> None:
        self.point_at(self.address(self.own))

    def drop_own(self) -> None:
        connection.close()
        self.drop(self.own)


class SqliteDatabases(Databases):
    @property
    def folder(self) -> Path:
        return settings.VAR_DIR / "test-databases"

    def address(self, name: str) -> str:
        return str(self.folder / f"{name}.sqlite3")

    def exists(self, name: str) -> bool:
        return Path(self.address(name)).exists()

    def create(self, name: str, source: str | None) -> None:
        if source:
            shutil.copyfile(self.address(source), self.address(name))

    def drop(self, name: str) -> None:
        for ending in ("", "-wal", "-shm"):
            Path(self.address(name) + ending).unlink(missing_ok=True)

    def rename(self, name: str, becomes: str) -> None:
        Path(self.address(name)).rename(self.address(becomes))
        self.tidy()

    def tidy(self) -> None:
        """Remove leftovers of earlier runs: templates of older migrations, copies from interrupted runs."""
        for path in self.folder.glob("*.sqlite3*"):
            if time.time() - path.stat().st_mtime > DAY:
                path.unlink(missing_ok=True)


class PostgresqlDatabases(Databases):
    def address(self, name: str) -> str:
        return name

    def run(self, statement: str, *params: str) -> list:
        with connection._nodb_cursor() as cursor:
            cursor.execute(statement, params or None)
            return cursor.fetchall() if cursor.description else []

    def exists(self, name: str) -> bool:
        return bool(self.run("SELECT 1 FROM pg_database WHERE datname = %s", name))

    def create(self, name: str, source: str | None) -> None:
        self.run(f'CREATE DATABASE "{name}" TEMPLATE "{source or "template0"}"')

    def drop(self, name: str) -> None:
        self.run(f'DROP DATABASE IF EXISTS "{name}" WITH (FORCE)')

    def rename(self, name: str, becomes: str) -> None:
        self.run(f'ALTER DATABASE "{name}" RENAME TO "{becomes}"')


@contextmanager
def rolled_back() -> Iterator[None]:
    """A transaction around those of several tests: each undoes what it does, and this what they share."""
    around = TestCase._enter_atomics()
    yield
    TestCase._rollback_atomics(around)


def databases(suffix: str) -> Databases:
    kind = PostgresqlDatabases if connection.vendor == "postgresql" else SqliteDatabases
    return kind(suffix)


def migrated_template(here: Databases) -> str:
    name = f"practicum_template_{fingerprint(*MIGRATIONS, more=guards())}"
    return here.make_template(name, lambda: call_command("migrate", verbosity=0))


def demo_template(here: Databases) -> str:
    """Return the template with the demo school, loaded on the migrated template as of today."""
    made_of = fingerprint(
        *("portal/demo/**/*", "clinic_hours/**/*.py", "courses/**/*", "home/**/*.py"),
        "tests/databases.py",
    )
    source = migrated_template(here)
    from django.utils import timezone

    name = f"{source}_demo_{made_of[:6]}_{timezone.localdate():%Y%m%d}"
    return here.make_template(name, load_the_demo, source=source)


def load_the_demo() -> None:
    call_command("demo", yes=True, verbosity=0)
