from django.urls import path

from recruiting.recruitment_sessions.api.views import SessionQuestions, SessionShelf

urlpatterns = [
    path("recruitment-sessions/<int:pk>/shelf/", SessionShelf.as_view(), name="session-shelf"),
    path("recruitment-sessions/<int:pk>/questions/", SessionQuestions.as_view(), name="session-questions"),
]
