from django.urls import path

from discovery.views import fair, me

app_name = "discovery"
urlpatterns = [
    path("", fair.fair, name="fair"),
    path("me/", me.me, name="me"),
]
