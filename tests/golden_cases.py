"""The reference cases in tests/golden, which the public-health peers' own software computed."""

import json
from pathlib import Path

import numpy as np

FOLDER = Path(__file__).parent / "golden"
# The bounds are given with 15 digits; the peer found those of rate funnels by bisection.
EXACT, BISECTED = 1e-9, 1e-4


def golden(name):
    return json.loads((FOLDER / f"{name}.json").read_text(encoding="utf-8"))


def cases(name, key="cases"):
    return golden(name)[key]


def column(rows, key):
    return np.array([np.nan if row[key] is None else row[key] for row in rows], dtype=float)


def named(case):
    return case["id"]


def agree(found, expected, tolerance=EXACT):
    np.testing.assert_allclose(
        np.asarray(found, dtype=float),
        np.asarray(expected, dtype=float),
        rtol=tolerance,
        atol=1e-12,
    )
