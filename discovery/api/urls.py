from django.urls import path

from discovery.api.views import FairDetail

urlpatterns = [path("fair/", FairDetail.as_view(), name="fair")]
