"""What loading files does, in words: what a file would change, what waits for a decision."""

from collections.abc import Iterator, Sequence
from itertools import pairwise

from dashboard.core.sentences import NOTHING, Clause, counted, fill, listed, listed_clauses
from dashboard.errors import Problem

# Of more than these, the first are named and the others counted.
_MOST_NAMED = 5


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
            "{figures} for a decision",
            figures=counted(waiting, "figure waits", "figures wait"),
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
    counts = (
        (new, "new figure", "new figures"),
        (changed, "changed figure", "changed figures"),
        (unchanged, "unchanged figure", "unchanged figures"),
        (suspects, "figure that needs checking", "figures that need checking"),
        (inspections, "inspection", "inspections"),
    )
    there = [counted(number, one, many) for number, one, many in counts if number]
    if not there:
        return Clause("The file has nothing new.")
    return fill("The file has {parts}.", parts=listed_clauses(there))


def marks_note(number: int, what: str, period: str, before: str, after: str) -> Clause:
    """Return how many figures held a file would replace by a mark, with the first of them.

    `before` and `after` are what is held of it, and the mark.
    """
    return fill(
        "{figures} that we have would be replaced by a mark. One is {what}, {period}: it is "
        '{before}, and would be "{after}".',
        figures=counted(number, "figure"),
        what=what,
        period=period,
        before=before,
        after=after,
    )


def running_note(periods: Sequence[str]) -> Clause:
    """Return that some periods are not over, of which a file has final figures."""
    if len(periods) == 1:
        return fill("{period} is not over: its figures may still change.", period=periods[0])
    return fill("{periods} are not over: their figures may still change.", periods=listed(periods))


def refused_answer(file_name: str, problems: int) -> Clause:
    """Return what to do about a file that was refused for several problems."""
    return fill(
        "{file} was refused and nothing was stored. Fix these {problems}, then upload it again.",
        file=file_name,
        problems=counted(problems, "problem"),
    )


def choice_answer(problem: Problem) -> Clause:
    """Return what has to be chosen before a file can be read."""
    stop = "" if problem.said.endswith("?") else "."
    return fill("Nothing is stored yet. {said}{stop}", said=problem.said, stop=stop)


def rows_words(rows: Sequence[int]) -> Clause:
    """Return the rows of a file in words: "row 3", "18 rows (2 to 19)"; nothing where none is."""
    if not rows:
        return NOTHING
    if len(set(rows)) == 1:
        return fill("row {row}", row=str(rows[0]))
    runs = [fill("{run}", run=run) for run in _runs(sorted(set(rows)))]
    if len(runs) > _MOST_NAMED:
        runs = [*runs[:_MOST_NAMED], Clause("others")]
    which = listed_clauses(runs)
    return fill("{number} rows ({which})", number=f"{len(set(rows)):,}", which=which)


def several_words(texts: Sequence[str], number: int | None = None) -> str:
    """Return the first few of several texts: "12%, 13% and 16 more".

    `number` is how many there are in all, where only the first are given.
    """
    more = (len(texts) if number is None else number) - _MOST_NAMED
    if more <= 0:
        return listed(texts[:_MOST_NAMED])
    return listed([*texts[:_MOST_NAMED], f"{more:,} more"])


def _runs(rows: Sequence[int]) -> Iterator[str]:
    """Yield rows that follow one another as one text, such as "2 to 19"."""
    starts = [n for n, row in enumerate(rows) if n == 0 or row != rows[n - 1] + 1]
    for start, after in pairwise([*starts, len(rows)]):
        first, last = rows[start], rows[after - 1]
        yield str(first) if first == last else f"{first} to {last}"


def waiting_answer(waiting: int, decided: int) -> Clause:
    """Return how many figures wait, and how many were decided on."""
    if not waiting and not decided:
        return Clause("No figure has ever waited for a decision.")
    if not waiting:
        return fill(
            "No figure waits: {decided} decided on.",
            decided=counted(decided, "figure was", "figures were"),
        )
    return fill(
        "{figures} for a decision: release what is right after all, reject what is wrong.",
        figures=counted(waiting, "figure waits", "figures wait"),
    )
