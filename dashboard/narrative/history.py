"""Entries of the history in plain words: what was changed, in which field, from what to what."""

import datetime as dt
import json
import re
from collections.abc import Callable, Iterable, Mapping
from typing import Any

from dashboard.core.history import WHOLE, Change, HistoryEntry
from dashboard.core.packs.sections import PackSection
from dashboard.core.periods import PublicationDate, date_words
from dashboard.core.redaction import DONE, KIND
from dashboard.core.sentences import fill

NOTHING = "nothing"
LONGEST_ON_SCREEN = 300
# An id's words, or None where nothing is known by that id.
Names = Callable[[str], str | None]

# The day stands beside the entry, so it is told as being in use or not.
_WITHDRAWN = "withdrawn_at"
# Fields whose names would not read as words.
_FIELD_WORDS: Mapping[str, str] = {
    _WITHDRAWN: "in use",
    "adopts": "adopted from",
    "accepted_risk": "risk that the board accepts",
    "action": "about the action",
    "active": "still here",
    "area_code": "area",
    "as_of": "on the day",
    "at": "made on",
    "baseline_as_printed": "the report's words for the baseline",
    "better": "met when",
    "body": "responsible partner",
    "by": "made by",
    "audience": "for whom",
    "claimants": "whose word it is that it is done",
    "closings": "times it was closed",
    "compared": "core indicators shown against similar areas",
    "core_indicators": "core indicators in all",
    "corrects": "in place of",
    "due": "due date",
    "decided_note": "note on the decision",
    DONE: "old name",
    "drafts": "draft recommendations",
    "drafts_note": "note on the drafts",
    "figure_words": "figure",
    "email": "e-mail address",
    "entries": "entries of the history before it",
    "facts_sha256": "checksum of its facts",
    "for_others": "for somebody else to act on",
    "file_bytes": "size of the file in bytes",
    "head": "hash of the history's last entry before it",
    "indicators": "linked indicators",
    "kind": "of which kind",
    "measure": "success measure",
    "note_for": "meeting of the note",
    "observations": "number of figures",
    "on": "date",
    "original_due": "first due date",
    "period_words": "period",
    "proposed": "only a proposal",
    "reopened_because": "re-opened because",
    "reopened_on": "re-opened on",
    "row": "row in the file",
    "published_by": "out by its date",
    "published_on": "published on",
    "said_of_it": "what an inspection says of it",
    "replaced_in": "entries that had the old name",
    "response_reason": "reason of the response",
    "seal": "seal of its figures",
    "standard_words": "standard",
    "standards": "linked standards",
    "start": "start date",
    "subject_kind": "about what",
    "subject_words": "subject",
    "where": "place in the source",
}
# They mean something to the database only, or say again what stands beside them.
_UNSPOKEN = frozenset(
    {"id", "service", "file_sha256", "added_by_id", "standard", "version"}
    | {"details_sha256", "edition_id", "own", "recorded_at", "recorded_by", "sha256", "seal"}
    | {"inputs", "digest"}
)
# Their values are ids of something else.
_REFERENCES = frozenset(
    {
        "action",
        "adopts",
        "claimants",
        "corrects",
        "indicators",
        "inspection",
        "meeting",
        "note_for",
        "owner",
        "person",
        "recommendation",
    }
    | {"indicator", "subject"}
)


_SECTIONS = {section.value: section.heading for section in PackSection}
# A recorded name of a kind cannot be changed any more, so it is told in a plainer word.
_KIND_WORDS = {"quarantined figure": "doubted figure"}

# Their recorded labels name an indicator or a service by its id.
_LABELLED_BY_ID = frozenset({"inspection", "local target", "target"})
_WORD = re.compile(r"[^\s,]+")


def kind_words(kind: str) -> str:
    """Return what a kind of item is called in a list of choices."""
    words = _kind(kind)
    return words[:1].upper() + words[1:]


def field_words(field: str) -> str:
    """Return what a field is called within a sentence."""
    return _FIELD_WORDS.get(field, field.replace("_", " "))


def moment_words(entry: HistoryEntry) -> str:
    """Return when an entry was made; as it stands there, where no moment can be read."""
    try:
        return _moment(entry.moment.astimezone(dt.UTC))
    except ValueError:
        return entry.at


