"""`pack`: the board pack as files, which packs are due, and those that were issued."""

import datetime as dt
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import click

from dashboard.commands.days import DAY
from dashboard.commands.printing import one_line, say_if_invented, write_file
from dashboard.commands.signing import signature
from dashboard.core.areas import Service
from dashboard.core.disclosure.protection import Mode
from dashboard.core.entries import web_address
from dashboard.core.packs.issued import IssuedPack, corrections
from dashboard.core.packs.sections import PackFormat
from dashboard.core.periods import date_words
from dashboard.core.sentences import counted
from dashboard.errors import DashboardError, UnknownNameError
from dashboard.reports.packs.files import pack_bytes, pack_file_name
from dashboard.store.engine import Store
from dashboard.usecases.board.dates import dates_of_board
from dashboard.usecases.board.meetings import calendar
from dashboard.usecases.holdings import Holdings, holdings_of
from dashboard.usecases.loading import open_store_with_shipped_figures
from dashboard.usecases.packs.due import packs_due
from dashboard.usecases.packs.issuing import (
    Maker,
    Writer,
    issued_file,
    issued_packs,
    require_may_see,
)
from dashboard.usecases.packs.making import make_pack
from dashboard.usecases.packs.reading import USUAL_ADDRESS, PackAsked

_MEETINGS_NAMED = 8


@dataclass(frozen=True)
class _Held:
    """The open store, and what it holds as at today."""

    store: Store
    holdings: Holdings

    def on(self, day: dt.date) -> Holdings:
        return holdings_of(self.holdings.catalogue, self.store, day, self.holdings.as_of)

    def service(self, name: str) -> Service:
        return self.holdings.catalogue.service(name)


@click.command()
@click.argument("service", required=False)
@click.option("--meeting", metavar="ID", help="The meeting that the pack is for.")
@click.option(
    "--as-of", type=DAY, help="Without a meeting: use only what was published by this day."
)
@click.option(
    "--format",
    "formats",
    multiple=True,
    default=[PackFormat.PDF.value],
    show_default=True,
    type=click.Choice([each.value for each in PackFormat]),
    help="Which file; may be given several times.",
)
@click.option(
    "--audience",
    default=Mode.PUBLIC.value,
    show_default=True,
    type=click.Choice([each.value for each in Mode]),
    help="Only a pack for the board shows small numbers.",
)
@click.option("--out", default=".", type=click.Path(path_type=Path), help="The folder to write to.")
@click.option(
    "--address",
    default=USUAL_ADDRESS,
    show_default=True,
    callback=lambda _context, _option, text: _address(text),
    help="Where the dashboard is, for links.",
)
@click.option("--due", is_flag=True, help="List boards that meet soon and have no pack issued.")
@click.option(
    "--within",
    default=14,
    show_default=True,
    type=click.IntRange(min=0),
    help="With --due: how many days ahead.",
)
@click.option("--ics", is_flag=True, help="Print meetings and due dates as an iCalendar file.")
@click.option("--issued", is_flag=True, help="List the packs that were issued.")
@click.option("--open", "opened", metavar="ID", help="Write the very files of an issued pack.")
def pack(
    service: str | None,
    meeting: str | None,
    as_of: dt.date | None,
    formats: tuple[str, ...],
    audience: str,
    out: Path,
    address: str,
    due: bool,
    within: int,
    ics: bool,
    issued: bool,
    opened: str | None,
) -> None:
    """Write the board pack of a service, for a meeting or as at a day.

    The pack of a meeting to come is as at today, that of a past one as at its day.
    """
    if [due, ics, issued, opened is not None].count(True) > 1:
        raise click.UsageError("Choose one of --due, --ics, --issued and --open.")
    if meeting is not None and as_of is not None:
        raise click.UsageError("--meeting and --as-of exclude each other: choose one.")
    if not service and not due and opened is None:
        raise click.UsageError("SERVICE is missing: name a youth justice service.")
    held, name = _held(), service or ""
    wanted = [PackFormat(each) for each in dict.fromkeys(formats)]
    if due:
        _list_due(held, name, within)
    elif opened is not None:
        _open(held, opened, wanted, out)
    elif ics:
        now = dt.datetime.now(tz=dt.UTC)
        click.echo(dates_of_board(held.holdings, held.service(name), now), nl=False)
    elif issued:
        _list_issued(held, held.service(name))
    else:
        about = PackAsked(held.service(name).id, meeting or "", Mode(audience), address)
        write_packs(held.store, _shown(held, about, as_of), about, wanted, out)


