"""tus 1.0 (https://tus.io/protocols/resumable-upload): creation, checksum, expiration and termination."""

import re
from collections.abc import Callable
from functools import wraps
from typing import IO, Any, cast
from uuid import UUID

from django.conf import settings
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils import timezone
from django.utils.http import http_date
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from core.errors import Refused
from core.uploads.models import ResumableUpload
from core.uploads.services import resumable

VERSION = "1.0.0"
PIECE_TYPE = "application/offset+octet-stream"
NUMBER = re.compile(r"[0-9]{1,15}", re.ASCII)

type View = Callable[..., HttpResponse]


class Malformed(Refused):
    status = 400


def tus(view: View) -> View:
    """The headers of every answer, and sentences instead of pages: a script reads them and shows them as they are."""

    @wraps(view)
    def wrapper(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if request.method != "OPTIONS" and request.headers.get("Tus-Resumable") != VERSION:
            response = _sentence(412, _("This upload speaks another version of the protocol."))
            response["Tus-Version"] = VERSION
        else:
            try:
                response = view(request, *args, **kwargs)
            except Refused as refusal:
                response = _sentence(refusal.status, str(refusal))
        response["Tus-Resumable"] = VERSION
        response["Cache-Control"] = "no-store"
        return response

    return wrapper


@require_http_methods(["OPTIONS", "POST"])
@login_required
@tus
def uploads(request: HttpRequest) -> HttpResponse:
    if request.method == "OPTIONS":
        response = HttpResponse(status=204)
        response["Tus-Version"] = VERSION
        response["Tus-Extension"] = "creation,checksum,expiration,termination"
        response["Tus-Checksum-Algorithm"] = "sha1"
        response["Tus-Max-Size"] = str(settings.DAJI_VIDEO_MOST_BYTES)
        return response
    length = _number(request, "Upload-Length")
    upload = resumable.begin_upload(uploaded_by=request.user, length=length, now=timezone.now())
    response = HttpResponse(status=201)
    response["Location"] = reverse("uploads:upload", args=[upload.pk])
    response["Upload-Offset"] = "0"
    return _with_expiry(response, upload)


@require_http_methods(["HEAD", "PATCH", "DELETE"])
@login_required
@tus
def upload(request: HttpRequest, pk: UUID) -> HttpResponse:
    found = get_object_or_404(ResumableUpload, pk=pk, uploaded_by=request.user, expires_at__gt=timezone.now())
    response = HttpResponse(status=204)
    if request.method == "DELETE":
        resumable.cancel_upload(upload=found)
        return response
    if request.method == "HEAD":
        response = HttpResponse(status=200)
        response["Upload-Length"] = str(found.length)
    else:
        _append(request, found)
    response["Upload-Offset"] = str(found.offset)
    return _with_expiry(response, found)


def _append(request: HttpRequest, found: ResumableUpload) -> None:
    if request.content_type != PIECE_TYPE:
        raise WrongType(_("A piece of a file must say that it is one."))
    checksum = request.headers.get("Upload-Checksum", "")
    if checksum and not checksum.startswith("sha1 "):
        raise Malformed(_("Only SHA-1 checksums are understood here."))
    offset = _number(request, "Upload-Offset")
    resumable.append(upload=found, offset=offset, body=cast("IO[bytes]", request), checksum=checksum)


class WrongType(Refused):
    status = 415


def _number(request: HttpRequest, header: str) -> int:
    value = request.headers.get(header, "")
    if not NUMBER.fullmatch(value):
        raise Malformed(_("The header %(header)s is missing or no number.") % {"header": header})
    return int(value)


def _with_expiry(response: HttpResponse, upload: ResumableUpload) -> HttpResponse:
    response["Upload-Expires"] = http_date(upload.expires_at.timestamp())
    return response


def _sentence(status: int, sentence: str) -> HttpResponse:
    return HttpResponse(sentence, status=status, content_type="text/plain; charset=utf-8")
