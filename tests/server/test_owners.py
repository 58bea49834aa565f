"""A file goes to the person it was made for, while they are let in, and to nobody else."""

import asyncio
import datetime as dt
import json
import secrets
import time
from contextlib import closing
from pathlib import Path

import pytest
import websockets
from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from streamlit.web.server.starlette.starlette_app_utils import create_signed_value
from websockets import Subprotocol

from benchmarks.sessions import MEMBER_HEADER
from dashboard.core.accounts import verified_by_claims
from dashboard.core.people import DASHBOARD, Role, Signature
from dashboard.server.owners import NOT_OFFERED, NOT_YOURS, Addresses
from dashboard.store.engine import open_store
from dashboard.store.faults import MOVED
from dashboard.usecases.upkeep.signing_in import end
from tests.people_factories import AT, person
from tests.server.running import PROXY, SECRET, run_alone
from tests.signing_factories import verified

HOST = "board.example"
FILE = b"3 children"
# The smallest picture that there is.
PICTURE = bytes.fromhex(
    "474946383761010001008100000000000000000000000000002c000000000100010000080400010404003b"
)
PEOPLE = [person(name, Role.OFFICER) for name in ("Ann Lee", "Ben Ek", "Cy Brown", "Dee Fox")]
# Two whom the provider signs in, and two whom the proxy names.
ANN, BEN, CY, DEE = PEOPLE


def address_of(one):
    return f"{one.id}@council.example"


@pytest.fixture(scope="module")
def store(board_database):
    """What the servers read, with people who may sign in."""
    with closing(open_store(board_database)) as opened:
        with opened.writing(Signature(DASHBOARD, AT)) as work:
            for one in PEOPLE:
                work.add(one)
                work.set_account_email(one, address_of(one))
        yield opened


def claims_of(one):
    """What the provider says of somebody who signs in now, once and never again."""
    email = {"email": address_of(one), "email_verified": True}
    said = {"iss": "https://provider.example", "sub": one.id, "nonce": secrets.token_hex()}
    return {**said, **email, "iat": time.time()}


def signed_in(claims):
    """Return the headers of a browser with the cookie of a sign-in."""
    told = {**claims, "is_logged_in": True, "origin": f"https://{HOST}"}
    cookie = create_signed_value(SECRET, "_streamlit_user", json.dumps(told))
    return {"Cookie": f"_streamlit_user={cookie.decode()}"}


def named(one):
    """Return the headers with which the proxy names somebody."""
    return {MEMBER_HEADER: address_of(one)}


async def told_by(websocket, kind):
    while True:
        message = ForwardMsg.FromString(await websocket.recv(decode=False))
        if message.WhichOneof("type") == kind:
            return message


async def open_page(websocket):
    """Return the id of a page, and the id of the file that it offers."""
    asked = BackMsg()
    asked.rerun_script.query_string = f"file={PICTURE.hex()}"
    await websocket.send(asked.SerializeToString())
    page = (await told_by(websocket, "new_session")).new_session.initialize.session_id
    while True:
        delta = (await told_by(websocket, "delta")).delta.new_element
        if delta.WhichOneof("type") == "download_button":
            return page, delta.download_button.deferred_file_id


async def press(websocket, page, file):
    """Return the address of a file that is made now, and why there is none."""
    asked = BackMsg()
    asked.backend_operation_request.request_id = "1"
    asked.backend_operation_request.session_id = page
    asked.backend_operation_request.deferred_file.file_id = file
    await websocket.send(asked.SerializeToString())
    answer = (await told_by(websocket, "backend_operation_response")).backend_operation_response
    return answer.deferred_file.url, answer.error_msg


def open_websocket(server, headers, by=None):
    """Return a websocket to open as the browser does that has the cookie of a sign-in."""
    token = server.get("/_stcore/health", Host=HOST)[0].headers["Set-Cookie"]
    token = token.partition("=")[2].partition(";")[0]
    cookies = "; ".join([f"_streamlit_xsrf={token}", *filter(None, [headers.get("Cookie")])])
    return websockets.connect(
        f"ws://{HOST}/_stcore/stream",
        host="127.0.0.1",
        port=server.port,
        additional_headers={**headers, "Origin": f"https://{HOST}", "Cookie": cookies},
        subprotocols=[Subprotocol("streamlit"), Subprotocol(token)],
        local_addr=(by, 0) if by else None,
        proxy=None,
        max_size=None,
    )


def see(server, headers, by=None):
    """Open a page that shows a picture, and return the picture's address."""

    async def look_at_a_page():
        async with asyncio.timeout(20), open_websocket(server, headers, by) as websocket:
            await open_page(websocket)
            return (await told_by(websocket, "delta")).delta.new_element.imgs.imgs[0].url

    return run_alone(look_at_a_page())


