"""What leaves the server: this host only, scripts by hash only, nothing logged."""

import base64
import hashlib
import io
import json
import re

import docx
import httpx
import pytest

from qa.check import check_set, read_set
from qa.ui.kept import kept
from qa.ui.page import policy, rewritten
from tests.conftest import SAMPLE
from tests.fakes import sample_retriever
from tests.served import served

PAGES = ("/", "/en/", "/?pair=kst-27925-748%2313")
HOSTS = re.compile(r"(?:https?:)?//([a-zA-Z0-9.-]+\.[a-zA-Z]{2,})")


@pytest.fixture(scope="module")
def retriever():
    return sample_retriever(SAMPLE)


@pytest.fixture(scope="module")
def client(tmp_path_factory):
    """A client of the served sample; `log` is what the server wrote."""
    folder = tmp_path_factory.mktemp("served")
    with served("sample", folder=folder) as address, httpx.Client(base_url=address) as client:
        client.log = folder / "served.log"
        yield client


@pytest.mark.parametrize("page", PAGES)
def test_the_page_names_no_foreign_host(client, page):
    response = client.get(page)
    assert response.status_code == 200
    known = {"kst-27925-748.html"}  # The end of a document's own name is no host.
    assert set(HOSTS.findall(response.text)) - known == set()


@pytest.mark.parametrize("page", PAGES)
def test_only_scripts_known_by_their_hash_may_run(client, page):
    response = client.get(page)
    allowed = response.headers["content-security-policy"]
    directive = allowed.split("script-src ")[1].split(";")[0]
    assert "unsafe" not in directive
    assert "*" not in allowed
    scripts = re.findall(r"<script(?![^>]*\ssrc=)[^>]*>(.*?)</script>", response.text, re.DOTALL)
    assert scripts
    for script in scripts:
        digest = base64.b64encode(hashlib.sha256(script.encode()).digest()).decode()
        assert f"'sha256-{digest}'" in directive


def test_nothing_but_this_host_is_allowed():
    allowed = policy()
    assert allowed.startswith("default-src 'none'")
    sources = {s for part in allowed.split("; ") for s in part.split()[1:]}
    assert sources <= {"'none'", "'self'", "'unsafe-inline'", "data:"}


@pytest.mark.parametrize("path", ["/", "/theme.css", "/kamervragen/page.js", "/nothing"])
def test_every_response_carries_the_headers(client, path):
    headers = client.get(path).headers
    assert headers["x-content-type-options"] == "nosniff"
    assert headers["referrer-policy"] == "no-referrer"
    assert headers["x-frame-options"] == "DENY"
    assert "content-security-policy" in headers


def test_each_page_is_in_its_language(client):
    assert '<html lang="nl"' in client.get("/").text
    assert '<html lang="en"' in client.get("/en/").text


@pytest.mark.parametrize("name", ["style.css", "page.js", "icon.svg"])
def test_our_own_files_are_served(client, name):
    assert client.get(f"/kamervragen/{name}").status_code == 200
    assert not HOSTS.findall(client.get(f"/kamervragen/{name}").text.replace("www.w3.org", ""))


def test_theme_has_no_foreign_font(client):
    namespace = "http://www.w3.org/2000/svg"  # A name, which nothing fetches.
    assert not HOSTS.findall(client.get("/theme.css").text.replace(namespace, ""))


def test_foreign_addresses_are_taken_out():
    html = b'<head><meta property="og:image" content="https://x.example/a.png" /></head>https://y.example/z'
    found = rewritten(html, language="nl", host="127.0.0.1:1")
    assert b"example" not in found
    assert b"/kamervragen/style.css" in found


def test_analytics_are_off(client):
    config = client.get("/config").json()
    assert config["analytics_enabled"] is False


def test_scripts_see_two_calls(client):
    assert set(client.get("/gradio_api/info").json()["named_endpoints"]) == {"/ask", "/check"}


def test_questions_are_not_logged(tmp_path):
    with served("sample", folder=tmp_path) as address, httpx.Client(base_url=address) as client:
        call = {"data": ["Hoeveel geheime troepen zijn er?", 1]}
        found = client.post("/gradio_api/call/ask", json=call).json()
        result = client.get(f"/gradio_api/call/ask/{found['event_id']}").text
    assert '"pair"' in result
    assert "geheime" not in (tmp_path / "served.log").read_text(encoding="utf-8")


def form(retriever, **fields):
    questions = read_set("1. Hoeveel doden onder demonstranten?\n2. Hoeveel troepen in Irak?")
    checked = list(check_set(questions, retriever))
    return {"state": json.dumps(kept(questions, checked)), "kind": "docx", **fields}


def test_the_form_becomes_a_file(client, retriever):
    fields = form(retriever, **{"pick": "0:kst-27925-748#9", "note-1": "Nabellen\r\nmorgen"})
    response = client.post("/kamervragen/export", data=fields)
    assert response.status_code == 200
    assert "kamervragen-vragenset.docx" in response.headers["content-disposition"]
    text = "\n".join(p.text for p in docx.Document(io.BytesIO(response.content)).paragraphs)
    assert "487 demonstranten" in text
    assert "Nabellen\nmorgen" in text


@pytest.mark.parametrize(
    "fields",
    [{"kind": "exe"}, {"state": "{"}, {"state": ""}, {"kind": ""}],
)
def test_a_damaged_form_is_refused_in_words(client, retriever, fields):
    response = client.post("/kamervragen/export", data=form(retriever, **fields))
    assert response.status_code == 400
    assert "beschadigd" in response.text


def test_a_forged_state_quotes_nothing_that_is_not_stored(client, retriever):
    state = {
        "title": "<script>",
        "questions": [["1", "Vraag?"], "x", ["2"]],
        "checked": [
            {
                "verdict": ["answered", 9, 1],
                "pairs": [["kst-27925-748#9", ""], ["geen#1", ""], "kst-27925-748#9", [], 3],
            }
        ],
    }
    fields = {"state": json.dumps(state), "kind": "json"}
    found = client.post("/kamervragen/export", data=fields).json()
    assert [hit["pair"] for hit in found["questions"][0]["hits"]] == ["kst-27925-748#9"]
    assert found["questions"][0]["verdict"]["probability"] == 1.0


@pytest.mark.parametrize("state", ["[]", "3", "null", '"x"', '{"questions": 3, "checked": {}}'])
def test_a_state_of_another_shape_is_an_empty_set(client, state):
    found = client.post("/kamervragen/export", data={"state": state, "kind": "json"}).json()
    assert found["questions"] == []


def test_an_empty_store_says_what_to_do(tmp_path):
    with served("empty", folder=tmp_path) as address:
        assert "kamervragen index" in httpx.get(f"{address}/").text
