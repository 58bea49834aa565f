"""Write the files of the invented service: `python -m tools.example [--folder FOLDER]`.

They are the same every time, until the definitions or the profiles change.
"""

import argparse
from pathlib import Path

from dashboard.definitions.catalogue import load_catalogue
from dashboard.usecases.upkeep.examples import EXAMPLES_FOLDER
from tools.example_figures import example_files

NAME = "exampleshire"


def main() -> None:
    """Write the files into the folder that ships, or into another."""
    parser = argparse.ArgumentParser(prog="python -m tools.example", description=__doc__)
    parser.add_argument("--folder", type=Path, default=EXAMPLES_FOLDER / NAME)
    write_files(parser.parse_args().folder)


def write_files(folder: Path) -> None:
    """Write each file of invented figures into a folder, which is made if it is not there."""
    folder.mkdir(parents=True, exist_ok=True)
    for name, text in example_files(load_catalogue()).items():
        (folder / name).write_text(text, encoding="utf-8", newline="")


if __name__ == "__main__":
    main()
