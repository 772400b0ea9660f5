"""Run a command against a throw-away PostgreSQL: `python -m tests.postgres_cluster COMMAND …`.

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
    """Return the folder of PostgreSQL's programs, the newest version. Raises SystemExit without one."""
    found = sorted(
        Path("/usr/lib/postgresql").glob("*/bin"), key=lambda path: int(path.parent.name)
    )
    if found:
        return found[-1]
    if on_path := shutil.which("initdb"):
        return Path(on_path).resolve().parent
    raise SystemExit(INSTALL)


def unprivileged() -> dict[str, int]:
    """PostgreSQL refuses to run as root: use its own account, or nobody's."""
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
    """Return a folder in memory where there is room: a copy of a database takes a tenth of the time there."""
    try:
        return MEMORY if shutil.disk_usage(MEMORY).free > ROOM else None
    except OSError:
        return None


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


@contextmanager
def cluster() -> Iterator[str]:
    """Start a cluster in a temporary folder and yield its address; end and remove it afterwards."""
    account, programs = unprivileged(), binaries()
    folder = Path(tempfile.mkdtemp(prefix="practicum-postgres-", dir=quick_folder()))
    if account:
        os.chown(folder, account["user"], account["group"])
    data, port = folder / "data", free_port()
    # Durability is not what these tests ask about: the machine's disk is spared.
    options = (
        f"-p {port} -c listen_addresses=127.0.0.1 -k {folder} -c fsync=off -c max_connections=200"
    )
    control = [programs / "pg_ctl", "-D", data, "-w", "-l", folder / "log"]

    def run(*command: str | Path) -> None:
        subprocess.run(command, stdout=subprocess.DEVNULL, cwd=folder, check=True, **account)

    try:
        locale = ("-E", "UTF8", "--locale=C.UTF-8")
        run(programs / "initdb", "-D", data, "-U", "practicum", "-A", "trust", *locale)
        run(*control, "-o", options, "start")
        yield f"postgres://practicum@127.0.0.1:{port}/postgres"
    finally:
        run(*control, "-m", "immediate", "stop")
        shutil.rmtree(folder, ignore_errors=True)


def main(command: list[str]) -> int:
    if os.environ.get("TEST_DATABASE_URL"):
        return subprocess.run(command).returncode
    with cluster() as address:
        return subprocess.run(command, env={**os.environ, "TEST_DATABASE_URL": address}).returncode


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
