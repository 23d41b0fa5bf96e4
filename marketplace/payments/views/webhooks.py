from django.http import Http404, HttpRequest, HttpResponse
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_POST

from marketplace.payments.gateways import UnknownGateway
from marketplace.payments.services import inbox


@csrf_exempt
@require_POST
def webhook(request: HttpRequest, gateway: str) -> HttpResponse:
    """200 for what is kept, also the second time; 400 for what is forged, stale or unreadable."""
    try:
        inbox.receive(gateway=gateway, headers=dict(request.headers), body=request.body)
    except UnknownGateway as error:
        raise Http404 from error
    except inbox.WebhookRefused as refusal:
        return HttpResponse(f"{refusal}\n", status=refusal.status, content_type="text/plain; charset=utf-8")
    return HttpResponse("ok\n", content_type="text/plain")
