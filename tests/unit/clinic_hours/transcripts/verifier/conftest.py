"""What a licensing board has, and how it checks it."""

from pathlib import Path

import pytest

from .board import FILES, SCRIPT, Run, alone, managed


@pytest.fixture(scope="module")
def folder(tmp_path_factory) -> Path:
    folder = tmp_path_factory.mktemp("board")
    for name, data in FILES.items():
        (folder / name).write_bytes(data)
    (folder / "verify_transcript.py").write_bytes(SCRIPT.read_bytes())
    (folder / "a-folder").mkdir()
    return folder


@pytest.fixture(params=[alone, managed], ids=["script", "manage.py"])
def run(request) -> Run:
    return request.param
