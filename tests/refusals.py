"""What is told of a machine that lacks something: to visitors, and to the operator."""

import re
from collections.abc import Iterator
from contextlib import contextmanager

import pytest

from dashboard.errors import SetupError

# What no visitor reads: a path or an address, a setting, or a driver's own words in brackets.
_ONLY_FOR_THE_OPERATOR = re.compile(
    r"[/\\(]|:/|DATABASE_URL|sqlite|postgres|psycopg", re.IGNORECASE
)


@contextmanager
def operator_told(match: str) -> Iterator["pytest.ExceptionInfo[SetupError]"]:
    """Expect a refusal whose sentence for the operator matches, and whose other tells nothing."""
    with pytest.raises(SetupError) as told:
        yield told
    assert re.search(match, told.value.for_operator), told.value.for_operator
    assert "\n" not in told.value.for_operator
    assert not _ONLY_FOR_THE_OPERATOR.search(str(told.value)), str(told.value)
