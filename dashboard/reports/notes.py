"""What goes along with a table that leaves the page: what it shows, and where it comes from."""

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass, replace

from dashboard.core.areas import INVENTED
from dashboard.core.editions import Provenance
from dashboard.core.inspection.inspections import Source
from dashboard.core.periods import date_words

Fact = tuple[str, str]


@dataclass(frozen=True)
class Notes:
    """The notes of a table: its message, what it is of, and the sources of its figures.

    `facts` are names with their words, such as ("Day", "31 December 2018"). What is `invented`
    says so on every sheet, in every row of a CSV file and in the name of the file.
    """

    title: str = ""
    subtitle: str = ""
    facts: tuple[Fact, ...] = ()
    sources: tuple[Provenance | Source, ...] = ()
    invented: bool = False

    def of(self, title: str, subtitle: str) -> "Notes":
        """Return the notes of one table among those of a page."""
        return replace(self, title=title, subtitle=subtitle)

    def also(self, *facts: Fact, sources: tuple[Provenance | Source, ...] = ()) -> "Notes":
        """Return the notes with further facts and sources; what is there already stays once."""
        return replace(
            self,
            facts=tuple(dict.fromkeys((*self.facts, *facts))),
            sources=tuple(dict.fromkeys((*self.sources, *sources))),
        )

    def lines(self, made_at: dt.datetime) -> Iterator[Fact]:
        """Yield every note with its name, in the order in which a reader asks."""
        if self.invented:
            yield "Invented", INVENTED
        for name, words in (("Title", self.title), ("What it shows", self.subtitle), *self.facts):
            if words:
                yield name, words
        for source in self.sources:
            yield from _source_lines(source)
        yield "Made on", f"{date_words(made_at.date())}, {made_at:%H:%M} UTC"

    @property
    def in_one_cell(self) -> str:
        """What it shows and what it is of, in one line."""
        told = [self.subtitle, *(f"{name}: {words}" for name, words in self.facts)]
        warning = [INVENTED.rstrip(".")] if self.invented else []
        return "; ".join(words.rstrip(".") for words in (*warning, *told) if words)

    @property
    def sources_in_one_cell(self) -> str:
        """The sources by title, publisher and date, in one line."""
        return "; ".join(_source_words(source) for source in self.sources)

    @property
    def under_a_picture(self) -> str:
        """What a picture's title and subtitle do not say yet, and where its figures come from.

        >>> Notes(facts=(("Service", "Anytown"), ("Day", "1 May 2026"))).under_a_picture
        'Service: Anytown; Day: 1 May 2026.'
        """
        said = f"{self.title} {self.subtitle}".casefold()
        new = [(name, words) for name, words in self.facts if words.casefold() not in said]
        facts = "; ".join(f"{name}: {words.rstrip('.')}" for name, words in new)
        sources = f"Source: {self.sources_in_one_cell}" if self.sources else ""
        return " ".join(f"{told}." for told in (facts, sources) if told)

    def file_name(self, name: str) -> str:
        """Return the name of a file, which says so where what it holds is invented.

        >>> Notes(invented=True).file_name("figures.csv")
        'figures-invented.csv'
        """
        stem, dot, ending = name.rpartition(".")
        if not self.invented or stem.endswith("-invented"):
            return name
        return f"{stem}-invented{dot}{ending}"


def _source_words(source: Provenance | Source) -> str:
    if isinstance(source, Source):
        return source.words
    return f"{source.title} ({source.publisher}, {source.published_words})"


def _source_lines(source: Provenance | Source) -> Iterator[Fact]:
    yield "Source", source.title
    named = [("Publisher", source.publisher)]
    if isinstance(source, Provenance):
        named += [("Edition", source.edition), ("Published", source.published_words)]
    named += [("Licence", source.licence), ("Address", source.address)]
    if isinstance(source, Provenance):
        # Lines without words are left out: a service's own file has no checksum for everybody.
        named += [("SHA-256 of the file", source.sha256)]
        named += [("Changed on the way", words) for words in source.changes]
        named += [("Known defect", words) for words in source.known_defects]
    yield from ((name, words) for name, words in named if words)
