import io
import json
import logging
import logging.config

import pytest
import structlog

from config.logs import REMOVED, logging_of, redacted_text
from core.request_ids import bound_request_id


@pytest.fixture
def lines():
    """Log through the production handler into a list; the tests' own logging comes back afterwards."""
    stream = io.StringIO()
    described = logging_of(style="json", level="INFO", access_level="INFO")
    config = logging.config.DictConfigurator(described)
    formatter = config.configure_formatter(described["formatters"]["json"])
    handler = logging.StreamHandler(stream)
    handler.setFormatter(formatter)
    root = logging.getLogger()
    level = root.level
    root.addHandler(handler)
    root.setLevel(logging.INFO)
    yield lambda: [json.loads(line) for line in stream.getvalue().splitlines()]
    root.removeHandler(handler)
    root.setLevel(level)


def test_one_object_a_line_with_the_request_it_belongs_to(lines):
    with bound_request_id("a-request-1"):
        logging.getLogger("daji.test").warning("sold %s boxes", 3, extra={"farm": "cloud-terrace"})
        structlog.stdlib.get_logger("daji.test").info("opened", room_id=7)
    logging.getLogger("daji.test").warning("nobody's")
    first, second, third = lines()
    assert first == {
        "event": "sold 3 boxes",
        "farm": "cloud-terrace",
        "level": "warning",
        "logger": "daji.test",
        "request_id": "a-request-1",
        "timestamp": first["timestamp"],
    }
    assert (second["event"], second["room_id"], second["request_id"]) == ("opened", 7, "a-request-1")
    assert "request_id" not in third


def test_an_error_is_data_without_the_values_people_typed(lines):
    def pay(card: str) -> None:
        raise ValueError("no such bank")

    try:
        pay("card-of-mei")
    except ValueError:
        logging.getLogger("daji.test").exception("payment failed")
    (line,) = lines()
    (error,) = line["exception"]
    assert (error["exc_type"], error["exc_value"]) == ("ValueError", "no such bank")
    assert error["frames"][-1]["name"] == "pay"
    assert "card-of-mei" not in json.dumps(line)


def test_secrets_by_their_names(lines):
    logging.getLogger("daji.test").info(
        "in",
        extra={
            "password": "pass-word-1",
            "headers": {"Cookie": "sessionid=abc", "Accept": "text/html"},
            "api_key": "k",
            "session_key": "s",
            "token_count": 3,
            "error_code": "E7",
            "empty_token": "",
        },
    )
    (line,) = lines()
    assert line["password"] == line["api_key"] == line["session_key"] == REMOVED
    assert line["headers"] == {"Cookie": REMOVED, "Accept": "text/html"}
    assert (line["token_count"], line["error_code"], line["empty_token"]) == (3, "E7", "")


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("call +86 138 0013 8000 now", "call [phone] now"),
        ("SMS to 13800138000 failed", "SMS to [phone] failed"),
        ("id 11010519491231002X seen", "id [identity number] seen"),
        ("mei.li@example.com asked", "[somebody]@example.com asked"),
        ("Cookie: sessionid=abc123; theme=dark", f"Cookie: sessionid={REMOVED}; theme=dark"),
        ("GET /x/?token=abc123&page=2", f"GET /x/?token={REMOVED}&page=2"),
        ("Authorization: Bearer abcdefgh.ijkl", f"Authorization: Bearer {REMOVED}"),
        (f"GET /invitations/12-1:{'aB3_-' * 8}/", f"GET /invitations/{REMOVED}/"),
        (f"/me/applications/link/{'aB3_-' * 6}/", f"/me/applications/link/{REMOVED}/"),
        ("redis://user:s3cret@host:6379/0", f"redis://user:{REMOVED}@host:6379/0"),
    ],
)
def test_secrets_and_numbers_by_their_looks(text, shown):
    assert redacted_text(text) == shown


@pytest.mark.parametrize(
    "harmless",
    [
        "order 20261121-000017 of 1234.50 yuan",
        "event 13800138 took 12.5 ms",
        "2026-11-21T08:00:00.000Z",
        "http://localhost:8000/farms/?page=2",
        "/products/navel-oranges-from-the-hills-of-dashan-county-5kg/",
        "7f3e1380013800077a2b3c4d",
    ],
)
def test_what_is_no_secret_stays(harmless):
    assert redacted_text(harmless) == harmless


def test_without_the_processor_the_secret_would_be_there(lines):
    """The control: it is `redact` that removes it, and nothing else."""
    formatter = logging_of(style="json", level="INFO", access_level="INFO")["formatters"]["json"]
    kept = [part for part in formatter["processors"] if getattr(part, "__name__", "") != "redact"]
    assert len(kept) == len(formatter["processors"]) - 1
    bare = structlog.stdlib.ProcessorFormatter(processors=kept, foreign_pre_chain=formatter["foreign_pre_chain"])
    record = logging.LogRecord("daji", logging.INFO, "", 0, "SMS to 13800138000", None, None)
    assert "13800138000" in bare.format(record)
    whole = structlog.stdlib.ProcessorFormatter(
        processors=formatter["processors"], foreign_pre_chain=formatter["foreign_pre_chain"]
    )
    assert "13800138000" not in whole.format(record)
