"""How the name of an area or a service is read, wherever one is written: the one rule for all.

A person writes "Telford & Wrekin", a table "Royal Borough of Greenwich", a council's officer
"Leeds City Council YJS". All of them name a place that is listed under a shorter name.
"""

import difflib
import re
import unicodedata
from collections.abc import Collection, Iterable
from functools import lru_cache

# Words that say what kind of body a place has; they may stand before or behind its name.
KINDS_OF_BODY = (
    "the",
    "council",
    "council of",
    "county council",
    "city council",
    "borough council",
    "london borough council",
    "metropolitan borough council",
    "metropolitan district council",
    "county council district council",
    "county borough council",
    "london borough",
    "london borough of",
    "royal borough",
    "royal borough of",
    "metropolitan borough",
    "metropolitan borough of",
    "metropolitan district",
    "metropolitan district of",
    "county borough",
    "county borough of",
    "borough of",
    "city of",
    "county of",
    "city and county of",
    "corporation",
    "metropolitan",
    "unitary authority",
    "unitary authority of",
    "ua",
    "lb",
    "mbc",
    "yjs",
    "yot",
    "yos",
    "youth justice service",
    "youth justice services",
    "youth justice team",
    "youth offending service",
    "youth offending services",
    "youth offending team",
)
# Before a name these would leave an "of", or are part of it.
KINDS_BEHIND = ("city", "county", "bc", "cc", "cbc", "mdc")
# More than "the", a borough, a council and a service is no name that anybody writes.
_MOST_WORDS_OF_KIND = 5
# Words that many names have: sharing one of them makes no two places alike.
_COMMON_WORDS = frozenset(
    (
        "and",
        "in",
        "of",
        "on",
        "the",
        "upon",
        "with",
        "isle",
        "isles",
        "north",
        "south",
        "east",
        "west",
        "central",
        "city",
        "county",
        "borough",
        "council",
        "service",
        "london",
        "metropolitan",
        "team",
        "unitary",
        "authority",
        "youth",
        "justice",
        "offending",
    )
)
# Words that people add to a name, leave out or change; a name with others is the same name.
_FILLERS = frozenset(("and", "in", "of", "on", "the", "upon", "with")) | frozenset(
    ("county", "city", "borough", "district", "council", "authority")
)
_NEAR_SPELLING = 0.8
_LONGEST = 200
# A word of so many letters may hold two slips and still be the same word; a shorter one only one:
# Lancaster is not Doncaster.
_LONG_WORD, _LONGEST_WORD = 10, 30
_APOSTROPHES = r"['`\u2018\u2019]"


@lru_cache(maxsize=4096)
def plain_name(text: str) -> str:
    """Return a name without what may be written in several ways; a plain name stays as it is.

    Capitals, accents, hyphens, apostrophes, dots and spaces do not matter, and "&" is "and".

    >>> plain_name("St. Helen's & Ynys-Môn")
    'st helens and ynys mon'
    """
    unmarked = _without_accents(_without_accents(text).casefold())
    joined = re.sub(_APOSTROPHES, "", unmarked).replace("&", " and ")
    return " ".join(re.findall(r"[^\W_]+", joined))


@lru_cache(maxsize=4096)
def forms_of(text: str) -> tuple[str, ...]:
    """Return the plain names that a text may stand for, from the whole to the barest.

    Each step leaves out words for a kind of body, such as "City Council", "London Borough of" or
    "YJS", before or behind the name. The whole comes first because some places have such words as
    part of their name: the City of London is not London.

    >>> forms_of("City of Bristol Council")
    ('city of bristol council', 'city of bristol', 'bristol council', 'bristol')
    """
    whole = plain_name(text[:_LONGEST])
    found, newest = {whole: None}, [whole]
    for _ in range(_MOST_WORDS_OF_KIND):
        newest = [barer for form in newest for barer in _one_kind_less(form) if barer not in found]
        found |= dict.fromkeys(newest)
    return tuple(sorted(found, key=lambda form: -len(form.split())))


def nearest_names(text: str, names: Iterable[str], most: int = 3) -> list[str]:
    """Return the names that a text may be a slip of, the nearest first; often there is none.

    A name counts if it is spelt nearly alike, or shares a word that tells places apart.
    """
    bare = forms_of(text)[-1]
    likeness = {name: _likeness(bare, plain_name(name)) for name in dict.fromkeys(names)}
    near = [name for name, alike in likeness.items() if alike > 0]
    return sorted(near, key=lambda name: -likeness[name])[:most]


def is_slip_of(text: str, name: str, known_words: Collection[str]) -> bool:
    """Return whether a text may be meant for a name: misspelt, or with a part of it left out.

    A word that is right in itself, being one of `known_words`, is no slip of another.

    >>> is_slip_of("Esex", "Essex", ()), is_slip_of("Brighton", "Brighton and Hove", ())
    (True, True)
    >>> is_slip_of("East Surrey", "East Sussex", {"east", "surrey"})
    False
    """
    written, whole = forms_of(text)[-1].split(), plain_name(name).split()
    if "".join(written) == "".join(whole):
        return True
    others = [word for word in written if word not in whole and word not in _FILLERS]
    if not others:
        return not _COMMON_WORDS.issuperset(written)
    left = [word for word in whole if word not in written]
    return all(
        word not in known_words and any(_is_misspelt(word, right) for right in left)
        for word in others
    )


def _is_misspelt(word: str, right: str) -> bool:
    longest = max(len(word), len(right))
    if longest > _LONGEST_WORD:
        return False
    return _slips_between(word, right) <= (2 if longest >= _LONG_WORD else 1)


def _slips_between(one: str, other: str) -> int:
    """Return how many letters must be added, left out, changed or swapped with the next."""
    before: list[int] = []
    last = list(range(len(other) + 1))
    for i, letter in enumerate(one):
        row = [i + 1]
        for j, wanted in enumerate(other):
            fewest = min(last[j + 1] + 1, row[j] + 1, last[j] + (letter != wanted))
            if i and j and letter == other[j - 1] and one[i - 1] == wanted:
                fewest = min(fewest, before[j - 1] + 1)
            row.append(fewest)
        before, last = last, row
    return last[-1]


def _without_accents(text: str) -> str:
    parts = unicodedata.normalize("NFKD", text)
    return "".join(part for part in parts if not unicodedata.combining(part))


def _one_kind_less(form: str) -> list[str]:
    before = [form.removeprefix(f"{kind} ") for kind in KINDS_OF_BODY]
    behind = [form.removesuffix(f" {kind}") for kind in (*KINDS_OF_BODY, *KINDS_BEHIND)]
    return [barer for barer in (*before, *behind) if barer != form]


def _likeness(text: str, name: str) -> float:
    """Return from 0 (another name) to 2 (the same) how alike two plain names are."""
    shared = (set(text.split()) & set(name.split())) - _COMMON_WORDS
    spelling = difflib.SequenceMatcher(None, name, text)
    # The quick ratio is never the smaller, and spares working out most of the others.
    if not shared and spelling.quick_ratio() < _NEAR_SPELLING:
        return 0
    alike = spelling.ratio()
    return alike + bool(shared) if shared or alike >= _NEAR_SPELLING else 0