def save(server, headers, by=None):
    """Open a page that offers a file, press for it, and return the file's address."""

    async def press_on_a_page():
        async with asyncio.timeout(20), open_websocket(server, headers, by) as websocket:
            return await press(websocket, *await open_page(websocket))

    address, why_not = run_alone(press_on_a_page())
    assert not why_not
    return address


def fetch(server, address, headers, by=None):
    answer, body = server.ask("GET", address, by=by, **{"Host": HOST, **headers})
    return answer.status, body


REFUSED = (403, NOT_YOURS.encode())


def test_a_file_goes_to_whoever_saved_it_also_after_they_signed_in_anew(board, store):
    first, anew = signed_in(claims_of(ANN)), signed_in(claims_of(ANN))
    address = save(board, first)
    save(board, anew)

    assert fetch(board, address, first) == (200, FILE)
    assert fetch(board, address, anew) == (200, FILE)


def test_a_file_goes_to_no_stranger_and_to_nobody_else(board, store):
    ann, ben = signed_in(claims_of(ANN)), signed_in(claims_of(BEN))
    anns, bens = save(board, ann), save(board, ben)

    assert anns != bens
    for headers in ({}, ben, {"Cookie": ann["Cookie"][:-1]}, named(ANN)):
        assert fetch(board, anns, headers) == REFUSED
    assert fetch(board, anns, ben | {"Range": "bytes=0-1"}) == REFUSED
    assert fetch(board, bens, ben) == (200, FILE)


def test_a_picture_of_a_page_goes_to_whoever_looks_at_the_page(board, store):
    """The pages of a pack are pictures, and may have small numbers."""
    ann, ben = signed_in(claims_of(ANN)), signed_in(claims_of(BEN))
    address = see(board, ann)

    assert fetch(board, address, ann) == (200, PICTURE)
    assert fetch(board, address, ben) == REFUSED
    assert fetch(board, address, {}) == REFUSED


def test_a_file_goes_to_nobody_who_signed_out(board, store):
    claims = claims_of(ANN)
    ann = signed_in(claims)
    address = save(board, ann)
    now = dt.datetime.now(tz=dt.UTC)
    who = verified_by_claims(claims, "email_verified", "", now)
    assert who

    end(store, who, now)

    assert fetch(board, address, ann) == REFUSED


def test_a_database_that_is_away_is_told_of_in_one_sentence(board, board_database):
    ann = signed_in(claims_of(ANN))
    address = save(board, ann)
    file = Path(board_database.removeprefix("sqlite:///"))

    elsewhere = file.rename(file.with_name("elsewhere"))
    answered = fetch(board, address, ann)
    elsewhere.rename(file)

    assert answered == (500, MOVED.sentence.encode())


def test_behind_a_proxy_a_file_goes_to_whoever_it_names(proxied, store):
    address = save(proxied, named(CY), PROXY)

    assert fetch(proxied, address, named(CY), PROXY) == (200, FILE)
    assert fetch(proxied, address, named(DEE), PROXY) == REFUSED
    assert fetch(proxied, address, {}, PROXY) == REFUSED
    # Whoever comes past the proxy is nobody, whatever they send.
    assert fetch(proxied, address, named(CY)) == REFUSED


def test_a_page_makes_only_the_files_that_it_offers(board, store):
    async def press_for_anothers():
        anns = open_websocket(board, signed_in(claims_of(ANN)))
        bens = open_websocket(board, signed_in(claims_of(BEN)))
        async with asyncio.timeout(20), anns as hers, bens as his:
            _, file = await open_page(hers)
            page, _ = await open_page(his)
            return await press(his, page, file), await press(his, page, "0" * 32)

    assert run_alone(press_for_anothers()) == (("", NOT_OFFERED),) * 2


def test_on_ones_own_computer_a_file_goes_to_whoever_has_its_address(server):
    address = Addresses().of(FILE, "text/csv")

    answer, _ = server.get(f"/media/{address}.csv")

    # It is asked for, and there is none.
    assert answer.status == 404


def test_whoever_guesses_what_a_file_holds_cannot_work_out_its_address():
    here, elsewhere = Addresses().of(FILE, "text/csv"), Addresses().of(FILE, "text/csv")

    # On another server, which the guesser may run, the same file has another one.
    assert here != elsewhere


def test_two_large_files_that_differ_in_one_figure_have_two_addresses():
    large, addresses = b"4" * 3_000_000, Addresses()

    other = addresses.of(large[:800_000] + b"5" + large[800_001:], "text/csv")

    assert addresses.of(large, "text/csv") == addresses.of(large, "text/csv") != other


def test_an_address_that_was_never_given_is_for_nobody():
    of_another_server = Addresses().of(FILE, "")
    for asked in ("", "0" * 64, "\ufffd" * 64, of_another_server):
        assert not Addresses().is_for(asked, verified())