def _address(text: str) -> str:
    """Return the address of the dashboard's first page; every link of a pack begins with it."""
    try:
        address = web_address("address", text)
    except DashboardError as error:
        raise click.BadParameter(str(error)) from error
    if not address or "?" in address or "#" in address:
        raise click.BadParameter(f"Name the first page, as in {USUAL_ADDRESS}, without ? or #.")
    return address


def write_packs(
    store: Store,
    holdings: Holdings,
    asked: PackAsked,
    wanted: Sequence[PackFormat],
    folder: Path,
    make: Maker = make_pack,
    write: Writer = pack_bytes,
) -> None:
    """Write a pack as files into a folder; nothing is issued.

    Raises:
        UnknownNameError: for a service or meeting that is not there.
        SetupError: if a file cannot be written.
    """
    made = make(store, holdings, asked)
    # Anybody who can run a command has the database, and so may see small numbers.
    require_may_see(store, signature().actor, made)
    service, day = made.reading.service, made.document.day
    for each in wanted:
        name = pack_file_name(service, day, asked.audience, each)
        write_file(folder / name, write(made.document, each))
    say_if_invented(service)


def _held() -> _Held:
    today = dt.datetime.now(tz=dt.UTC).date()
    catalogue, store = open_store_with_shipped_figures()
    return _Held(store, holdings_of(catalogue, store, today, today))


def _shown(held: _Held, asked: PackAsked, as_of: dt.date | None) -> Holdings:
    if asked.meeting:
        _require_meeting(held, asked)
        # The pack itself goes back to the day of a past meeting, which may be recorded later.
        return held.holdings
    today = held.holdings.as_of
    day = as_of or today
    if day > today:
        raise DashboardError(f"{day.isoformat()} is still to come: name a day that is past.")
    return held.on(day)


def _require_meeting(held: _Held, asked: PackAsked) -> None:
    found = calendar(held.holdings, asked.service)
    meetings = {each.id: each for each in (*found.open, *found.held)}
    if asked.meeting in meetings:
        return
    named = [f"{each.id} ({each.label})" for each in meetings.values()]
    more = " ..." if len(named) > _MEETINGS_NAMED else ""
    shown = ", ".join(named[:_MEETINGS_NAMED]) + more
    advice = f"choose one of {shown}." if named else "plan one on the page Meetings first."
    raise UnknownNameError(f'This board has no meeting "{asked.meeting[:80]}": {advice}')


def _list_due(held: _Held, service: str, within: int) -> None:
    only = held.service(service).id if service else ""
    found = [one for one in packs_due(held.holdings, within) if only in ("", one.service.id)]
    for one in found:
        when = "today" if one.days_left == 0 else f"in {counted(one.days_left, 'day')}"
        click.echo(one_line(f"{one.service.name}: {one.meeting.label} ({when}): no pack issued."))
    if not found:
        click.echo(f"No board without a pack was found to meet within {counted(within, 'day')}.")


def _list_issued(held: _Held, service: Service) -> None:
    found = issued_packs(held.holdings, service.id)
    by = corrections(found)
    for each in found:
        for line in _lines(each, by.get(each.id)):
            click.echo(one_line(line))
    if not found:
        click.echo(f"No pack of {service.name} was issued yet.")


def _lines(issued: IssuedPack, correction: IssuedPack | None) -> Iterator[str]:
    at = f"{date_words(issued.at.date())}, {issued.at:%H:%M} UTC"
    yield f"{issued.id}: {issued.label}, issued {at} by {issued.by}"
    if issued.corrects:
        yield f"- corrects {issued.corrects}: {issued.why}"
    if correction is not None:
        yield f"- was corrected by {correction.id}"
    for file in issued.files:
        yield f"- {file.format} SHA-256 {file.sha256}"


def _open(held: _Held, pack_id: str, wanted: Sequence[PackFormat], folder: Path) -> None:
    packs = held.holdings.of_service(None).records.of(IssuedPack)
    if pack_id not in packs:
        raise UnknownNameError.among("board pack", pack_id, packs)
    issued, actor = packs[pack_id], signature().actor
    service = held.service(issued.service)
    for each in wanted:
        name = pack_file_name(service, issued.as_of, issued.audience, each)
        write_file(folder / name, issued_file(held.store, actor, issued, each))
