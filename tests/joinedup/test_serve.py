"""The small server: this machine alone, one address, the files as they now stand."""

from __future__ import annotations

import re
import signal
import subprocess
import sys
import urllib.error
import urllib.request
import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest

from tests.joinedup.helpers import ROOT, flat, run, two_agencies

pytest.importorskip("starlette", reason="the extra joinedup[server] is not installed")
pytest.importorskip("httpx")

with warnings.catch_warnings():  # it would like httpx's successor
    warnings.simplefilter("ignore")
    from starlette.testclient import TestClient

from joinedup.server import application, listening

KEY = "a-key"


@pytest.fixture
def client(tmp_path: Path) -> TestClient:
    return TestClient(application(two_agencies(tmp_path), KEY), base_url="http://127.0.0.1:8000")


def test_the_page_with_its_own_policy_and_nothing_kept(client: TestClient) -> None:
    answer = client.get(f"/{KEY}/")
    assert answer.status_code == 200
    assert answer.headers["content-type"] == "text/html; charset=utf-8"
    assert 'id="joinedup-data"' in answer.text
    policy = answer.headers["content-security-policy"]
    assert policy.startswith("default-src 'none'; script-src 'sha256-")
    assert policy.endswith("; frame-ancestors 'none'")
    assert "unsafe" not in policy and "&" not in policy
    assert answer.headers["cache-control"] == "no-store"
    assert answer.headers["x-content-type-options"] == "nosniff"
    assert answer.headers["referrer-policy"] == "no-referrer"
    assert "set-cookie" not in answer.headers


def test_another_name_gets_nothing(client: TestClient) -> None:
    for host in ("evil.example", "evil.example:8000", "127.0.0.1.evil.example", "", "[::1]:8000"):
        answer = client.get(f"/{KEY}/", headers={"host": host})
        assert answer.status_code == 421, host
        assert "joinedup-data" not in answer.text
    assert client.get(f"/{KEY}/", headers={"host": "localhost:8000"}).status_code == 200


def test_another_address_gets_nothing(client: TestClient) -> None:
    for path in ("/", f"/{KEY}", f"/{KEY}/x", "/A-KEY/", "/favicon.ico", f"/{KEY}/../"):
        answer = client.get(path)
        assert answer.status_code == 404, path
        assert "joinedup-data" not in answer.text
        assert "Nothing is here." in answer.text


def test_only_get_and_head(client: TestClient) -> None:
    for method in ("POST", "PUT", "DELETE", "PATCH", "OPTIONS", "TRACE"):
        assert client.request(method, f"/{KEY}/").status_code == 405, method
    assert client.head(f"/{KEY}/").status_code == 200


def test_it_is_built_anew_only_when_a_file_has_changed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    import joinedup.server

    built = []
    page = joinedup.server.page
    monkeypatch.setattr(joinedup.server, "page", lambda case: built.append(case) or page(case))
    folder = two_agencies(tmp_path)
    client = TestClient(application(folder / "case.toml", KEY), base_url="http://localhost")
    first = client.get(f"/{KEY}/").text
    assert client.get(f"/{KEY}/").text == first
    assert len(built) == 1
    (folder / "output").mkdir()
    (folder / "output" / "report.html").write_text("ours", encoding="utf-8")
    client.get(f"/{KEY}/")
    assert len(built) == 1
    chronology = folder / "chronologies" / "police.csv"
    chronology.write_text(
        chronology.read_text(encoding="utf-8").replace("he would kill her", "he would come back"),
        encoding="utf-8",
    )
    assert "he would come back" in client.get(f"/{KEY}/").text
    assert len(built) == 2
    # what cannot be read is said, and the page before is not shown as if it were this one
    (folder / "case.toml").rename(folder / "case.old")
    answer = client.get(f"/{KEY}/")
    assert answer.status_code == 500
    assert "JU-L001" in answer.text
    assert "he would come back" not in answer.text
    (folder / "case.old").rename(folder / "case.toml")
    assert client.get(f"/{KEY}/").status_code == 200


def test_a_port_that_is_taken_is_said(tmp_path: Path) -> None:
    folder = two_agencies(tmp_path)
    with listening() as taken:
        port = taken.getsockname()[1]
        assert taken.getsockname()[0] == "127.0.0.1"
        said = run("serve", folder, "--port", str(port))
    assert said.exit_code == 1
    assert f"port {port} is not free" in said.output


def test_without_the_extra_it_says_what_to_install(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delitem(sys.modules, "joinedup.server", raising=False)
    monkeypatch.setitem(sys.modules, "uvicorn", None)
    said = run("serve", two_agencies(tmp_path))
    assert said.exit_code == 1
    assert "pip install 'joinedup[server]'" in flat(said.output)


def test_no_command_but_serve_needs_it() -> None:
    code = (
        "import sys, joinedup, joinedup.cli; joinedup.load; "
        "print(sorted({'starlette', 'uvicorn', 'anywidget', 'ipywidgets'} & set(sys.modules)))"
    )
    done = subprocess.run(
        [sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True
    )
    assert done.stdout.strip() == "[]"


@contextmanager
def served(folder: Path) -> Iterator[tuple[str, subprocess.Popen[str]]]:
    """Run the command, and give its address."""
    command = [sys.executable, "-u", "-m", "joinedup", "serve", str(folder)]
    with subprocess.Popen(
        command, cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
    ) as server:
        try:
            assert server.stdout is not None
            address = server.stdout.readline().strip()
            yield address, server
        finally:
            server.kill()


def test_a_real_run(tmp_path: Path) -> None:
    with served(two_agencies(tmp_path)) as (address, server):
        assert re.fullmatch(r"http://127\.0\.0\.1:\d+/[\w-]{22}/", address), address
        with urllib.request.urlopen(address, timeout=60) as answer:
            text = answer.read().decode()
            assert answer.headers["Cache-Control"] == "no-store"
            assert "server" not in answer.headers
        assert "he would kill her" in text
        with pytest.raises(urllib.error.HTTPError, match="404"):
            urllib.request.urlopen(address.rsplit("/", 2)[0] + "/", timeout=60)
        request = urllib.request.Request(address, headers={"Host": "evil.example"})
        with pytest.raises(urllib.error.HTTPError, match="421"):
            urllib.request.urlopen(request, timeout=60)
        server.send_signal(signal.SIGINT)
        assert server.wait(30) == 0


@pytest.mark.browser
def test_a_browser_opens_it_quietly(tmp_path: Path, browser: Any) -> None:
    with served(two_agencies(tmp_path)) as (address, _):
        page = browser.new_page()
        said: list[str] = []
        asked: list[str] = []
        page.on("console", lambda m: said.append(m.text))
        page.on("pageerror", lambda e: said.append(str(e)))
        page.on("request", lambda r: asked.append(r.url))
        page.goto(f"{address}#view=chronology")
        page.wait_for_selector("html[data-ready]")
        page.click(".tools >> text=Present")
        page.keyboard.press("PageDown")
        assert page.inner_text(".present .place").startswith("2 of 2")
        assert asked == [address + "#view=chronology"] or asked == [address]
        assert said == []
        page.close()
