from django.urls import path

from accounts.access_tokens.api.views import CurrentToken

urlpatterns = [path("token/", CurrentToken.as_view(), name="token")]
