"""How much each visitor may ask for, and which files come in."""

import contextlib
import socket
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor

import pytest
import websockets
from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from websockets.sync.client import connect

from dashboard.server.limiting import ArrivalLimits
from dashboard.ui.allowance import Allowance
from tests.server.running import PROXY, nothing_comes, run_alone

FORM = (
    b'--x\r\nContent-Disposition: form-data; name="file"; filename="a.csv"\r\n'
    b"Content-Type: text/csv\r\n\r\na,b\r\n--x--\r\n"
)
MULTIPART = "multipart/form-data; boundary=x"


def behind_the_proxy(board, path, client, method="GET"):
    return board.ask(method, path, by=PROXY, X_Forwarded_For=client, Host="board.example")


@pytest.mark.parametrize("path", ["/auth/login", "/oauth2callback"])
def test_who_signs_in_too_often_waits_and_nobody_else_does(board, path):
    client = f"192.0.2.{len(path)}"

    answers = [behind_the_proxy(board, path, client)[0].status for _ in range(60)]
    refused, sentence = behind_the_proxy(board, path, client)
    other, _ = behind_the_proxy(board, path, "198.51.100.1")

    assert set(answers) == {302}
    assert refused.status == 429
    assert 1 <= int(refused.headers["Retry-After"]) <= 60
    assert sentence == b"This was asked for too often: wait a little, then try again."
    assert other.status == 302


def test_who_opens_pages_too_often_waits():
    answered = []

    async def send(message):
        if message["type"] == "websocket.http.response.start":
            answered.append(message["status"])

    async def app(scope, receive, send):
        answered.append(101)

    async def open_many():
        limits = ArrivalLimits(app)
        scope = {"type": "websocket", "path": "/_stcore/stream", "client": ("192.0.2.7", 1)}
        for _ in range(601):
            await limits(scope, nothing_comes, send)

    run_alone(open_many())

    assert answered == [101] * 600 + [429]


def test_an_allowance_is_counted_for_each_and_by_how_much_is_taken():
    allowance = Allowance("3/minute")

    assert allowance.takes("ann", 2)
    assert not allowance.takes("ann", 2)
    assert allowance.takes("ben", 3)
    assert not allowance.is_used_up("ann")
    assert allowance.takes("ann")
    assert allowance.is_used_up("ann")
    assert allowance.seconds_to_wait("ann") in range(55, 61)


@contextlib.contextmanager
def open_page(server, host="localhost") -> Iterator[str]:
    """Open a page under a name and lend the id of its session."""
    address = f"ws://{host}:{server.port}/_stcore/stream"
    listener = socket.create_connection(("127.0.0.1", server.port))
    with connect(address, proxy=None, max_size=None, sock=listener) as websocket:
        request = BackMsg()
        request.rerun_script.query_string = ""
        websocket.send(request.SerializeToString())
        while True:
            message = ForwardMsg.FromString(websocket.recv(decode=False))
            if message.WhichOneof("type") == "new_session":
                yield message.new_session.initialize.session_id
                return


def send_file(server, session, file="1", method="PUT", body: object = FORM, **headers):
    """Send a file as a browser does: from the dashboard's page, with its token in a cookie."""
    named = {"Host": headers["Host"]} if "Host" in headers else {}
    _, _, token = server.get("/_stcore/health", **named)[0].headers["Set-Cookie"].partition("=")
    token = token.partition(";")[0]
    browsers = {"Origin": server.address, "Content_Type": MULTIPART, "X_Xsrftoken": token}
    told = browsers | {"Cookie": f"_streamlit_xsrf={token}"} | headers
    sent = {name: value for name, value in told.items() if value}
    path = f"/_stcore/upload_file/{session}/{file}"
    usual = {"Host": server.address.removeprefix("http://")}
    answer, said = server.ask(method, path, body, **(usual | sent))
    return answer.status, said.decode()


def test_a_page_that_is_open_sends_files_and_takes_them_back(server):
    with open_page(server) as session:
        assert send_file(server, session) == (204, "")
        assert send_file(server, session, method="DELETE", body=None) == (204, "")


@pytest.mark.parametrize("method", ["PUT", "DELETE", "POST"])
def test_what_names_no_page_sends_no_file(server, method):
    with open_page(server) as session:
        answered = send_file(server, session, method=method, Origin="")

    assert answered == (403, "Files are taken from the dashboard's own pages only.")


def test_where_people_sign_in_a_stranger_sends_no_file(board):
    with open_page(board, "board.example") as session:
        answered = send_file(board, session, Host="board.example", Origin="https://board.example")

    assert answered == (403, "Sign in before you send a file.")


@pytest.mark.parametrize("method", ["PUT", "DELETE"])
def test_a_page_that_is_not_open_sends_no_file(server, method):
    answered = send_file(server, "11111111-2222-3333-4444-555555555555", method=method)

    assert answered == (403, "This page is no longer connected: reload it.")


def test_a_file_comes_with_the_token_of_its_page_only(server):
    with open_page(server) as session:
        status, _ = send_file(server, session, X_Xsrftoken="guessed")

    assert status == 403


def test_a_file_that_does_not_say_how_large_it_is_is_refused(server):
    with open_page(server) as session:
        answered = send_file(server, session, body=iter([FORM]))

    assert answered == (411, "Say how large the file is.")


def test_a_file_that_is_too_large_is_refused_before_it_is_read(server):
    too_large = str(50 * 1024 * 1024 + 64 * 1024 + 1)
    with open_page(server) as session:
        answered = send_file(server, session, body=b"", Content_Length=too_large)

    assert answered == (413, "The file is too large.")


def test_who_sends_too_many_files_waits_and_another_page_does_not(server):
    with open_page(server) as session, open_page(server) as other:
        with ThreadPoolExecutor(4) as pool:
            sent = list(pool.map(lambda each: send_file(server, session, each)[0], range(31)))

        assert sorted(sent) == [204] * 30 + [429]
        assert send_file(server, other)[0] == 204


def test_five_of_the_largest_files_fill_what_a_page_may_send(server):
    with open_page(server) as session:
        # Only what is said of the size counts: nobody waits for 250 MB here.
        large = {"body": None, "method": "DELETE", "Content_Length": str(50 * 1024 * 1024)}
        sent = [send_file(server, session, **large)[0] for _ in range(6)]

    assert sent[-1] == 429
    assert 429 not in sent[:5]


def test_a_message_that_is_larger_than_any_page_sends_ends_the_connection(server):
    address = f"ws://localhost:{server.port}/_stcore/stream"
    with connect(address, proxy=None, max_size=None) as websocket:
        with contextlib.suppress(websockets.ConnectionClosed):
            websocket.send(b"x" * (4 * 1024 * 1024 + 1))
        with pytest.raises(websockets.ConnectionClosedError) as closed:
            websocket.recv(timeout=5)

    # Whoever is still sending may not hear why.
    assert closed.value.rcvd is None or closed.value.rcvd.code == 1009
