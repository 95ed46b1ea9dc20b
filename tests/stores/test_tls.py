"""Encrypted connections, as a person gives the address."""

from __future__ import annotations

import pytest

from graphdb.stores.base import NotThereError
from graphdb.stores.bolt import BoltStore
from graphdb.stores.trust import not_trusted
from tests.neo4j.server import RUNNING, Server
from tests.stores.conftest import STORES
from tests.stores.rows import SCHEMA, case


@pytest.fixture(params=[one for one in STORES if one != "embedded"])
def server(request: pytest.FixtureRequest) -> Server:
    store: BoltStore = request.getfixturevalue(request.param)
    found = RUNNING.get(store._where)
    if found is None or found.certificate is None:
        pytest.skip("a server of your own, or no openssl: TLS is not tried")
    return found


def opened(server: Server, scheme: str) -> BoltStore:
    where = server.uri.replace("bolt", scheme, 1)
    return BoltStore(where, server.user, server.password, SCHEMA)


@pytest.mark.parametrize("scheme", ["bolt+s", "neo4j+s"])
def test_a_trusted_certificate_encrypts(
    server: Server, scheme: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SSL_CERT_FILE", str(server.certificate))
    with opened(server, scheme) as store:
        assert store._driver.encrypted
        store.write(case("test-a"))
        assert store.query("MATCH (e:Event {case_id: 'test-a'}) RETURN count(e)").iat[0, 0] == 5
        assert store.remove("test-a")


@pytest.mark.parametrize("scheme", ["bolt+s", "neo4j+s"])
def test_one_that_nobody_trusts_is_named_and_nothing_is_sent(server: Server, scheme: str) -> None:
    with pytest.raises(NotThereError, match=r"does not trust: self.signed") as refused:
        opened(server, scheme)
    assert server.password not in str(refused.value)
    assert "SSL_CERT_FILE" in str(refused.value)


def test_any_certificate_if_so_asked(server: Server) -> None:
    with opened(server, "bolt+ssc") as store:
        assert store._driver.encrypted


def test_one_server_routes(server: Server) -> None:
    with opened(server, "neo4j") as store:
        store.write(case("test-b"))
        assert "test-b" in store.cases()
        assert store.remove("test-b")


def test_a_server_without_tls_is_said_to_have_none() -> None:
    import socket
    import threading

    with socket.create_server(("127.0.0.1", 0)) as plain:

        def answer() -> None:
            for _ in range(9):
                try:
                    there, _ = plain.accept()
                except OSError:
                    return
                there.close()

        threading.Thread(target=answer, daemon=True).start()
        where = f"bolt+s://127.0.0.1:{plain.getsockname()[1]}"
        assert not_trusted(where) == ""
        with pytest.raises(NotThereError, match=r"Does it speak TLS\?"):
            BoltStore(where, "neo4j", "x", SCHEMA)