def thing_words(change: Change, names: Names) -> str:
    """Return what was changed, as the middle of a sentence names it.

    >>> thing_words(Change("action", "a1", "essex", "Train staff", "due", None, None), {}.get)
    'the action "Train staff"'
    """
    if change.kind == KIND:
        return f'somebody who left, now "{change.label}"'
    if change.kind == change.label:
        of = names(change.item)
        return f'the {change.label} of "{of}"' if of else f"the {change.label}"
    if change.kind in _LABELLED_BY_ID:
        return f"the {re.sub(_WORD, lambda word: names(word[0]) or word[0], change.label)}"
    if change.label.casefold().startswith(change.kind.casefold()):
        return f"the {change.label}"
    return f'the {_kind(change.kind)} "{change.label}"'


def _kind(kind: str) -> str:
    return _KIND_WORDS.get(kind, kind.replace("_", " "))


def added_words(change: Change, names: Names) -> str:
    """Return what was done where an item is new."""
    template = "replaced the name of {thing}" if change.kind == KIND else "added {thing}"
    return fill(template, thing=thing_words(change, names)).text


def change_words(change: Change, names: Names) -> str:
    """Return a change as one sentence."""
    if change.field == WHOLE:
        return added_words(change, names)
    thing = thing_words(change, names)
    template = "{field} of {thing}: {values}"
    values = from_to_words(change, names)
    return fill(template, field=field_words(change.field), thing=thing, values=values).text


def from_to_words(change: Change, names: Names) -> str:
    """Return what a field was and what it became, as the end of a sentence."""
    if change.kind == KIND:
        return "replaced for good"
    before = value_words(change.field, change.before, names)
    after = value_words(change.field, change.after, names)
    if before == NOTHING:
        return fill("set to {after}", after=after).text
    if after == NOTHING:
        return fill("{before} was taken out", before=before).text
    return fill("from {before} to {after}", before=before, after=after).text


def value_words(field: str, text: str | None, names: Names) -> str:
    """Return a recorded value in words; a text that cannot be read is returned as it stands."""
    if text is None:
        return NOTHING
    try:
        return _words(field, json.loads(text), names)
    except ValueError:
        return text


def parts_words(change: Change, names: Names) -> dict[str, str]:
    """Return the fields of an item that was added, those that say something, in words."""
    try:
        content = json.loads(change.after or "{}")
    except ValueError:
        content = {}
    return _parts(content, names) if isinstance(content, dict) else {}


def _parts(content: Mapping[str, Any], names: Names) -> dict[str, str]:
    spoken = {field: value for field, value in content.items() if field not in _UNSPOKEN}
    words = {field_words(f): _words(f, value, names) for f, value in spoken.items()}
    return {name: value for name, value in words.items() if value != NOTHING}


def _words(field: str, value: Any, names: Names) -> str:
    if field == _WITHDRAWN:
        value = value is None
    if isinstance(value, bool):
        return "yes" if value else "no"
    if value is None or value in ("", [], {}):
        return NOTHING
    if isinstance(value, list):
        return _listed(_words(field, each, names) for each in value)
    if isinstance(value, dict):
        return _of_parts(value, names)
    if isinstance(value, (int, float)):
        return f"{value:,.10g}"
    if field == "sections":
        return _SECTIONS.get(str(value), str(value))
    return (names(value) if field in _REFERENCES else None) or _text(value)


def _listed(words: Iterable[str]) -> str:
    return "; ".join(words)


def _of_parts(value: Mapping[str, Any], names: Names) -> str:
    if set(value) == {"format", "sha256"}:
        return f"{value['format'].upper()} {value['sha256']}"
    if set(value) == {"text"}:
        return PublicationDate(value["text"]).words
    if {"name", "better", "target", "unit"} <= set(value):
        return f"{value['name']} ({value['better']} {value['target']:g} {value['unit']})"
    return ", ".join(f"{name}: {words}" for name, words in _parts(value, names).items())


def _text(text: str) -> str:
    if re.fullmatch(r"\d{4}-\d\d-\d\d", text):
        return date_words(dt.date.fromisoformat(text))
    if re.fullmatch(r"\d{4}-\d\d-\d\dT\d\d:\d\d.*", text):
        return _moment(dt.datetime.fromisoformat(text).astimezone(dt.UTC))
    return text


def _moment(moment: dt.datetime) -> str:
    return f"{date_words(moment)}, {moment:%H:%M} UTC"


def shortened(words: str) -> str:
    """Return words as the screen has room for them; the download has them whole."""
    if len(words) <= LONGEST_ON_SCREEN:
        return words
    return f"{words[:LONGEST_ON_SCREEN].rstrip()} ..."
