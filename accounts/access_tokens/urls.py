from django.urls import path

from accounts.access_tokens.views import tokens

app_name = "access_tokens"
urlpatterns = [
    path("me/tokens/", tokens.tokens, name="tokens"),
    path("me/tokens/<int:pk>/revocation/", tokens.revocation, name="revocation"),
]
