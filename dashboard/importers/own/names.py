"""What rows of own figures are about: indicators, area teams, periods, groups and notes by name."""

import difflib
import re
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass

import pandas as pd

from dashboard.core.entries import LONGEST_NOTE, paragraphs
from dashboard.core.own.figures import WHOLE_SERVICE
from dashboard.core.own.groups import ALL_CHILDREN
from dashboard.core.own.sheets import (
    ALL_CHILDREN_TOO,
    GROUP,
    INDICATOR,
    NOTE,
    PERIOD,
    PLACE,
    WHOLE_SERVICE_TOO,
    WHOLE_SERVICE_WORDS,
)
from dashboard.core.place_names import forms_of, nearest_names, plain_name
from dashboard.core.register.sheets import as_typed
from dashboard.core.rules import SENSIBLE_YEARS
from dashboard.core.written.meaning import Meaning, NotReadError
from dashboard.core.written.periods import read_quarter_or_month
from dashboard.errors import DashboardError, Problem
from dashboard.importers.imported import Known, UnknownTeam
from dashboard.importers.tables.columns import (
    Says,
    Understood,
    distinct_mapped,
    each_row,
    nearest,
    sparingly,
    understood,
)
from dashboard.narrative import readings

_PERIOD_ADVICE = "write it like 2025-26 Q1, or 2025-06 for a month"
_IN_BRACKETS = re.compile(r"(?P<name>[^()]+)\((?P<within>[^()]+)\) *")
_BETWEEN_PLACES = re.compile(r"[/,+&]|\band\b")
_WORDS_OF_TEAM = re.compile(r"^team | (?:(?:yjs|yot|yos|area) )?team$| (?:yjt|yjs|yot|yos)$")
# Alone they may name a part, as the city within a county.
_KINDS_OF_WHOLE = {"county", "borough", "city"}
# "Hertfordshire total" and "Total (all teams)" are the whole service, and no team's total is.
_TOTAL = re.compile(
    r"totals?(?: for)?(?: the)?[ :-]+\(?(?P<behind>[^()]+)\)?|(?P<before>.+) totals?"
)
_NO_INDICATOR = ("is missing", "write the indicator's id or name")
_NO_PERIOD = ("is missing", _PERIOD_ADVICE)
_NEAR_SPELLING = 0.7
_ISO_DAY = re.compile(r"[0-9]{4}-(?P<month>[0-9]{2})-(?P<day>[0-9]{2})")
# Longer texts are no name of ours, and to compare them takes time.
_LONGEST = 200


@dataclass(frozen=True)
class Names:
    """What each row is about, as ids, and how the texts of each column were understood.

    `found` has the columns indicator, place, period, group and note; a cell is missing where its
    text names nothing.
    """

    found: pd.DataFrame
    read: Mapping[str, Understood]
    known: Known

    def notes(self, table: pd.DataFrame) -> Iterator[str]:
        """Yield a sentence for each column on what was read as what in the rows that are left."""
        for column, each in self.read.items():
            left = set(table[column][table[column].isin(list(each.otherwise))].unique())
            read_as = {text: meant for text, meant in each.otherwise.items() if text in left}
            if read_as:
                yield readings.read_as(column, read_as).text

    def problems(self, table: pd.DataFrame, found: pd.DataFrame) -> Iterator[Problem]:
        """Yield what names nothing in the rows that are left of the table."""
        known, read = self.known, self.read
        indicator = read[INDICATOR].says(_unknown_indicator(known))
        yield from _unknown(table, found, INDICATOR, "indicator", indicator)
        yield from _unknown_places(table, found, known, read[PLACE])
        no_period = ("is no quarter or month", _PERIOD_ADVICE)
        period = read[PERIOD].says(lambda given: no_period if given else _NO_PERIOD)
        yield from _unknown(table, found, PERIOD, "period", period)
        group = read[GROUP].says(_unknown_group(known))
        yield from _unknown(table, found, GROUP, "group", group)
        too_long = (f"is longer than {LONGEST_NOTE} characters", "shorten it")
        yield from _unknown(table, found, NOTE, "note", too_long)
        yield from _not_counted_by(table, found, known)


def names_of(table: pd.DataFrame, known: Known) -> Names:
    """Return what each row of a table is about."""
    read = {
        INDICATOR: understood(table[INDICATOR], _indicator(known)),
        PLACE: understood(table[PLACE], _place(known), _place_words(known)),
        PERIOD: understood(table[PERIOD], _period),
        GROUP: understood(table[GROUP], _group(known), _group_words(known)),
    }
    found = pd.DataFrame(
        {
            "indicator": read[INDICATOR].values,
            "place": read[PLACE].values,
            "period": read[PERIOD].values,
            "group": read[GROUP].values,
            "note": distinct_mapped(table[NOTE], _note),
        }
    )
    return Names(found, read, known)


def _unknown(
    table: pd.DataFrame, found: pd.DataFrame, column: str, key: str, says: Says
) -> Iterator[Problem]:
    return each_row(table, found[key].isna(), column, says)


