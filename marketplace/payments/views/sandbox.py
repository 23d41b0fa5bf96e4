"""The sandbox bank's page. The token in its address is the only key to it, as with a real bank's payment page."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from core.http import see_other
from marketplace.payments.gateways import Outcome, sandbox_is_open
from marketplace.payments.gateways.sandbox import SandboxGateway
from marketplace.payments.models import Payment
from marketplace.payments.services import sandbox
from marketplace.payments.states import PaymentState

DECISIONS = {"approve": Outcome.CAPTURED, "refuse": Outcome.FAILED}


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def bank(request: HttpRequest, token: str) -> HttpResponse:
    if not sandbox_is_open():
        raise Http404
    payment = get_object_or_404(Payment, gateway=SandboxGateway.slug, token=token)
    if request.method == "POST":
        decision = DECISIONS.get(request.POST.get("decision", ""))
        if decision is None:
            return see_other(reverse("payments:sandbox", args=[token]))
        sandbox.decide(payment=payment, outcome=decision)
        return see_other(f"{payment.return_path}?from=bank")
    is_open = payment.state not in (PaymentState.CAPTURED, PaymentState.HELD)
    return render(request, "marketplace/payments/sandbox.html", {"payment": payment, "is_open": is_open})
