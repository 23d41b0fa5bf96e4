from django.urls import URLPattern, URLResolver, path

from recruiting.employers import views

app_name = "employers"
urlpatterns: list[URLPattern | URLResolver] = [
    path("employers/<slug:slug>/", views.employer, name="employer"),
    path("hire/", views.desk, name="desk"),
    path("hire/employers/<slug:slug>/", views.profile, name="profile"),
    path("hire/organizations/<slug:slug>/opening/", views.opening, name="opening"),
]
