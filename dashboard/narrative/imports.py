"""What loading files does, in words: what a file would change, what waits for a decision."""

from dashboard.core.sentences import Clause, fill, listed_clauses


def counted(number: int, one: str, many: str) -> Clause:
    """Return a number with its noun, such as "1 file" or "1,200 figures"."""
    return fill("{number} {noun}", number=f"{number:,}", noun=one if number == 1 else many)


def loaded_answer(service: str, files: int, waiting: int, no_longer: int = 0) -> Clause:
    """Return how many files are in use and how many figures wait for a decision.

    `no_longer` counts files that were loaded and are out of use, such as those withdrawn.
    """
    if not files and no_longer:
        return fill(
            "No file of {service} is in use: {files} loaded and taken out of use again.",
            service=service,
            files=counted(no_longer, "file was", "files were"),
        )
    if not files:
        return fill(
            "No file of {service} is loaded yet: download the template, fill it in, and load it "
            "here. You see what a file would change before anything is stored.",
            service=service,
        )
    held = (
        fill(
            "{figures} held back until somebody decides",
            figures=counted(waiting, "figure is", "figures are"),
        )
        if waiting
        else Clause("no figure waits for a decision")
    )
    files_words = counted(files, "loaded file is", "loaded files are")
    return fill("{files} in use, and {held}.", files=files_words, held=held)


def preview_answer(
    new: int, changed: int, unchanged: int, suspects: int, inspections: int
) -> Clause:
    """Return what a file would change, before anything is stored."""
    parts = [
        counted(new, "new figure", "new figures") if new else None,
        fill("{n} that would change", n=counted(changed, "figure", "figures")) if changed else None,
        fill("{n} as they are held already", n=f"{unchanged:,}") if unchanged else None,
        fill("{n} that can hardly be right", n=counted(suspects, "figure", "figures"))
        if suspects
        else None,
        counted(inspections, "inspection", "inspections") if inspections else None,
    ]
    there = [part for part in parts if part]
    if not there:
        return Clause("The file holds nothing that is not held already.")
    return fill("The file holds {parts}.", parts=listed_clauses(there))


def refused_answer(file_name: str, problems: int) -> Clause:
    """Return what to do about a file that was refused for several problems."""
    return fill(
        "{file} was refused and nothing was stored: mend the {problems} below in the file, then "
        "choose it again.",
        file=file_name,
        problems=counted(problems, "problem", "problems"),
    )


def waiting_answer(waiting: int, decided: int) -> Clause:
    """Return how many figures wait, and how many were decided on."""
    if not waiting and not decided:
        return Clause("No figure was ever held back.")
    if not waiting:
        return fill(
            "No figure waits: {decided} decided on.",
            decided=counted(decided, "figure was", "figures were"),
        )
    return fill(
        "{figures} held back: release what is right after all, reject what is wrong.",
        figures=counted(waiting, "figure is", "figures are"),
    )
