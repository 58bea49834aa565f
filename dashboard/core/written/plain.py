"""What is done to a text before it is read: blanks, dashes and capitals are made alike."""

import re

from dashboard.core.written.meaning import NotReadError

# Longer texts are no number, period or day; nothing is matched against them.
_LONGEST = 200
_DASHES = "\u2010\u2011\u2012\u2013\u2014\u2015\u2212\ufe58\ufe63\uff0d"
# Characters without width, which a copied text brings along.
_UNSEEN = "\u200b\u200c\u200d\u2060\ufeff\u00ad\u200e\u200f"
_ALIKE = str.maketrans(
    {
        **dict.fromkeys(_DASHES, "-"),
        **dict.fromkeys(_UNSEEN, None),
        **dict.fromkeys("\u2018\u2019\u00b4`", "'"),
    }
)
_SUPERSCRIPTS = str.maketrans(
    "\u2070\u00b9\u00b2\u00b3\u2074\u2075\u2076\u2077\u2078\u2079", "0123456789"
)
_SUPERSCRIPT = "[\u2070\u00b9\u00b2\u00b3\u2074-\u2079]"

_NOTES = r"\[ ?(?:notes? ?)?(?P<notes>[0-9]{1,3}(?: ?(?:,|and|&) ?(?:note ?)?[0-9]{1,3}){0,9}) ?\]"
_NOTE_IN_WORDS = r"\( ?notes? ?(?P<note>[0-9]{1,3}) ?\)"
_LETTER = r"\[ ?(?P<letter>[a-z]|low) ?\]"
# A letter in round brackets is a mark only where tables use it so: "(c)" could be a list's letter.
_ROUND = r"\( ?(?P<round>r|p|e|u|ot|provisional|revised|estimated?|final) ?\)"
_WORD = r"(?<=[0-9%]) (?P<word>provisional|revised|estimated|final)"
_RAISED = rf"(?P<raised>{_SUPERSCRIPT}{{1,3}})"
_SIGNS = r"(?<=[0-9%\])a-z ])(?P<sign>\*{1,3}|[\u2020\u2021]{1,3})"
_MARK_BEHIND = re.compile(
    rf" ?(?:{_NOTES}|{_NOTE_IN_WORDS}|{_LETTER}|{_ROUND}|{_WORD}|{_RAISED}|{_SIGNS})$"
)
_MOST_MARKS = 10

# What tables of youth justice count, where a number names it.
_COUNTED = re.compile(
    r" (?:first[- ]time )?(?:(?:young|different|individual|open|closed|new) )?"
    r"(?:children|child|cases?|people|persons?|boys?|girls?|males?|females?|youths?|pupils?|"
    r"students?|offenders?|offences?|reoffences?|re-offences?|entrants?|victims?|orders?|"
    r"outcomes?|disposals?|interventions?|assessments?|referrals?|sessions?|remands?|episodes?|"
    r"incidents?|occasions?|placements?|sentences?|cautions?|ftes?|yps?)(?:\(s\))?$"
)


def plain_text(given: str) -> str:
    """Return a text in lower case, its blanks single, its dashes and quotation marks alike.

    >>> plain_text(" Apr\u2009\u2013 Jun\u00a02025")
    'apr - jun 2025'

    Raises:
        NotReadError: for an empty text, a very long one, or one with digits of another script.
    """
    text = " ".join(given[: _LONGEST + 1].translate(_ALIKE).casefold().split())
    if len(given) > _LONGEST:
        raise NotReadError(given, "is too long", "write only the number, period or day")
    if not text:
        raise NotReadError(given, "is empty", "write it")
    if any(sign.isdigit() and not _is_known_digit(sign) for sign in text):
        raise NotReadError(given, "has digits of another script", "write it with the digits 0 to 9")
    return text


def _is_known_digit(sign: str) -> bool:
    return sign.isascii() or re.fullmatch(_SUPERSCRIPT, sign) is not None


def without_marks(text: str) -> tuple[str, tuple[str, ...]]:
    """Return a plain text without the marks of footnotes behind it, and those.

    A letter in square brackets that stands alone is a mark too, such as "[c]".

    >>> without_marks("1,258 [note 3, 4] [r]")
    ('1,258', ('note 3', 'note 4', 'r'))
    """
    marks: list[str] = []
    for _ in range(_MOST_MARKS):
        found = _MARK_BEHIND.search(text)
        if found is None:
            break
        marks[:0] = _marks(found)
        text = text[: found.start()].strip()
    return text, tuple(marks)


def _marks(found: re.Match[str]) -> list[str]:
    noted = found["notes"] or found["note"] or (found["raised"] or "").translate(_SUPERSCRIPTS)
    if noted:
        return [f"note {number}" for number in re.findall(r"[0-9]+", noted)]
    return [found["letter"] or found["round"] or found["word"] or found["sign"]]


def without_counted(text: str) -> str:
    """Return a plain text without the words of what it counts, which stand behind.

    >>> without_counted("12 first-time entrants"), without_counted("12 months")
    ('12', '12 months')
    """
    return _COUNTED.sub("", text)
