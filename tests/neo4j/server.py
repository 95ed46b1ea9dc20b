"""A Neo4j server of our own for the tests: fetched by Maven, stopped by its own process id."""

from __future__ import annotations

import argparse
import contextlib
import os
import re
import secrets
import shutil
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from filelock import FileLock

HERE = Path(__file__).parent
#: Where the jars are kept; git does not see it.
JARS = HERE.parents[1] / ".neo4j"

#: The long-term release, and the current line: version, the Java it needs, its main class.
LINES = {
    "5.26": ("5.26.30", 17, "org.neo4j.server.CommunityEntryPoint"),
    "current": ("2026.08.1", 21, "org.neo4j.server.Neo4jCommunity"),
}
_OPENS = ("java.nio", "java.io", "sun.nio.ch", "java.util.concurrent")


@dataclass(frozen=True)
class Server:
    uri: str
    user: str
    password: str
    process: subprocess.Popen[bytes] | None = None
    #: What TLS connections are trusted by; None where there is no openssl to make it.
    certificate: Path | None = None


#: The servers that run, by address.
RUNNING: dict[str, Server] = {}


@cache
def _javas() -> tuple[tuple[int, str], ...]:
    """Return every Java that is here with its version, oldest first."""
    named = [os.environ.get("JOINEDUP_JAVA"), shutil.which("java")]
    named += sorted(map(str, Path("/usr/lib/jvm").glob("*/bin/java")))
    # one Java goes by several names, and each process of the tests asks
    places = {str(Path(path).resolve()): path for path in reversed(list(filter(None, named)))}
    found: dict[int, str] = {}
    for path in reversed(places.values()):
        said = subprocess.run([path, "-version"], capture_output=True, text=True).stderr
        if version := re.search(r'version "(\d+)', said):
            found.setdefault(int(version[1]), path)
    return tuple(sorted(found.items()))


def java(line: str = "5.26") -> str | None:
    """Return a Java new enough for a line of Neo4j, if there is one, and Maven too."""
    if shutil.which("mvn") is None:
        return None
    return next((path for version, path in _javas() if version >= LINES[line][1]), None)


def jars(line: str) -> Path:
    """Fetch what the server is made of, once."""
    version = LINES[line][0]
    lib = JARS / version / "lib"
    done = lib.with_name("done")
    lib.mkdir(parents=True, exist_ok=True)
    with FileLock(JARS / "lock"):  # two workers of the tests may want them at once
        if not done.exists():
            subprocess.run(
                ["mvn", "--quiet", "--batch-mode", "--file", str(HERE / "pom.xml"),
                 f"-Dneo4j.version={version}", "dependency:copy-dependencies",
                 "-DincludeScope=runtime", f"-DoutputDirectory={lib}"],
                check=True, stdin=subprocess.DEVNULL,
            )  # fmt: skip
            done.touch()
    return lib


def _port() -> int:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        return int(free.getsockname()[1])


def start(folder: Path, line: str = "5.26", options: tuple[str, ...] = ()) -> Server:
    """Start a server on a free port of the loopback address, with its data in ``folder``.

    ``options`` are for Java.
    """
    port, password = _port(), secrets.token_urlsafe(18)
    (folder / "conf").mkdir(parents=True, exist_ok=True)
    trust = _certificate(folder)
    (folder / "conf" / "neo4j.conf").write_text(
        f"server.bolt.listen_address=127.0.0.1:{port}\n"
        f"server.bolt.advertised_address=127.0.0.1:{port}\n"
        "server.http.enabled=false\nserver.https.enabled=false\n"
        "dbms.usage_report.enabled=false\nserver.memory.pagecache.size=256m\n"
        # what was planned once is not planned again while the tests write: a quarter of its work
        "dbms.cypher.min_replan_interval=1h\ndb.logs.query.enabled=OFF\n" + _TLS * bool(trust),
        encoding="utf-8",
    )
    opens = [f"--add-opens=java.base/{name}=ALL-UNNAMED" for name in _OPENS]
    with (folder / "server.log").open("wb") as log:
        process = subprocess.Popen(
            [java(line) or "java", "-Xmx1g", *options, *opens, "--enable-native-access=ALL-UNNAMED",
             "-cp", f"{jars(line)}/*", LINES[line][2],
             f"--home-dir={folder}", f"--config-dir={folder / 'conf'}"],
            stdin=subprocess.DEVNULL, stdout=log, stderr=log, cwd=folder,
            start_new_session=True,
        )  # fmt: skip
    server = Server(f"bolt://127.0.0.1:{port}", "neo4j", password, process, trust)
    try:
        _first_password(server, process)
    except BaseException:
        process.kill()
        raise
    return server


