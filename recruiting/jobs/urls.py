from django.urls import URLPattern, URLResolver, path

from recruiting.jobs.views import board, desk

app_name = "jobs"
urlpatterns: list[URLPattern | URLResolver] = [
    path("jobs/", board.jobs, name="jobs"),
    path("jobs/<slug:slug>/", board.job, name="job"),
    path("hire/jobs/", desk.desk_jobs, name="desk"),
    path("hire/jobs/new/", desk.new_job, name="new"),
    path("hire/jobs/<slug:slug>/", desk.edit_job, name="edit"),
    path("hire/jobs/<slug:slug>/state/", desk.move, name="move"),
    path("hire/jobs/<slug:slug>/photos/", desk.photos, name="photos"),
    path("hire/jobs/<slug:slug>/photos/<int:photo_id>/removal/", desk.photo_removal, name="photo-removal"),
]
