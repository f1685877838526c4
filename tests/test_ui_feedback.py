"""Thumbs: kept where a file was named, in a form that the evaluation reads."""

import pytest
from fastapi import FastAPI
from fastapi.testclient import TestClient

from eval.feedback import read_feedback
from eval.speed import documents
from qa.ui.feedback import add_feedback
from tests.fakes import ListRetriever

SAID = {"query": "Wie houdt toezicht?", "pair": "gemaakt-0#1", "answers": True}


@pytest.fixture
def kept(tmp_path):
    return tmp_path / "new" / "feedback.jsonl"


@pytest.fixture
def client(kept):
    server = FastAPI()
    add_feedback(server, ListRetriever(list(documents(3))), kept)
    with TestClient(server) as client:
        yield client


def test_a_thumb_becomes_a_judgement(client, kept):
    assert client.post("/kamervragen/feedback", json=SAID).status_code == 204
    (question,) = read_feedback(kept)
    assert (question.text, question.relevant) == (SAID["query"], {SAID["pair"]: 2})


def test_a_second_thumb_is_added(client, kept):
    for answers in (True, False):
        client.post("/kamervragen/feedback", json={**SAID, "answers": answers})
    assert len(kept.read_text(encoding="utf-8").splitlines()) == 2
    assert read_feedback(kept) == []


@pytest.mark.parametrize(
    ("changed", "status"),
    [({"pair": "kst-1#1"}, 404), ({"query": ""}, 422), ({"query": "x" * 10_001}, 422)],
)
def test_what_is_no_judgement_is_not_kept(client, kept, changed, status):
    assert client.post("/kamervragen/feedback", json={**SAID, **changed}).status_code == status
    assert not kept.exists()


def test_a_form_of_another_site_is_not_taken(client, kept):
    sent = client.post(
        "/kamervragen/feedback", content='{"query":"x"}', headers={"Content-Type": "text/plain"}
    )
    assert sent.status_code == 422
    assert not kept.exists()
