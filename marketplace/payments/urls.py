from django.urls import path

from marketplace.payments.views import sandbox, webhooks

app_name = "payments"
urlpatterns = [
    path("pay/sandbox/<str:token>/", sandbox.bank, name="sandbox"),
    path("webhooks/payments/<slug:gateway>/", webhooks.webhook, name="webhook"),
]
