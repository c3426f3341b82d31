"""A time-stamp authority of our own: `openssl ts` behind HTTP on the loopback address."""

import subprocess
import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

CONFIG = """
[ca]
basicConstraints = critical, CA:true
keyUsage = critical, keyCertSign, cRLSign
subjectKeyIdentifier = hash
[tsa]
basicConstraints = critical, CA:false
keyUsage = critical, digitalSignature
extendedKeyUsage = critical, timeStamping
subjectKeyIdentifier = hash
authorityKeyIdentifier = keyid
[stamp]
serial = {folder}/serial
crypto_device = builtin
signer_cert = {folder}/tsa.pem
certs = {folder}/root.pem
signer_key = {folder}/tsa.key
signer_digest = sha256
default_policy = 1.3.6.1.4.1.99999.1
digests = sha256, sha384, sha512
accuracy = secs:1
ess_cert_id_alg = sha256
"""


def make_clock(folder: Path) -> None:
    folder.mkdir()
    (folder / "ts.cnf").write_text(CONFIG.format(folder=folder))
    (folder / "serial").write_text("01")
    for name in ("root", "tsa"):
        run(folder, "ecparam", "-name", "prime256v1", "-genkey", "-noout", "-out", f"{name}.key")
    run(folder, "req", "-new", "-x509", "-key", "root.key", "-subj", "/O=Clockworks/CN=Clockworks root", "-days", "3650",
        "-out", "root.pem", "-config", _plain(folder), "-extensions", "ca")  # fmt: skip
    run(folder, "req", "-new", "-key", "tsa.key", "-subj", "/O=Clockworks/CN=Clockworks stamp", "-out", "tsa.csr",
        "-config", _plain(folder))  # fmt: skip
    run(folder, "x509", "-req", "-in", "tsa.csr", "-CA", "root.pem", "-CAkey", "root.key", "-set_serial", "7", "-days",
        "3650", "-out", "tsa.pem", "-extfile", "ts.cnf", "-extensions", "tsa")  # fmt: skip


def run(folder: Path, *words: str) -> None:
    subprocess.run(["openssl", *words], cwd=folder, check=True, capture_output=True)  # noqa: S603, S607


def _plain(folder: Path) -> str:
    path = folder / "req.cnf"
    path.write_text("[req]\ndistinguished_name = dn\n[dn]\n" + CONFIG.format(folder=folder))
    return str(path)


class Clock:
    """Serves while it is open; `broken` makes it answer like a failing one."""

    def __init__(self, folder: Path) -> None:
        self.folder, self.asked, self.broken, clock = folder, 0, "", self
        self._turn = threading.Lock()

        class Door(BaseHTTPRequestHandler):
            def do_POST(self):
                clock.answer(self)

            def log_message(self, *words):
                pass

        self._server = ThreadingHTTPServer(("127.0.0.1", 0), Door)
        self.url = f"http://127.0.0.1:{self._server.server_port}/"

    def __enter__(self):
        threading.Thread(target=self._server.serve_forever, daemon=True).start()
        return self

    def __exit__(self, *words):
        self._server.shutdown()
        self._server.server_close()

    def answer(self, door: BaseHTTPRequestHandler) -> None:
        question = door.rfile.read(int(door.headers["Content-Length"]))
        with self._turn:
            self.asked += 1
            content = b"<html>busy</html>" if self.broken == "words" else self._stamp(question)
        door.send_response(503 if self.broken == "status" else 302 if self.broken == "redirect" else 200)
        door.send_header("Content-Type", "text/html" if self.broken == "words" else "application/timestamp-reply")
        door.send_header("Location", "http://127.0.0.1:9/elsewhere")
        door.end_headers()
        door.wfile.write(content)

    def _stamp(self, question: bytes) -> bytes:
        (self.folder / "query").write_bytes(question)
        run(
            self.folder,
            "ts",
            "-reply",
            "-config",
            "ts.cnf",
            "-section",
            "stamp",
            "-queryfile",
            "query",
            "-out",
            "reply",
        )
        return (self.folder / "reply").read_bytes()
