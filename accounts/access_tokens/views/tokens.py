from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from accounts.access_tokens.forms import TokenForm
from accounts.access_tokens.kinds import SCOPES
from accounts.access_tokens.queries import tokens_of
from accounts.access_tokens.services.tokens import make_token, revoke_token
from accounts.requests import current_user
from core.errors import Refused
from core.http import see_other


@login_required
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def tokens(request: HttpRequest) -> HttpResponse:
    """One's tokens, and the form for another. What a POST makes is shown in its own answer and never again."""
    form = TokenForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            token, secret = make_token(user=current_user(request), **form.cleaned_data)
        except Refused as refusal:
            form.add_error(refusal.field if refusal.field in form.fields else None, str(refusal))
        else:
            context = {"token": token, "secret": secret, "rights": [SCOPES[scope] for scope in token.scopes]}
            return render(request, "accounts/access_tokens/made.html", context, status=201)
    found = [
        {"token": token, "rights": [SCOPES.get(scope, scope) for scope in token.scopes]}
        for token in tokens_of(user=current_user(request))[:100]
    ]
    context = {"form": form, "tokens": found}
    return render(request, "accounts/access_tokens/tokens.html", context, status=422 if form.errors else 200)


@login_required
@require_POST
def revocation(request: HttpRequest, pk: int) -> HttpResponse:
    token = get_object_or_404(tokens_of(user=current_user(request)), pk=pk)
    revoke_token(token=token, actor=current_user(request))
    messages.success(request, _("%(name)s opens nothing any more.") % {"name": token.name})
    return see_other("/me/tokens/")
