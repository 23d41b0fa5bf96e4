from django.urls import path

from accounts.verification import views

app_name = "verification"
urlpatterns = [
    path("organizations/<slug:slug>/verification/", views.verification, name="verification"),
    path("organizations/<slug:slug>/verification/withdrawal/", views.withdrawal, name="withdrawal"),
    path("organizations/<slug:slug>/verification/papers/<int:document_pk>/", views.paper, name="paper"),
]
