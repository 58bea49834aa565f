"""The marks and words that stand where there is no number, and why there is none.

Letters are those of the Government Analysis Function's shorthand, and of the Department for
Education's tables.
"""

import re
from enum import StrEnum

from dashboard.core.written.plain import without_counted


class Absence(StrEnum):
    """Why no number stands in a cell."""

    WITHHELD = "withheld"
    NOT_RECORDED = "not recorded"
    NOT_APPLICABLE = "not applicable"


_SIGNS = {
    Absence.WITHHELD: (
        # "low" and "k" round to nought and are not nought; "u" is kept back as not reliable.
        "c low k u",
        "suppressed supp withheld confidential disclosive redacted kept_back not_disclosed",
        "too_few small_number small_numbers small_numbers_suppressed low_number low_numbers",
    ),
    Absence.NOT_RECORDED: (
        "x w . .. ... \u2026 : - -- --- ? ?? null nan #n/a blank missing",
        "not_known unknown n/k nk not_recorded no_data no_figure no_information no_return",
        "not_available unavailable not_yet_available not_yet_known not_yet_recorded not_collected",
        "not_held not_counted not_provided not_supplied not_reported not_published not_returned",
        "data_not_available no_data_available data_missing missing_data not_known_yet",
        "tbc tbd tba to_be_confirmed to_be_decided to_be_determined to_be_advised to_follow",
        "awaited awaiting awaiting_data pending",
    ),
    Absence.NOT_APPLICABLE: ("z n/a na n.a. n.a not_applicable does_not_apply",),
}
_WHY = {
    sign.replace("_", " "): why
    for why, lines in _SIGNS.items()
    for line in lines
    for sign in line.split()
}
_ONE_TO_TEN = "one two three four five six seven eight nine ten"
_IN_WORDS = {word: str(number) for number, word in enumerate(_ONE_TO_TEN.split(), 1)}
_LETTER_WORDS = re.compile(rf"\b(?:{'|'.join(_IN_WORDS)})\b")

_BOUND = r"[0-9]{1,6}(?:\.[0-9]{1,3})?"
_BELOW = re.compile(
    r"(?:<|\u2264|<=|=<|(?:fewer|less|lower) than|under|below|up to|at most|no more than)"
    rf" ?{_BOUND} ?%?|{_BOUND} or (?:fewer|less|under|below)"
)
_ABOVE = re.compile(
    rf"(?:>|\u2265|>=|=>|(?:more|greater|higher) than|over|above|at least) ?"
    rf"(?P<bound>{_BOUND}) ?(?P<share>%?)"
)
_FROM_TO = re.compile(r"(?:between |from )?(?P<low>[0-9]{1,2}) ?(?:-|to|and) ?(?P<high>[0-9]{1,2})")
# A sign is explained behind it at times: "<5 (suppressed)".
_TWICE = re.compile(r"(?P<sign>[^()]{1,40}) ?\((?P<words>[^()]{1,40})\)")
# "n/a - no orders ended": what stands behind must hold no number, so that none is lost.
_EXPLAINED = re.compile(r"(?P<sign>[^ ].{0,39}?)(?: - |: |; )(?P<words>[^0-9]{2,160})")
# Small counts are printed as a range such as 1 to 4; a wider range is an estimate.
_WIDEST = 10
# High shares are printed as ">95%"; without the sign a lower bound would rather be a count's.
_HIGH_SHARE, _SURELY_A_SHARE = 50.0, 90.0


def absence_of(text: str) -> Absence | None:
    """Return why a plain text stands where there is no number, or None for any other text.

    >>> absence_of("fewer than five"), absence_of("not known")
    (<Absence.WITHHELD: 'withheld'>, <Absence.NOT_RECORDED: 'not recorded'>)
    """
    twice = _TWICE.fullmatch(text)
    if twice:
        why, again = absence_of(twice["sign"].strip()), absence_of(twice["words"])
        return why if why is again else None
    explained = _EXPLAINED.fullmatch(text)
    if explained:
        return _as_explained(explained["sign"], explained["words"])
    bare = _without_brackets(text)
    if bare in _WHY or bare.rstrip(".") in _WHY:
        return _WHY.get(bare) or _WHY[bare.rstrip(".")]
    counted = _LETTER_WORDS.sub(lambda word: _IN_WORDS[word[0]], without_counted(bare))
    is_kept_back = (
        re.fullmatch(r"\*{1,5}", bare)
        or _BELOW.fullmatch(counted)
        or _is_small_range(counted)
        or _is_high_share(counted)
    )
    return Absence.WITHHELD if is_kept_back else None


def _as_explained(sign: str, words: str) -> Absence | None:
    """Return what a sign says whose explanation says nothing else."""
    why, again = absence_of(sign), absence_of(words)
    return why if again in (None, why) else None


def _without_brackets(text: str) -> str:
    for opens, closes in ("[]", "()"):
        if text.startswith(opens) and text.endswith(closes):
            return text[1:-1].strip()
    return text


def _is_small_range(text: str) -> bool:
    found = _FROM_TO.fullmatch(text)
    return found is not None and int(found["low"]) < int(found["high"]) <= _WIDEST


def _is_high_share(text: str) -> bool:
    found = _ABOVE.fullmatch(text)
    lowest = _HIGH_SHARE if found and found["share"] else _SURELY_A_SHARE
    return found is not None and lowest <= float(found["bound"]) <= 100