def _unknown_places(
    table: pd.DataFrame, found: pd.DataFrame, known: Known, read: Understood
) -> Iterator[Problem]:
    for each in _unknown(table, found, PLACE, "place", read.says(_unknown_team(known))):
        # A name that several teams have is known, and stands for none of them.
        yield each if each.value in read.refused else UnknownTeam(**vars(each))


def _indicator(known: Known) -> Callable[[str], Meaning[str] | None]:
    by_key, too = _indicators(known), _indicators_too(known)

    def read(text: str) -> Meaning[str] | None:
        found = by_key.get(_key(text[:_LONGEST]))
        if found is not None:
            return Meaning(found)
        return _one_of(text, too.get(_bare(text)) or _named_twice(text, too), "indicator")

    return read


def _named_twice(text: str, too: Mapping[str, list[str]]) -> list[str]:
    """Return what both a name and the brackets behind it mean: "First-time entrants (FTE)"."""
    found = _IN_BRACKETS.fullmatch(text[:_LONGEST])
    if found is None:
        return []
    name, within = (set(too.get(_bare(found[part]), ())) for part in ("name", "within"))
    return sorted(name & within)


def _one_of(text: str, meant: Iterable[str], what: str) -> Meaning[str] | None:
    """Return what another word stands for; several things are refused with all of them named."""
    choices = list(dict.fromkeys(meant))
    if len(choices) > 1:
        reason = f"could mean more than one {what}"
        raise NotReadError(text, reason, f"write {' or '.join(choices)}")
    return Meaning(choices[0], otherwise=True) if choices else None


def _indicators(known: Known) -> dict[str, str]:
    every = known.local_indicators.values()
    times = Counter(_key(each.name) for each in every)
    # The same key question may be worded alike under two frameworks; only ids tell those apart.
    by_name = {_key(each.name): each.id for each in every if times[_key(each.name)] == 1}
    return by_name | {_key(name): name for name in known.local_indicators}


def _indicators_too(known: Known) -> dict[str, list[str]]:
    """Return the indicators that go by each other word, by its bare form."""
    found = defaultdict(list)
    for each in known.local_indicators.values():
        for words in {_bare(words) for words in (each.id, each.name, each.subject, *each.aliases)}:
            found[words].append(each.id)
    return found


def _unknown_indicator(known: Known) -> Says:
    names = {each.name: f"{each.id} ({each.name})" for each in known.local_indicators.values()}
    choices = names | {each: each for each in known.local_indicators}

    unknown = sparingly("is not a known local indicator", lambda given: nearest(given, choices))
    return lambda given: unknown(given) if given else _NO_INDICATOR


def _place(known: Known) -> Callable[[str], Meaning[str] | None]:
    service, teams, too = known.service, _teams(known), _teams_too(known)
    whole = {plain_name(name) for name in (service.id, service.name, *service.aliases)}

    def is_whole(words: str) -> bool:
        by_name = not whole.isdisjoint(forms_of(words))
        by_kind = words in _KINDS_OF_WHOLE or too.get(_bare_team(words)) == [WHOLE_SERVICE]
        return bool(words) and (by_name or by_kind)

    def read(text: str) -> Meaning[str] | None:
        written = as_typed(text)
        found = teams.get(_key(written[:_LONGEST]))
        if found is not None:
            return Meaning(found)
        if not whole.isdisjoint(forms_of(written)):
            return Meaning(WHOLE_SERVICE)
        if _bare_team(written) not in too and is_whole(_without_total(written)):
            return Meaning(WHOLE_SERVICE, otherwise=True)
        return _one_of(text, too.get(_bare_team(written), ()), "area team")

    return read


def _without_total(text: str) -> str:
    """Return what a text names the total of, "" where it names no total."""
    found = _TOTAL.fullmatch(_key(text[:_LONGEST]))
    return (found["behind"] or found["before"]).strip() if found else ""


def _place_words(known: Known) -> Callable[[str], str]:
    return lambda place: known.teams[place].name if place else "the whole service"


def _teams(known: Known) -> dict[str, str]:
    whole = ("", WHOLE_SERVICE_WORDS)
    teams = known.teams.values()
    times = Counter(_key(team.name) for team in teams)
    by_name = {_key(team.name): team.id for team in teams if times[_key(team.name)] == 1}
    by_id = {_key(team.id): team.id for team in teams}
    return {_key(words): WHOLE_SERVICE for words in whole} | by_id | by_name


def _teams_too(known: Known) -> dict[str, list[str]]:
    """Return the teams that go by each name written otherwise; no team is called "all teams"."""
    found = defaultdict(list)
    for team in known.teams.values():
        found[_bare_team(team.name)].append(team.id)
    for words in map(_bare_team, WHOLE_SERVICE_TOO):
        found.setdefault(words, [WHOLE_SERVICE])
    return found


def _unknown_team(known: Known) -> Says:
    names = [team.name for team in known.teams.values()]

    def advice(given: str) -> str:
        close = nearest_names(given, names)
        if close:
            return f"did you mean {' or '.join(close)}? If it is new, add it to the area teams"
        return "add it to the area teams, or leave it empty for the whole service"

    return sparingly(f"is no area team of {known.service.name}", advice)


