"""Numbers and the marks that stand for none, as tables and people write them."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import TypeAlias

from dashboard.core.written.absences import Absence, absence_of
from dashboard.core.written.meaning import NotReadError
from dashboard.core.written.plain import plain_text, without_counted, without_marks

__all__ = [
    "PLAIN_NUMBER",
    "Absence",
    "Absent",
    "Amount",
    "Number",
    "comma_in_doubt",
    "has_decimal_commas",
    "read_number",
]


@dataclass(frozen=True)
class Amount:
    """A number; `is_share` says that a percent sign stands behind it (12% is 12, a share).

    `marks` are the footnotes and letters behind it, such as "note 3", "r" or "p", in lower case
    and without brackets. `otherwise` says that it is not written in plain digits.
    """

    value: float
    is_share: bool = False
    marks: tuple[str, ...] = ()
    otherwise: bool = False


@dataclass(frozen=True)
class Absent:
    """No number, and why; `marks` as for `Amount`."""

    why: Absence
    marks: tuple[str, ...] = ()


Number: TypeAlias = Amount | Absent

# The exponent is how spreadsheets write very small numbers; digits are those of ASCII.
PLAIN_NUMBER = re.compile(r"[+-]?[0-9]{1,15}(?:\.[0-9]{1,20})?(?:[eE]-[0-9]{1,2})?")

_SIGN = r"[+-]? ?"
_DECIMALS = r"(?:\.[0-9]{1,20})?"
# A number of thousands never begins with a nought: "0,123" has a decimal comma.
_GROUPED = "|".join(rf"[1-9][0-9]{{0,2}}(?:{mark}[0-9]{{3}}){{1,4}}" for mark in (",", " ", "'"))
_WRITTEN = re.compile(
    r"(?P<sign>[+-]?) ?\u00a3? ?"
    rf"(?P<digits>(?:{_GROUPED}|[0-9]{{1,15}}){_DECIMALS}|\.[0-9]{{1,20}})\.?"
    r"(?P<exponent>e-[0-9]{1,2})?"
)
_SHARE = re.compile(r" ?(?:%|per ?cent|pct\.?)$")
_NOUGHTS = {"nil", "nil return", "none", "zero", "nought"}
# Beside a number they say that there is none.
_NO_NUMBER = {"c", "x", "z"}

_DECIMAL_COMMA = re.compile(
    rf"{_SIGN}(?:[0-9]{{1,3}}(?:[. '][0-9]{{3}}){{1,4}}|[0-9]{{1,15}}),(?P<part>[0-9]{{1,20}})"
)
_ONE_COMMA = re.compile(rf"{_SIGN}[1-9][0-9]{{0,2}},[0-9]{{3}}")
_DOTTED = re.compile(rf"{_SIGN}[0-9]{{1,3}}(?:\.[0-9]{{3}}){{2,4}}")
_RANGE = re.compile(r"(?:between |from )?[0-9.,]{1,20} ?%? ?(?:-|to|and|or) ?[0-9.,]{1,20} ?%?")
_ABOUT = re.compile(
    r"(?:~|about|around|approx\.?|approximately|circa|ca?\.|roughly|nearly|almost|some) ?"
    r"[0-9].{0,60}"
    r"|[0-9.,]{1,20} ?(?:\?{1,3}|\+|ish|or so|approx\.?)"
)
_PART_OF = re.compile(r"[0-9.,]{1,20} ?(?:of|out of|in|from|per) ?[0-9.,]{1,20}.{0,60}")
_FRACTION = re.compile(r"[0-9]{1,9} ?/ ?[0-9]{1,9}|.{0,9}[\u00bc-\u00be\u2150-\u215e]")
_LIMIT = re.compile(r"(?:>|\u2265|more than|over|above|at least|greater than).{1,60}")
_SEVERAL = re.compile(r"[0-9]{1,20}%?(?:[ ,.;&/()+]{1,3}(?:and |of )?[0-9]{1,20}%?){1,9}\)?")
_COMMAS = re.compile(r"[+-]?[0-9]{1,15}(?:,[0-9]{1,15}){1,9}(?:\.[0-9]{1,20})?")
_IN_BRACKETS = re.compile(r"\([0-9.,]{1,20}\)")
_NONE_RECORDED = re.compile(r"(?:none|nil|no [a-z ]{1,60}) (?:recorded|known|reported|noted)")
_BIG = re.compile(r"[0-9.,]{1,20} ?(?:k|m|bn|thousand|million|hundred|dozen)")
_EXPONENT = re.compile(r"[0-9.]{1,20}e\+?[0-9]{1,3}")

_PLAINLY = "write digits and one decimal point"
_REFUSED = (
    (_EXPONENT, "has an exponent", _PLAINLY),
    (_COMMAS, "has a comma where none belongs", _PLAINLY),
    (_IN_BRACKETS, "is in brackets", "write it without them, with a minus if it is below 0"),
    (_NONE_RECORDED, "could mean two things", "0, or not recorded?"),
    (_DOTTED, "has more than one point", "write the number without points between thousands"),
    (_ABOUT, "is not exact", "write the number that was counted"),
    (_PART_OF, "is two numbers", "write each in its own column"),
    (_FRACTION, "is a fraction", f"{_PLAINLY}, or the two numbers each in its own column"),
    (_RANGE, "is a range", "write one number"),
    (_LIMIT, "says only what it is more than", "write the number"),
    (_BIG, "has its thousands as a word or letter", "write the number in full"),
    (_SEVERAL, "is more than one number", "write one"),
)


def read_number(text: str) -> Number:
    """Return the number that a text is, or why it is none.

    Thousands may be parted, a percent sign, what is counted and marks of footnotes may stand
    behind: a star right behind digits is a footnote, a star alone withholds. "nil" is 0 and a dash
    is not.

    >>> read_number("1,258 [note 3]").value, read_number("12 %").is_share, read_number("nil").value
    (1258.0, True, 0.0)
    >>> read_number("<5").why, read_number("..").why
    (<Absence.WITHHELD: 'withheld'>, <Absence.NOT_RECORDED: 'not recorded'>)

    Raises:
        NotReadError: for what is neither, or could be two numbers.
    """
    given = text.strip()
    if len(given) <= 40 and PLAIN_NUMBER.fullmatch(given):
        # Adding nought makes of "-0" a plain 0.
        return Amount(float(given) + 0)
    plain = plain_text(text)
    why = absence_of(plain)
    if why is not None:
        return Absent(why)
    bare, marks = without_marks(plain)
    found = _amount(bare, marks) or _absent(bare, marks)
    if found is None:
        raise _not_read(text, bare)
    if isinstance(found, Amount) and _NO_NUMBER & set(marks):
        reason = "is a number with a mark that says there is none"
        raise NotReadError(text, reason, "remove the number or the mark")
    return found


def _amount(bare: str, marks: tuple[str, ...]) -> Amount | None:
    counted = without_counted(bare)
    if counted in _NOUGHTS or (counted == "no" and bare != counted):
        return Amount(0.0, marks=marks, otherwise=True)
    number = _SHARE.sub("", bare)
    is_share = number != bare
    found = _WRITTEN.fullmatch(number if is_share else counted)
    if found is None:
        return None
    digits = re.sub(r"[, ']", "", found["digits"])
    if len(digits.partition(".")[0]) > 15:
        return None
    value = float(f"{found['sign']}{digits}{found['exponent'] or ''}") + 0
    return Amount(value, is_share, marks, otherwise=True)


def _absent(bare: str, marks: tuple[str, ...]) -> Absent | None:
    signs = [mark for mark in marks if absence_of(mark) is not None]
    if not bare and signs:
        why = absence_of(signs[0])
        footnotes = tuple(mark for mark in marks if mark != signs[0])
        return Absent(why or Absence.NOT_RECORDED, footnotes)
    if not bare:
        return Absent(Absence.NOT_RECORDED, marks)
    why = absence_of(bare)
    return None if why is None else Absent(why, marks)


def _not_read(given: str, bare: str) -> NotReadError:
    number = _SHARE.sub("", bare)
    comma = _DECIMAL_COMMA.fullmatch(number)
    if comma:
        plainly = f"{re.sub(r'[^0-9+-]', '', number.partition(',')[0])}.{comma['part']}"
        return NotReadError(given, "has a decimal comma", f"write {plainly}")
    for pattern, reason, advice in _REFUSED:
        if pattern.fullmatch(number):
            return NotReadError(given, reason, advice)
    return NotReadError(given, "is not a number", _PLAINLY)


def has_decimal_commas(texts: Iterable[str]) -> bool:
    """Return whether a column has a number whose comma can only part its decimals.

    Then "1,234" in the same column could be 1234 or 1.234; see `comma_in_doubt`.

    >>> has_decimal_commas(["1,234", "12,5"]), has_decimal_commas(["1,234", "12.5"])
    (True, False)
    """
    return any("," in text and _can_only_be_decimal(text) for text in texts)


def _can_only_be_decimal(text: str) -> bool:
    number = _number_alone(text)
    return _DECIMAL_COMMA.fullmatch(number) is not None and not _ONE_COMMA.fullmatch(number)


def comma_in_doubt(text: str) -> NotReadError | None:
    """Return the refusal of a text such as "1,234" among decimal commas, None for any other."""
    number = _number_alone(text)
    if not _ONE_COMMA.fullmatch(number):
        return None
    whole, decimal = number.replace(",", ""), number.replace(",", ".")
    reason = "has a comma, as decimals have in this column"
    return NotReadError(text, reason, f"{whole}, or {decimal}?")


def _number_alone(text: str) -> str:
    try:
        return _SHARE.sub("", without_marks(plain_text(text))[0])
    except NotReadError:
        return ""
