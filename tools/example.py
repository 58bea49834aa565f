"""Write the files of the invented service: `python -m tools.example [--folder FOLDER]`.

They are the same every time, until the definitions or the profiles change.
"""

import argparse
from collections.abc import Mapping
from pathlib import Path

from dashboard.definitions.catalogue import load_catalogue
from dashboard.usecases.invented import EXAMPLES_FOLDER, FIGURES
from tools.example_figures import example_files
from tools.example_published import published_files

NAME = "exampleshire"


def main() -> None:
    """Write the files into the folder that ships, or into another."""
    parser = argparse.ArgumentParser(prog="python -m tools.example", description=__doc__)
    parser.add_argument("--folder", type=Path, default=EXAMPLES_FOLDER / NAME)
    write_files(parser.parse_args().folder)


def write_files(folder: Path) -> None:
    """Write each file of invented figures into a folder, which is made if it is not there.

    Published figures go into a folder of their own inside it.
    """
    catalogue = load_catalogue()
    _write(folder, example_files(catalogue))
    _write(folder / FIGURES, published_files(catalogue, catalogue.examples[NAME]))


def _write(folder: Path, files: Mapping[str, str]) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    for name, text in files.items():
        (folder / name).write_text(text, encoding="utf-8", newline="")


if __name__ == "__main__":
    main()
