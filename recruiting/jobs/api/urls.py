from django.urls import path

from recruiting.jobs.api.views import JobDetail, Jobs

urlpatterns = [
    path("jobs/", Jobs.as_view(), name="jobs"),
    path("jobs/<slug:slug>/", JobDetail.as_view(), name="job"),
]
