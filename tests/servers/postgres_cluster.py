"""Run a command with a temporary PostgreSQL: `python -m tests.servers.postgres_cluster COMMAND …`.

With TEST_DATABASE_URL set, that server is used and nothing is started.
"""

import os
import pwd
import shutil
import socket
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

MEMORY, ROOM = Path("/dev/shm"), 8 * 1024**3
INSTALL = "PostgreSQL is not installed. On Debian: apt-get install postgresql"


def binaries() -> Path:
    """Return the folder of PostgreSQL's newest binaries. Raises SystemExit if there are none."""
    found = sorted(
        Path("/usr/lib/postgresql").glob("*/bin"), key=lambda path: int(path.parent.name)
    )
    if found:
        return found[-1]
    if on_path := shutil.which("initdb"):
        return Path(on_path).resolve().parent
    raise SystemExit(INSTALL)


def unprivileged() -> dict[str, int]:
    """Return the account to run PostgreSQL with, which refuses to run as root: its own, or nobody."""
    if os.geteuid() != 0:
        return {}
    for name in ("postgres", "nobody"):
        try:
            account = pwd.getpwnam(name)
        except KeyError:
            continue
        return {"user": account.pw_uid, "group": account.pw_gid}
    raise SystemExit("There is no account that PostgreSQL could run as.")


def quick_folder() -> Path | None:
    """Return an in-memory folder if there is room: copying a database takes a tenth of the time there."""
    try:
        return MEMORY if shutil.disk_usage(MEMORY).free > ROOM else None
    except OSError:
        return None


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


class Server:
    """A cluster in a temporary folder, which can be started and stopped."""

    def __init__(self, folder: Path, account: dict[str, int]) -> None:
        self.folder, self.account, self.programs = folder, account, binaries()
        self.port = free_port()
        self.data = folder / "data"
        self.address = f"postgres://practicum@127.0.0.1:{self.port}/postgres"

    def run(self, program: str, *arguments: str | Path) -> None:
        command = [self.programs / program, "-D", self.data, *arguments]
        subprocess.run(
            command, stdout=subprocess.DEVNULL, cwd=self.folder, check=True, **self.account
        )

    def make(self) -> None:
        locale = ("-E", "UTF8", "--locale=C.UTF-8")
        self.run("initdb", "-U", "practicum", "-A", "trust", *locale)

    def start(self) -> None:
        # These tests do not need durability, so spare the disk.
        options = (
            f"-p {self.port} -c listen_addresses=127.0.0.1 -k {self.folder}"
            " -c fsync=off -c max_connections=200"
        )
        self.run("pg_ctl", "-w", "-l", self.folder / "log", "-o", options, "start")

    def stop(self) -> None:
        self.run("pg_ctl", "-w", "-m", "immediate", "stop")


@contextmanager
def running_server() -> Iterator[Server]:
    """Start a cluster in a temporary folder, and stop and remove it afterwards."""
    account = unprivileged()
    folder = Path(tempfile.mkdtemp(prefix="practicum-postgres-", dir=quick_folder()))
    if account:
        os.chown(folder, account["user"], account["group"])
    server = Server(folder, account)
    try:
        server.make()
        server.start()
        yield server
    finally:
        if (server.data / "postmaster.pid").exists():
            server.stop()
        shutil.rmtree(folder, ignore_errors=True)


@contextmanager
def cluster() -> Iterator[str]:
    """Start a cluster and yield its address."""
    with running_server() as server:
        yield server.address


def main(command: list[str]) -> int:
    if os.environ.get("TEST_DATABASE_URL"):
        return subprocess.run(command).returncode
    with cluster() as address:
        return subprocess.run(command, env={**os.environ, "TEST_DATABASE_URL": address}).returncode


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
