"""HTTP idempotency keys (draft-ietf-httpapi-idempotency-key-header): a repeated POST gets its first answer again."""

import hashlib
from collections.abc import Callable
from functools import wraps
from typing import Any

from django.db import IntegrityError, transaction
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.template.response import SimpleTemplateResponse
from django.utils.translation import gettext as _

from core.encryption import open_bytes, seal_bytes
from core.errors import Refused
from core.models import IdempotencyRecord

KEPT_HEADERS = ("Content-Type", "Location", "HX-Redirect", "HX-Trigger")
LONGEST_KEY = 100
# Fields that change between two sendings of one form without changing what is asked for.
NOT_PART_OF_THE_REQUEST = {"csrfmiddlewaretoken", "idempotency_key"}

type View = Callable[..., HttpResponseBase]


def idempotent(view: View) -> View:
    """Run a POST with a key once and keep its answer; the same key with a changed body is refused with 409.

    The key comes in the `Idempotency-Key` header or the form field `idempotency_key`. The view runs in one transaction
    with the record, so of two requests at once the second waits and then gets the first one's answer. An answer of 400
    or more rolls everything back and leaves the key free: a form corrected and sent again is not a repetition.
    """

    @wraps(view)
    def wrapper(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        key = request.headers.get("Idempotency-Key") or request.POST.get("idempotency_key", "")
        if request.method != "POST" or not key:
            return view(request, *args, **kwargs)
        if len(key) > LONGEST_KEY:
            raise Refused(_("This form has a broken key. Reload the page and try again."))
        return answer_once(request, key=key, scope=_scope(request), answer=lambda: view(request, *args, **kwargs))

    return wrapper


def answer_once(
    request: HttpRequest,
    *,
    key: str,
    scope: str,
    answer: Callable[[], HttpResponseBase],
    prepare: Callable[[], None] = lambda: None,
) -> HttpResponseBase:
    """What `idempotent` does, for whoever says how the answer is made and who (`scope`) is asking.

    `prepare` is what takes long and changes no row, such as decoding a picture: done before the transaction opens, for on
    SQLite an open one keeps every other writer waiting. It is not done for an answer that is there already.
    """
    fingerprint = _fingerprint(request)
    if not IdempotencyRecord.objects.filter(scope=scope, key=key).exists():
        prepare()
    try:
        with transaction.atomic():
            record = IdempotencyRecord.objects.create(scope=scope, key=key, fingerprint=fingerprint)
            response = answer()
            if response.status_code >= 400:
                transaction.set_rollback(True)
            else:
                _keep(record, response)
            return response
    except IntegrityError:
        earlier = IdempotencyRecord.objects.filter(scope=scope, key=key).first()
        if earlier is None:  # the integrity error was the view's own
            raise
    if earlier.fingerprint != fingerprint:
        raise Refused(_("This was already sent with other details. Reload the page and start again."))
    return _answer(earlier)


def _scope(request: HttpRequest) -> str:
    user = getattr(request, "user", None)
    if user is not None and user.is_authenticated:
        return f"user:{user.pk}"
    if not request.session.session_key:
        request.session.create()
    return f"session:{request.session.session_key}"


def _fingerprint(request: HttpRequest) -> str:
    digest = hashlib.sha256(f"{request.method} {request.get_full_path()}\n".encode())
    if request.content_type in ("application/x-www-form-urlencoded", "multipart/form-data"):
        for name in sorted(set(request.POST) - NOT_PART_OF_THE_REQUEST):
            digest.update(repr((name, request.POST.getlist(name))).encode())
        for name in sorted(request.FILES):
            for upload in request.FILES.getlist(name):
                digest.update(repr((name, upload.name, upload.size)).encode())
                for chunk in upload.chunks():
                    digest.update(chunk)
                upload.seek(0)
    else:
        digest.update(request.body)
    return digest.hexdigest()


def _keep(record: IdempotencyRecord, response: HttpResponseBase) -> None:
    if not isinstance(response, HttpResponse):
        raise TypeError("an idempotent view cannot stream: its answer could not be given again")
    if isinstance(response, SimpleTemplateResponse):
        response.render()
    record.status = response.status_code
    record.headers = {name: response[name] for name in KEPT_HEADERS if name in response}
    # Sealed: an answer may hold a number that somebody was shown, or a secret that is told once.
    record.body = seal_bytes(response.content, place=_place(record))
    record.save(update_fields=["status", "headers", "body"])


def _place(record: IdempotencyRecord) -> bytes:
    return f"core.idempotencyrecord.body {record.pk}".encode()


def _answer(record: IdempotencyRecord) -> HttpResponse:
    response = HttpResponse(open_bytes(bytes(record.body), place=_place(record)), status=record.status)
    for name, value in record.headers.items():
        response[name] = value
    response["Idempotent-Replayed"] = "true"
    return response
