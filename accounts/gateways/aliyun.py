"""Text messages through Aliyun (dysmsapi 2017-05-25): approved templates, filled with the message's parameters."""

import json
from functools import lru_cache
from typing import Any
from urllib.parse import urlsplit

from django.conf import settings

from accounts.gateways.sms import SmsMessage

CHINA = "+86"


class AliyunSmsBackend:
    def send(self, message: SmsMessage) -> None:
        # Imported here: the library takes most of a second, and only a fair with a contract needs it.
        from alibabacloud_dysmsapi20170525.models import SendSmsRequest
        from darabonba.exceptions import DaraException, UnretryableException
        from darabonba.runtime import RuntimeOptions

        template = settings.DAJI_ALIYUN_SMS_TEMPLATES.get(message.kind)
        if template is None:
            raise OSError(f"DAJI_ALIYUN_SMS_TEMPLATES names no template for {message.kind}")
        timeout_ms = settings.DAJI_SMS_TIMEOUT_SECONDS * 1000
        # Not again by itself: a second text costs money, and the person reads a sentence with a button.
        runtime = RuntimeOptions(autoretry=False, connect_timeout=timeout_ms, read_timeout=timeout_ms)
        request = SendSmsRequest(
            phone_numbers=_as_aliyun_writes(message.to),
            sign_name=settings.DAJI_ALIYUN_SMS_SIGN_NAME,
            template_code=template,
            template_param=json.dumps(dict(message.parameters), ensure_ascii=False) if message.parameters else None,
        )
        client = _client(
            settings.DAJI_ALIYUN_SMS_ENDPOINT,
            settings.DAJI_ALIYUN_ACCESS_KEY_ID,
            settings.DAJI_ALIYUN_ACCESS_KEY_SECRET,
        )
        try:
            answer = client.send_sms_with_options(request, runtime).body
        except UnretryableException:
            # Not its own words: they repeat the address of the request, with the number and the code in it.
            raise OSError("Aliyun could not be reached") from None
        except DaraException as error:
            raise OSError(f"Aliyun: {error.code}: {error.message}") from error
        if answer.code != "OK":
            raise OSError(f"Aliyun: {answer.code}: {answer.message}")


@lru_cache(maxsize=2)
def _client(endpoint: str, key_id: str, key_secret: str) -> Any:
    from alibabacloud_dysmsapi20170525.client import Client
    from alibabacloud_tea_openapi.utils_models import Config

    address = urlsplit(endpoint)
    config = Config(
        access_key_id=key_id, access_key_secret=key_secret, endpoint=address.netloc, protocol=address.scheme.upper()
    )
    return Client(config)


def _as_aliyun_writes(number: str) -> str:
    """Chinese numbers as they are; others without the plus: 85200001234."""
    return number if number.startswith(CHINA) else number.removeprefix("+")
