"""The adapter for Aliyun, against a server on this machine that answers as theirs does."""

import json
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import parse_qs, urlsplit

import pytest

from accounts.gateways.aliyun import AliyunSmsBackend
from accounts.gateways.sms import SmsKind, SmsMessage

CODE = SmsMessage(to="+8613912347788", kind=SmsKind.VERIFICATION_CODE, text="never sent", parameters={"code": "123456"})


class Aliyun(BaseHTTPRequestHandler):
    asked: list[dict[str, str]]
    answer: tuple[int, dict[str, str]]

    def do_POST(self) -> None:
        body = self.rfile.read(int(self.headers.get("Content-Length") or 0)).decode()
        asked = {name: values[0] for name, values in parse_qs(f"{urlsplit(self.path).query}&{body}").items()}
        type(self).asked.append({**asked, **{name.lower(): value for name, value in self.headers.items()}})
        status, answer = type(self).answer
        content = json.dumps(answer).encode()
        self.send_response(status)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(content)))
        self.end_headers()
        self.wfile.write(content)

    def log_message(self, *args) -> None:
        pass


@pytest.fixture
def aliyun(settings) -> Iterator[type[Aliyun]]:
    handler = type("Handler", (Aliyun,), {"asked": [], "answer": (200, {"Code": "OK", "Message": "OK", "BizId": "1"})})
    server = ThreadingHTTPServer(("127.0.0.1", 0), handler)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    settings.DAJI_ALIYUN_SMS_ENDPOINT = f"http://127.0.0.1:{server.server_port}"
    settings.DAJI_ALIYUN_ACCESS_KEY_ID, settings.DAJI_ALIYUN_ACCESS_KEY_SECRET = "key-id", "key-secret"
    settings.DAJI_ALIYUN_SMS_SIGN_NAME = "大集"
    settings.DAJI_ALIYUN_SMS_TEMPLATES = {"verification_code": "SMS_1", "unknown_account": "SMS_2"}
    yield handler
    server.shutdown()
    server.server_close()


def test_a_code_is_sent_as_a_signed_request_for_a_template(aliyun: type[Aliyun]) -> None:
    AliyunSmsBackend().send(CODE)
    [asked] = aliyun.asked
    assert {name: asked[name] for name in ("PhoneNumbers", "SignName", "TemplateCode", "TemplateParam")} == {
        "PhoneNumbers": "+8613912347788",
        "SignName": "大集",
        "TemplateCode": "SMS_1",
        "TemplateParam": '{"code": "123456"}',
    }
    assert asked["x-acs-action"] == "SendSms"
    assert asked["authorization"].startswith("ACS3-HMAC-SHA256 Credential=key-id,")
    assert "key-secret" not in str(asked)
    assert "never sent" not in str(asked)


def test_numbers_from_abroad_go_without_the_plus(aliyun: type[Aliyun]) -> None:
    AliyunSmsBackend().send(SmsMessage(to="+85251234567", kind=SmsKind.UNKNOWN_ACCOUNT, text=""))
    [asked] = aliyun.asked
    assert (asked["PhoneNumbers"], asked["TemplateCode"], "TemplateParam" in asked) == ("85251234567", "SMS_2", False)


@pytest.mark.parametrize(
    ("status", "code"), [(200, "isv.BUSINESS_LIMIT_CONTROL"), (400, "InvalidAccessKeyId"), (503, "ServiceUnavailable")]
)
def test_a_refusal_is_an_oserror_and_asked_once(aliyun: type[Aliyun], status: int, code: str) -> None:
    aliyun.answer = (status, {"Code": code, "Message": "no"})
    with pytest.raises(OSError, match=code):
        AliyunSmsBackend().send(CODE)
    assert len(aliyun.asked) == 1


def test_nobody_there_is_an_oserror(aliyun: type[Aliyun], settings) -> None:
    settings.DAJI_ALIYUN_SMS_ENDPOINT = "http://127.0.0.1:1"
    with pytest.raises(OSError, match="^Aliyun could not be reached$"):  # and neither the number nor the code
        AliyunSmsBackend().send(CODE)
