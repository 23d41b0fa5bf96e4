from django.urls import URLPattern, URLResolver, path

from recruiting.applications.views import applying, leads, worker

app_name = "applications"
urlpatterns: list[URLPattern | URLResolver] = [
    path("jobs/<slug:slug>/apply/", applying.apply, name="apply"),
    path("jobs/<slug:slug>/apply/sent/", applying.sent, name="sent"),
    path("me/applications/", worker.mine, name="mine"),
    path("me/applications/<int:application_id>/", worker.application, name="application"),
    path("me/applications/<int:application_id>/withdrawal/", worker.withdrawal, name="withdrawal"),
    path("me/applications/link/<str:token>/", worker.link, name="link"),
    path("hire/leads/", leads.leads, name="leads"),
    path("hire/leads/<int:application_id>/state/", leads.move, name="move"),
    path("hire/leads/<int:application_id>/closing/", leads.closing, name="close"),
    path("hire/leads/<int:application_id>/phone/", leads.phone, name="phone"),
    path("hire/leads/<int:application_id>/block/", leads.block, name="block"),
]
