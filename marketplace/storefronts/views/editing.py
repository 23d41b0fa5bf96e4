"""One way for every form of the desk to be shown, checked, saved and shown again."""

from collections.abc import Callable
from typing import Any, cast

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.functional import Promise

from core.errors import Refused
from core.http import see_other
from core.idempotency import idempotent


def edit(
    request: HttpRequest,
    *,
    form: forms.BaseForm,
    save: Callable[..., Any],
    saved: str | Promise,
    url: str | Callable[[Any], str],
    template: str,
    context: dict[str, Any],
) -> HttpResponse:
    """Show the form; on a POST that checks out call `save(**cleaned_data)`, say `saved` and go to `url`.

    `url` may be a function of what `save` returned. What is wrong, by the form or by the service, comes back with 422
    and everything that was typed.
    """
    if request.method == "POST" and form.is_valid():
        return cast("HttpResponse", _save(request, form, save, saved, url, template, context))
    return _show(request, form, template, context)


# The form was checked before: storing a picture takes half a second, and this holds the writer's lock.
@idempotent
def _save(
    request: HttpRequest,
    form: forms.BaseForm,
    save: Callable[..., Any],
    saved: str | Promise,
    url: str | Callable[[Any], str],
    template: str,
    context: dict[str, Any],
) -> HttpResponse:
    try:
        result = save(**form.cleaned_data)
    except Refused as refusal:
        form.add_error(refusal.field if refusal.field in form.fields else None, str(refusal))
        return _show(request, form, template, context)
    messages.success(request, str(saved))
    return see_other(url if isinstance(url, str) else url(result))


def _show(request: HttpRequest, form: forms.BaseForm, template: str, context: dict[str, Any]) -> HttpResponse:
    return render(request, template, {"form": form, **context}, status=422 if form.errors else 200)
