"""A board's computer: the program, its key and its folder; and a school's log of 40 entries."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from clinic_hours.ledger.domain.verifier_keys import VerifierKey, read_verifier_key
from clinic_hours.transcripts import practicum_witness
from tests.servers.bare_logs import BareLog, PaperSite, served

NAME = "board.test/witness"


@dataclass
class Board:
    """Runs the program and keeps what it said last."""

    folder: Path
    site: PaperSite
    run: Callable[..., int]
    said: Callable[[], str]

    @property
    def state(self) -> Path:
        return self.folder / "seen-by-us"

    def arguments(self, *more: str) -> list[str]:
        key, state = str(self.folder / "witness.pem"), str(self.state)
        log = ["--log", self.site.address, "--name", NAME]
        return [*log, "--key", key, "--state", state, *map(str, more)]

    def look(self, *more: str) -> tuple[int, str]:
        return self.run(*self.arguments(*more)), self.said()

    def key(self) -> VerifierKey:
        self.run("--show-key", "--name", NAME, "--key", str(self.folder / "witness.pem"))
        return read_verifier_key(self.said().strip())

    def remembered(self) -> list[str]:
        seen = self.state / "seen"
        paths = sorted(seen.glob("*.txt"), key=lambda path: int(path.stem))
        return [path.read_text(encoding="utf-8") for path in paths]

    def leftovers(self) -> list[Path]:
        return [path for path in self.state.rglob("*") if path.name.startswith(".")]


@pytest.fixture
def site() -> Iterator[PaperSite]:
    with served(BareLog(40)) as site:
        yield site


@pytest.fixture
def run(monkeypatch) -> Callable[..., int]:
    def run_with(*arguments: str) -> int:
        monkeypatch.setattr("sys.argv", ["practicum_witness.py", *arguments])
        return practicum_witness.main()

    return run_with


@pytest.fixture
def board(tmp_path, site, run, capfd) -> Board:
    def said() -> str:
        out, err = capfd.readouterr()
        assert "Traceback" not in err
        return out + err

    board = Board(tmp_path, site, run, said)
    board.key()
    return board