def _group(known: Known) -> Callable[[str], Meaning[str] | None]:
    by_key, too = _groups(known), _groups_too(known)

    def read(text: str) -> Meaning[str] | None:
        found = by_key.get(_key(text[:_LONGEST]))
        if found is not None:
            return Meaning(found)
        return _one_of(text, too.get(_bare(text), ()), "group")

    return read


def _group_words(known: Known) -> Callable[[str], str]:
    return lambda group: known.groups.written(group) or "all children"


def _groups(known: Known) -> dict[str, str]:
    ids = [group.id for dimension in known.groups.dimensions for group in dimension.groups]
    by_key = {_key(known.groups.written(each)): each for each in ids} | {_key(e): e for e in ids}
    return {"": ALL_CHILDREN, "all children": ALL_CHILDREN} | by_key


def _groups_too(known: Known) -> dict[str, list[str]]:
    """Return the groups that go by each other word, alone or behind their dimension."""
    found = defaultdict(list)
    for dimension in known.groups.dimensions:
        for group in dimension.groups:
            words = {_bare(each) for each in group.aliases}
            named = {_bare(f"{dimension.name} {each}") for each in (group.name, *group.aliases)}
            for each in words | named:
                found[each].append(group.id)
    for each in map(_bare, ALL_CHILDREN_TOO):
        found.setdefault(each, [ALL_CHILDREN])
    return found


def _unknown_group(known: Known) -> Says:
    words: dict[str, str] = {}
    for dimension in known.groups.dimensions:
        for group in dimension.groups:
            written = known.groups.written(group.id)
            words |= dict.fromkeys(map(_key, (written, group.name, *group.aliases)), written)
    some = [known.groups.written(each.groups[0].id) for each in known.groups.dimensions]
    such = f"write one of the groups in the template's sheet Words, such as {', '.join(some)}"
    unknown = sparingly("is no known group of children", lambda given: _like(given, words) or such)

    def says(given: str) -> tuple[str, str]:
        day = _ISO_DAY.fullmatch(given)
        typed = day and words.get(f"{int(day['month'])}-{int(day['day'])}")
        if typed:
            return "is a day, which a spreadsheet may have made of an age", f"write {typed}"
        return unknown(given)

    return says


def _like(given: str, words: Mapping[str, str]) -> str:
    # An age that is nearly ours is another age.
    if any(sign.isdigit() for sign in given):
        return ""
    close = difflib.get_close_matches(_key(given), words, n=3, cutoff=_NEAR_SPELLING)
    meant = dict.fromkeys(words[each] for each in close)
    return f"did you mean {' or '.join(meant)}?" if meant else ""


def _period(text: str) -> Meaning[str] | None:
    if not text:
        return None
    found = read_quarter_or_month(text)
    if found.value.end_year not in SENSIBLE_YEARS:
        reason = "is not a year that figures can be of"
        raise NotReadError(text, reason, f"correct the year; {_PERIOD_ADVICE}")
    return Meaning(found.value.id, otherwise=found.value.id != text)


def _note(text: str) -> str | None:
    try:
        return paragraphs("note", as_typed(text), LONGEST_NOTE, may_be_empty=True)
    except DashboardError:
        return None


def _not_counted_by(table: pd.DataFrame, found: pd.DataFrame, known: Known) -> Iterator[Problem]:
    grouped = found[found["group"].notna() & (found["group"] != "") & found["indicator"].notna()]
    for pair in grouped[["indicator", "group"]].drop_duplicates().to_numpy(dtype=str):
        indicator, group = known.local_indicators[str(pair[0])], str(pair[1])
        dimension = known.groups.dimension_of(group)
        if dimension is None or dimension.id in indicator.groups:
            continue
        by = ", ".join(d.name.lower() for d in known.groups.dimensions if d.id in indicator.groups)
        advice = f"use its groups by {by}" if by else "leave it empty, as it is counted by none"
        bad = (found["indicator"] == indicator.id) & (found["group"] == group)
        reason = f"is a group by which {indicator.id} is not counted"
        yield from each_row(table, bad, GROUP, (reason, advice))


def _key(text: str) -> str:
    return " ".join(text.split()).casefold()


def _bare(text: str) -> str:
    """Return a text as other words are compared: without blanks, hyphens and the like."""
    words = plain_name(text[:_LONGEST]).split()
    # "KPI 02" is KPI 2.
    return "".join(word.lstrip("0") or word for word in words)


def _bare_team(text: str) -> str:
    """Return a team's name as it is compared: its places in any order, however they are parted."""
    places = _BETWEEN_PLACES.split(text[:_LONGEST].casefold().replace("_", " "))
    named = (re.sub(_WORDS_OF_TEAM, "", plain_name(place)) for place in places)
    return "|".join(sorted(re.sub(r"^saint ", "st ", name).replace(" ", "") for name in named))
