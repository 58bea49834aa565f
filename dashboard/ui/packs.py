"""The board pack on a page: which one is asked for, and its files, made when somebody asks."""

import datetime as dt
import uuid
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import partial
from typing import ParamSpec, TypeVar
from urllib.parse import urlsplit, urlunsplit

import streamlit as st

from dashboard.core.board.meetings import Meeting
from dashboard.core.disclosure.protection import Mode
from dashboard.core.packs.issued import IssuedPack, corrections, day_shown
from dashboard.core.packs.sections import PackFormat
from dashboard.core.people import Actor
from dashboard.core.reads import ReadKind
from dashboard.errors import ChangeRefusedError
from dashboard.reports.packs.document import Document
from dashboard.reports.packs.files import pack_bytes, pack_file_name
from dashboard.reports.packs.pdf import page_pictures
from dashboard.store.engine import Store
from dashboard.ui import acting, components, disclosure, navigation, reads, wiring
from dashboard.ui.allowance import Allowance
from dashboard.ui.page import View
from dashboard.usecases.holdings import Holdings
from dashboard.usecases.packs.issuing import (
    Maker,
    Writer,
    issued_file,
    issued_packs,
    require_may_see,
)
from dashboard.usecases.packs.making import make_pack
from dashboard.usecases.packs.reading import USUAL_ADDRESS, PackAsked

# Each format as a button names it, and its media type.
_OFFICE = "application/vnd.openxmlformats-officedocument"
_WAYS: Mapping[PackFormat, tuple[str, str]] = {
    PackFormat.PDF: ("PDF", "application/pdf"),
    PackFormat.PPTX: ("Slides (PowerPoint)", f"{_OFFICE}.presentationml.presentation"),
    PackFormat.DOCX: ("Text (Word)", f"{_OFFICE}.wordprocessingml.document"),
    PackFormat.XLSX: ("Figures (Excel)", f"{_OFFICE}.spreadsheetml.sheet"),
    PackFormat.HTML: ("Web page (HTML)", "text/html"),
}


# A test puts a quicker press here, so that nothing is ever patched.
PRESS_KEY = "pack_press"
# Session key: the random name under which the session's packs are counted.
_WHOM = "counted_as"
# A file takes up to a second of the processor: enough for six packs in all five formats, and too
# little to keep the others waiting.
FILES_OF_SESSION = "30/minute"
TOO_MANY = "You have asked for many packs: wait a minute, then reload the page."

Asked = ParamSpec("Asked")
Made = TypeVar("Made")


@dataclass(frozen=True)
class Press:
    """What makes a pack, writes it as a file of each format, and draws its pages (PNG)."""

    make: Maker = make_pack
    write: Writer = pack_bytes
    draw: Callable[[Document], tuple[bytes, ...]] = page_pictures


def press() -> Press:
    """Return what packs are made with: the session's own where it has one (a test).

    A session may write and draw so many in a minute; then it raises `ChangeRefusedError`.
    """
    used: Press = st.session_state.get(PRESS_KEY) or Press()
    return Press(used.make, _counted(used.write), _counted(used.draw))


def _counted(work: Callable[Asked, Made]) -> Callable[Asked, Made]:
    whom, allowance = _counted_as(), _files_made()

    # A file is made after the page, in a thread that knows no session.
    def work_if_allowed(*args: Asked.args, **kwargs: Asked.kwargs) -> Made:
        if not allowance.takes(whom):
            raise ChangeRefusedError(TOO_MANY)
        return work(*args, **kwargs)

    return work_if_allowed


def _counted_as() -> str:
    whom: str = st.session_state.setdefault(_WHOM, uuid.uuid4().hex)
    return whom


@st.cache_resource(show_spinner=False)
def _files_made() -> Allowance:
    return Allowance(FILES_OF_SESSION)


def asked_for(view: View, meeting: Meeting | None) -> PackAsked:
    """Return what is asked for of a meeting, or as at the day in view, for who looks at it here."""
    return PackAsked(
        service=view.service.id,
        meeting=meeting.id if meeting else "",
        audience=disclosure.mode_in_view(),
        address=base_address(),
    )


def base_address() -> str:
    """Return where the dashboard is, as this browser reached it: without page and choices."""
    parts = urlsplit(st.context.url or USUAL_ADDRESS)
    folder, _, place = parts.path.rstrip("/").rpartition("/")
    is_page = any(entry.url_path == place for entry in navigation.PAGES)
    path = folder if is_page else parts.path
    return urlunsplit((parts.scheme, parts.netloc, path.rstrip("/"), "", ""))


def made(view: View, asked: PackAsked) -> Document:
    """Return the document of a pack that is asked for by whoever looks; see `made_for`."""
    return made_for(press(), wiring.store(), view.holdings, acting.acting(), asked)