_TLS = """server.bolt.tls_level=OPTIONAL
dbms.ssl.policy.bolt.enabled=true
dbms.ssl.policy.bolt.base_directory=tls
dbms.ssl.policy.bolt.private_key=private.key
dbms.ssl.policy.bolt.public_certificate=public.crt
dbms.ssl.policy.bolt.client_auth=NONE
"""


def _certificate(folder: Path) -> Path | None:
    """Make a key and a certificate that nobody signed, where there is openssl."""
    openssl = shutil.which("openssl")
    if openssl is None:
        return None
    (folder / "tls").mkdir(exist_ok=True)
    made = folder / "tls" / "public.crt"
    subprocess.run(
        [openssl, "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "2",
         "-keyout", folder / "tls" / "private.key", "-out", made, "-subj", "/CN=localhost",
         "-addext", "subjectAltName=DNS:localhost,IP:127.0.0.1"],
        check=True, stdin=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
    )  # fmt: skip
    return made


def _first_password(server: Server, process: subprocess.Popen[bytes]) -> None:
    import neo4j

    for _ in range(180):
        if process.poll() is not None:
            raise RuntimeError("Neo4j ended before it answered; see server.log in its folder")
        with (
            contextlib.suppress(neo4j.exceptions.ServiceUnavailable),
            neo4j.GraphDatabase.driver(
                server.uri,
                auth=("neo4j", "neo4j"),
                max_transaction_retry_time=0,  # we try again sooner than it would
            ) as driver,
        ):
            driver.execute_query(
                "ALTER CURRENT USER SET PASSWORD FROM 'neo4j' TO $new",
                {"new": server.password},
                database_="system",
            )
            return
        time.sleep(0.5)
    raise RuntimeError("Neo4j did not answer in 90 seconds; see server.log in its folder")


def stop(pid: int) -> None:
    """Stop the server that we started."""
    with contextlib.suppress(ProcessLookupError):
        os.kill(pid, signal.SIGTERM)
        for _ in range(150):
            os.kill(pid, 0)
            time.sleep(0.2)
        os.kill(pid, signal.SIGKILL)


@contextmanager
def started(folder: Path, line: str = "5.26", options: tuple[str, ...] = ()) -> Iterator[Server]:
    """Have a server for as long as it is needed."""
    server = start(folder, line, options)
    RUNNING[server.uri] = server
    try:
        yield server
    finally:
        del RUNNING[server.uri]
        if server.process is not None:
            server.process.kill()  # its data goes with the folder
            server.process.wait()


def main() -> None:
    """Start a server for a person (``make neo4j``), or stop it again; or fetch what starts it."""
    asked = argparse.ArgumentParser(prog="python -m tests.neo4j.server")
    asked.add_argument("what", choices=["start", "stop", "fetch"])
    asked.add_argument("--line", choices=sorted(LINES), default="5.26")
    given = asked.parse_args()
    if given.what == "fetch":
        for line in LINES:
            if java(line) is not None:
                jars(line)
        return
    folder = JARS / "data" / given.line
    note = folder / "pid"
    if note.exists():
        stop(int(note.read_text(encoding="utf-8")))
        note.unlink()
    if given.what == "start":
        if java(given.line) is None:
            sys.exit(f"Maven and Java {LINES[given.line][1]} or newer are needed; not both found.")
        shutil.rmtree(folder, ignore_errors=True)
        server = start(folder, given.line)
        if server.process is not None:
            note.write_text(str(server.process.pid), encoding="utf-8")
        sys.stdout.write(
            f"export NEO4J_URI={server.uri} NEO4J_USER={server.user} "
            f"NEO4J_PASSWORD={server.password}\n"
        )


if __name__ == "__main__":
    main()
