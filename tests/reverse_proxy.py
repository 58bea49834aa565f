"""A reverse proxy for the tests: nginx found, else installed, else named as missing.

Run as a module before the tests, it does the installing; the tests only look. What it runs is the
configuration that operators get, with other ports, another name and a certificate of its own.
"""

import datetime as dt
import logging
import os
import shutil
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Mapping
from contextlib import closing, contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID

from tests.programs import exit_code, found_or_installed

KIT = Path(__file__).resolve().parents[1] / "deploy"
NAME = "localhost"
MISSING = (
    "NO NGINX WAS FOUND: the tests behind a reverse proxy are skipped. Install nginx, or name it "
    "in the variable NGINX_PATH, and run the tests again."
)
_USUAL = ("/usr/sbin/nginx", "/usr/local/sbin/nginx", "/opt/homebrew/bin/nginx")
_SECONDS_TO_START = 10
# What stands around the file of a site: Debian's own, all within one folder.
_AROUND = """
daemon off;
pid {folder}/nginx.pid;
error_log {folder}/error.log;
worker_rlimit_nofile 8192;
events {{ worker_connections 4096; }}
http {{
    include {folder}/site.conf;
    client_body_temp_path {folder}/body;
    proxy_temp_path {folder}/proxy;
    fastcgi_temp_path {folder}/fastcgi;
    uwsgi_temp_path {folder}/uwsgi;
    scgi_temp_path {folder}/scgi;
}}
"""


@dataclass(frozen=True)
class Proxy:
    """A proxy that runs: where browsers reach it, its certificate and what it logs."""

    address: str
    certificate: Path
    access_log: Path
    error_log: Path


def find_nginx() -> Path | None:
    """Return an installed nginx; None where none is."""
    named = os.environ.get("NGINX_PATH")
    candidates = [named, shutil.which("nginx"), *_USUAL]
    return next((Path(each) for each in candidates if each and Path(each).is_file()), None)


@contextmanager
def running_proxy(
    nginx: Path, dashboards: tuple[int, int], changes: Mapping[str, str] | None = None
) -> Iterator[Proxy]:
    """Run nginx as deploy/nginx.conf says before two dashboards on these ports of this machine.

    `changes` are texts of nginx.conf and what stands in their place.

    Raises:
        RuntimeError: if nginx does not start, with what it said.
    """
    with tempfile.TemporaryDirectory(prefix="nginx-", ignore_cleanup_errors=True) as name:
        folder, port = Path(name), free_port()
        write_configuration(folder, port, dashboards, changes or {})
        # Ours to read, and the worker's, which is another user where the master is root.
        folder.chmod(0o755)
        files = ("-p", folder, "-c", folder / "nginx.conf", "-e", folder / "error.log")
        command = [str(each) for each in (nginx, *files)]
        process = subprocess.Popen(command, stderr=subprocess.PIPE, text=True)
        try:
            _wait_until_open(port, process)
            yield Proxy(
                f"https://{NAME}:{port}",
                folder / "certificate.pem",
                folder / "access.log",
                folder / "error.log",
            )
        finally:
            process.terminate()
            process.communicate(timeout=20)


def write_configuration(
    folder: Path, port: int, dashboards: tuple[int, int], changes: Mapping[str, str] | None = None
) -> None:
    """Write into a folder what nginx needs: the files of the kit, on loopback, and a certificate.

    Raises:
        RuntimeError: if the kit has nothing where something is to be put in its place.
    """
    ours = {
        "/etc/nginx/dashboard": str(folder),
        "/var/log/nginx": str(folder),
        "listen 80": f"listen 127.0.0.1:{free_port()}",
        "listen 443": f"listen 127.0.0.1:{port}",
        "board.example": NAME,
    }
    site = _changed((KIT / "nginx.conf").read_text("utf-8"), {**ours, **(changes or {})})
    ports = {"8501": str(dashboards[0]), "8502": str(dashboards[1])}
    servers = _changed((KIT / "servers.conf").read_text("utf-8"), ports)
    (folder / "site.conf").write_text(site, "utf-8")
    (folder / "servers.conf").write_text(servers, "utf-8")
    (folder / "nginx.conf").write_text(_AROUND.format(folder=folder), "utf-8")
    _write_certificate(folder)


def _changed(text: str, changes: Mapping[str, str]) -> str:
    for theirs, own in changes.items():
        if theirs not in text:
            raise RuntimeError(f"There is no {theirs!r} in the kit's file.")
        text = text.replace(theirs, own)
    return text


def _write_certificate(folder: Path) -> None:
    key, today = ec.generate_private_key(ec.SECP256R1()), dt.datetime.now(tz=dt.UTC)
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, NAME)])
    certificate = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(today - dt.timedelta(days=1))
        .not_valid_after(today + dt.timedelta(days=1))
        .add_extension(x509.SubjectAlternativeName([x509.DNSName(NAME)]), critical=False)
        .sign(key, hashes.SHA256())
    )
    pem = serialization.Encoding.PEM
    kind = serialization.PrivateFormat.PKCS8
    secret = key.private_bytes(pem, kind, serialization.NoEncryption())
    (folder / "key.pem").write_bytes(secret)
    (folder / "certificate.pem").write_bytes(certificate.public_bytes(pem))


def free_port() -> int:
    """Return a port of loopback on which nothing listens now."""
    with closing(socket.create_server(("127.0.0.1", 0))) as listener:
        port: int = listener.getsockname()[1]
        return port


def _wait_until_open(port: int, process: "subprocess.Popen[str]") -> None:
    end = time.monotonic() + _SECONDS_TO_START
    while process.poll() is None and time.monotonic() < end:
        with suppress(OSError), socket.create_connection(("127.0.0.1", port), timeout=1):
            return
        time.sleep(0.02)
    process.terminate()
    raise RuntimeError(f"nginx did not start:\n{process.communicate()[1]}")


if __name__ == "__main__":
    logging.basicConfig(format="%(message)s", level=logging.WARNING)
    sys.exit(exit_code(found_or_installed(find_nginx, "nginx-light"), MISSING))
