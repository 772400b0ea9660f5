"""Write docs/transcript-vectors/ and docs/transcript-example.json: python -m tests.vectors"""

import shutil

from .corpus import DOCS, FOLDER, files_of_docs


def main() -> None:
    shutil.rmtree(DOCS / FOLDER, ignore_errors=True)
    (DOCS / FOLDER).mkdir()
    for name, data in files_of_docs().items():
        (DOCS / name).write_bytes(data)


if __name__ == "__main__":
    main()