def made_for(
    used: Press, store: Store, holdings: Holdings, actor: Actor | None, asked: PackAsked
) -> Document:
    """Return the document of a pack, made once for each state of what is stored.

    Raises:
        NotAllowedError: if it shows small numbers and who asks may not see them.
        UnknownNameError: for a meeting that is not there.
    """
    found = holdings.store.of_state(
        "packs", (asked, holdings.as_of), lambda: used.make(store, holdings, asked)
    )
    require_may_see(store, actor, found)
    return found.document


def issued_to_be_seen(view: View) -> tuple[IssuedPack, ...]:
    """Return the packs issued by the day in view that whoever looks may have, the newest first."""
    every = issued_packs(view.holdings, view.service.id)
    sees_all = disclosure.may_see() is not None
    return tuple(each for each in every if sees_all or each.audience is Mode.PUBLIC)


def in_force(view: View, asked: PackAsked) -> list[IssuedPack]:
    """Return the packs issued for the same as one that is asked for, without corrected ones.

    That is the same meeting, or the day in view, and the same audience; the newest stands first.
    """
    every = issued_packs(view.holdings, view.service.id)
    corrected = corrections(every)
    wanted = (asked.meeting or view.holdings.as_of, asked.audience)
    return [
        each
        for each in every
        if (each.meeting or each.as_of, each.audience) == wanted and each.id not in corrected
    ]


@dataclass(frozen=True)
class _Files:
    """The files of one pack of a service: which there are, their bytes and names.

    Each is made when it is pressed for, and noted as such a kind of read of a `reader`.
    """

    service: str
    formats: Sequence[PackFormat]
    bytes_of: Callable[[PackFormat], bytes]
    name_of: Callable[[PackFormat], str]
    key: str
    noted: ReadKind
    reader: Actor | None

    def offer(self, wanted: PackFormat, label: str, *, first: bool = False) -> None:
        name, made = self.name_of(wanted), partial(self.bytes_of, wanted)
        components.offer_file(
            label,
            reads.noting(self.reader, self.service, self.noted, name, made),
            name,
            _WAYS[wanted][1],
            f"{self.key}_{wanted}",
            first=first,
        )

    def offer_all(self, label: str, *, first: bool) -> None:
        """Offer the PDF under a label, and the other formats behind one door beside it."""
        with st.container(horizontal=True, key=f"{self.key}_download"):
            self.offer(PackFormat.PDF, label, first=first)
            with st.popover("Other formats", key=f"{self.key}_download_ways"):
                for wanted in self.formats:
                    if wanted is not PackFormat.PDF:
                        self.offer(wanted, _WAYS[wanted][0])


def made_when_pressed(
    used: Press, store: Store, holdings: Holdings, actor: Actor | None, asked: PackAsked
) -> Document:
    """Return the document as it is when somebody presses, which may be long after the page."""
    now = store.now(dt.datetime.now(tz=dt.UTC).date()).of_service(asked.service)
    return made_for(used, store, replace(holdings, store=now), actor, asked)


def _written(used: Press, made: Callable[[], Document], wanted: PackFormat) -> bytes:
    return used.write(made(), wanted)


def offer_files(
    view: View, asked: PackAsked, meeting: Meeting | None, label: str, *, first: bool
) -> None:
    """Offer a pack as it would be now, in every format; each is made when it is pressed for.

    With `first` its PDF is what the page was opened for.
    """
    if _files_made().is_used_up(_counted_as()):
        st.info(TOO_MANY)
        return
    used, today = press(), view.holdings.as_of
    made = partial(made_when_pressed, used, wiring.store(), view.holdings, acting.acting(), asked)
    day = day_shown(meeting.on, today) if meeting else today
    name_of = partial(pack_file_name, view.service, day, asked.audience)
    written = partial(_written, used, made)
    reader = disclosure.may_see() if asked.audience is Mode.BOARD else None
    formats, noted = tuple(PackFormat), ReadKind.DOWNLOAD
    files = _Files(view.service.id, formats, written, name_of, "pack", noted, reader)
    files.offer_all(label, first=first)


def offer_issued(view: View, pack: IssuedPack, label: str) -> None:
    """Offer the very bytes of a pack that was issued."""
    name_of = partial(pack_file_name, view.service, pack.as_of, pack.audience)
    issued = partial(issued_file, wiring.store(), acting.acting(), pack)
    formats, key = tuple(each.format for each in pack.files), f"issued_{pack.id}"
    reader, noted = acting.acting(), ReadKind.PACK
    files = _Files(view.service.id, formats, issued, name_of, key, noted, reader)
    files.offer_all(label, first=True)
