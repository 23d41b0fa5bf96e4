from django.urls import path

from accounts.verification.api import views

urlpatterns = [
    path("organizations/<slug:slug>/verification/", views.VerificationDetail.as_view(), name="verification"),
    path("organizations/<slug:slug>/verification/papers/", views.Papers.as_view(), name="papers"),
    path("organizations/<slug:slug>/verification/papers/<int:pk>/", views.PaperDetail.as_view(), name="paper"),
]
