"""Two services' worlds that differ in withheld numbers only, and all that a file of a pack tells.

What can be read of the public's pack must then be the same in both: it tells nothing withheld.
"""

import datetime as dt
import io
import re
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

import pikepdf
import pypdfium2
from sqlalchemy import select

from dashboard.core.disclosure.protection import Mode
from dashboard.core.own.targets import LocalTarget
from dashboard.core.packs.issued import IssuedPack
from dashboard.core.packs.sections import PackFormat
from dashboard.core.people import Role
from dashboard.definitions.catalogue import Catalogue
from dashboard.reports.packs.document import Document
from dashboard.store.engine import Store
from dashboard.store.tables import edition
from dashboard.usecases.holdings import Holdings, holdings_of
from dashboard.usecases.packs.issuing import Writer, issue_pack
from dashboard.usecases.packs.making import MadePack, make_pack
from dashboard.usecases.packs.reading import PackAsked
from tests.board_factories import at, signed, stored
from tests.local_factories import add_teams, figure, load_own, quarters, series_of

# Quarters of each series, and of those that are counted by team, month or group as well.
NUMBER, FEWER = 13, 3
# After every day on which anything is done in a world.
TODAY = dt.date(2026, 1, 31)
SERVICE = "hertfordshire"
CUSTODY, ENTRANTS, REMANDS = (
    "local-custodial-sentences",
    "local-first-time-entrants",
    "local-remands",
)
FEW, NEARLY_ALL, TEAMS_SHARE = "kpi-2-education", "kpi-1-accommodation", "kpi-9-serious-violence"
LIVING, AUDITS = "children-10-17", ("audit-3.3.1", "audit-3.3.2", "audit-3.3.3")
# Of this standard nothing is small, so that the public sees a rehearsal.
SHOWN_AUDITS = ("audit-2.1.1", "audit-2.1.2", "audit-2.1.3")
ETHNIC = "ethnicity-"


def figures(small: int) -> dict[str, list[dict[str, Any]]]:
    """Return figures in which `small` are counted of some, and as many fewer of others."""
    counts = [
        *series_of([53] * FEWER),
        *series_of([small] * FEWER, place="north"),
        *series_of([30] * FEWER, place="east"),
        *series_of([23 - small] * FEWER, place="south"),
        *_by_group(small),
        *_by_month(small),
    ]
    audited = [
        *series_of([40 - small] * FEWER, 40),
        *series_of([small] * FEWER, 20, place="north"),
    ]
    shares = [
        *series_of([30] * FEWER, 60),
        *series_of([small] * FEWER, 20, place="north"),
        *series_of([10] * FEWER, 20, place="east"),
        *series_of([20 - small] * FEWER, 20, place="south"),
    ]
    told = {
        CUSTODY: series_of([small] * NUMBER),
        ENTRANTS: counts,
        # The newest alone is small: that it fell by so much would be a signal.
        REMANDS: series_of([*[30, 29, 31, 30, 28, 30] * 2, small]),
        FEW: series_of([small] * NUMBER, 20),
        NEARLY_ALL: series_of([20 - small] * NUMBER, 20),
        TEAMS_SHARE: shares,
        LIVING: _living(small),
        **dict.fromkeys(AUDITS, audited),
        **dict.fromkeys(SHOWN_AUDITS, series_of([25] * FEWER, 40)),
    }
    noted = f"Noted: secret of {small}."
    return {name: [row | {"note": noted} for row in rows] for name, rows in told.items()}


def _by_group(small: int) -> Iterator[dict[str, Any]]:
    by_group = {"white": 30, "black": 9, "asian": small, "mixed": 8 - small, "other": 6}
    for name, number in by_group.items():
        yield from series_of([number] * FEWER, group=ETHNIC + name)
    yield from series_of([small] * FEWER, group="sex-girls")
    yield from series_of([53 - small] * FEWER, group="sex-boys")


def _by_month(small: int) -> Iterator[dict[str, Any]]:
    for quarter in quarters(FEWER):
        for month, number in zip(quarter.months, (small, 30, 23 - small), strict=True):
            yield figure(number, period=month.id)


