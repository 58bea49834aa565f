"""Which cells of numbers are missing, which are impossible, and how the latter are refused."""

from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple, TypeAlias

import numpy as np
import pandas as pd
from numpy.typing import ArrayLike, NDArray

from dashboard.errors import StatisticsError

Floats: TypeAlias = NDArray[np.float64]
# What may be given: a number, an array, a table's column, or a list in which None is missing.
Given: TypeAlias = ArrayLike | Sequence[float | None] | None
# A plain number for plain numbers, else an array of the inputs' shape.
Result: TypeAlias = Any


class BrokenRule(NamedTuple):
    """Where a rule is broken, and the words for it with the cell's numbers in braces."""

    broken: NDArray[np.bool_]
    wrong: str


def numbers(name: str, cells: Given) -> Floats:
    """Return cells as floats; None, NaN, pandas' NA and masked cells are missing cells.

    Raises:
        StatisticsError: where a cell is no number at all.
    """
    try:
        if isinstance(cells, np.ma.MaskedArray):
            return np.asarray(np.ma.filled(cells.astype(np.float64), np.nan))
        return np.asarray(_without_missing_marks(cells), dtype=np.float64)
    except (TypeError, ValueError) as error:
        message = f"The {name} hold something that is no number: give numbers, NaN where missing."
        raise StatisticsError(message) from error


def _without_missing_marks(cells: Given) -> object:
    """Return cells with NaN for pandas' NA, which only arrays of objects can hold."""
    given = np.asarray(cells)
    return np.where(pd.isna(given), np.nan, given) if given.dtype == object else given


def require_one_shape(named: Mapping[str, Floats]) -> None:
    """Refuse arrays that do not fit together.

    Raises:
        StatisticsError: naming the shapes.
    """
    try:
        np.broadcast_shapes(*(cells.shape for cells in named.values()))
    except ValueError as error:
        shapes = ", ".join(f"{name} {cells.shape}" for name, cells in named.items())
        message = f"The numbers do not fit together: give arrays of one shape, not {shapes}."
        raise StatisticsError(message) from error


def refuse_impossible(faults: Sequence[BrokenRule], named: Mapping[str, Floats]) -> None:
    """Refuse cells that a fault marks.

    Raises:
        StatisticsError: naming the first impossible cell.
    """
    if any(fault.broken.any() for fault in faults):
        raise StatisticsError(_first_refusal(faults, named))


def _first_refusal(faults: Sequence[BrokenRule], named: Mapping[str, Floats]) -> str:
    masks = np.broadcast_arrays(*(fault.broken for fault in faults), *named.values())
    shape, masks = masks[0].shape, masks[: len(faults)]
    first = min(int(np.argmax(mask)) for mask in masks if mask.any())
    index = tuple(int(part) for part in np.unravel_index(first, shape))
    wrong = next(fault.wrong for fault, mask in zip(faults, masks, strict=True) if mask[index])
    values = {name: np.broadcast_to(array, shape)[index] for name, array in named.items()}
    return f"{_place(index)}{wrong.format(**values)}: correct it."


def _place(index: tuple[int, ...]) -> str:
    if not index:
        return "Impossible input: "
    where = index[0] if len(index) == 1 else index
    return f"Impossible input in cell {where} (counted from 0): "


def plain(cells: NDArray[Any]) -> Result:
    """Return an array as it is, and one without dimensions as the plain value it holds."""
    return cells.item() if cells.ndim == 0 else cells