def _living(small: int) -> list[dict[str, Any]]:
    living = {"white": 900, "black": 90, "asian": 80, "mixed": small, "other": 10 - small}
    first = quarters(FEWER)[0].id
    return [
        figure(1080, period=first),
        *(figure(n, period=first, group=ETHNIC + name) for name, n in living.items()),
    ]


def barely(document: Document, wanted: PackFormat) -> bytes:
    """Write a pack without its looks, where only what is stored of it matters."""
    return repr((document, wanted)).encode()


@dataclass(frozen=True)
class World:
    """A service's store, in which `small` children are counted of some."""

    small: int
    store: Store
    catalogue: Catalogue
    packs: dict[tuple[str, Mode], MadePack] = field(default_factory=dict)

    def load(self, small: int, day: str) -> None:
        """Store own figures on a day, in place of those before."""
        load_own(self.store, figures(small), loaded_at=at(day), sha256=f"{small}d" * 32)

    def holdings(self, day: str) -> Holdings:
        """Return what was held by the end of a day, however much was stored since."""
        return holdings_of(self.catalogue, self.store, dt.date.fromisoformat(day), TODAY)

    def made(self, day: str, audience: Mode = Mode.PUBLIC) -> MadePack:
        """Return the pack of a day, made once: ask for it when all is stored."""
        if (day, audience) not in self.packs:
            wanted = PackAsked(SERVICE, audience=audience)
            self.packs[day, audience] = make_pack(self.store, self.holdings(day), wanted)
        return self.packs[day, audience]

    def issue(
        self,
        sid: str,
        day: str,
        audience: Mode = Mode.PUBLIC,
        write: Writer = barely,
        **asked: str,
    ) -> IssuedPack:
        wanted = PackAsked(SERVICE, audience=audience, **asked)
        who = signed(Role.OFFICER, day=day)
        return issue_pack(self.store, self.holdings(day), who, sid, wanted, make_pack, write)

    def kept_back(self) -> set[str]:
        """Return what is stored of own files and shown to nobody: checksums, salts, seals, notes.

        The seals of their rows stand in the history, but in no pack.
        """
        columns = (edition.c.sha256, edition.c.salt, edition.c.seal)
        with self.store.database.reading() as connection:
            found = connection.execute(select(*columns).where(edition.c.service == SERVICE)).all()
        return {text[:16] for row in found for text in row if text} | {"secret of"}


def begun(store: Store, catalogue: Catalogue, small: int) -> World:
    """Return a world with teams, targets that some small numbers miss, and figures."""
    add_teams(store, "North", "East", "South")
    day = dt.date(2025, 6, 1)
    stored(
        store,
        LocalTarget("custody", SERVICE, CUSTODY, 2, 0, day),
        LocalTarget("few", SERVICE, FEW, 12, 0, day),
    )
    world = World(small, store, catalogue)
    world.load(small, "2026-01-15")
    return world


def everything_in(content: bytes) -> str:
    """Return all that somebody with tools finds in a file: of each part, its bytes and its texts.

    Office files are unpacked, workbooks in them too; of a PDF each object is read, its streams
    without their compression, its data about itself, its attachments and its words.
    """
    return "\n".join(_parts(content))


def _parts(content: bytes) -> Iterator[str]:
    yield content.decode("utf-8", errors="ignore")
    if content.startswith(b"PK"):
        with zipfile.ZipFile(io.BytesIO(content)) as packed:
            for part in packed.infolist():
                yield f"{part.filename} {part.comment!r} {part.extra!r}"
                yield from _parts(packed.read(part))
    if content.startswith(b"%PDF"):
        yield from _of_pdf(content)


def _of_pdf(content: bytes) -> Iterator[str]:
    with pikepdf.open(io.BytesIO(content)) as opened:
        assert not opened.attachments
        for each in opened.objects:
            yield str(each) if isinstance(each, pikepdf.String) else repr(each)
            if isinstance(each, pikepdf.Stream):
                yield each.read_bytes().decode("utf-8", errors="ignore")
    yield from pages_of(content)


def pages_of(content: bytes) -> Iterator[str]:
    """Yield the words of each page of a PDF, one space between two of them."""
    read = pypdfium2.PdfDocument(content)
    for page in read:
        yield re.sub(r"\s+", " ", page.get_textpage().get_text_bounded())
