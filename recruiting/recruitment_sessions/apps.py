from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class RecruitmentSessionsConfig(AppConfig):
    name = "recruiting.recruitment_sessions"
    label = "recruitment_sessions"
    verbose_name = _("Recruitment sessions")

    def ready(self) -> None:
        from live.rooms.kinds import register
        from recruiting.employers.kinds import register_desk_panel, register_face_panel
        from recruiting.recruitment_sessions import receivers  # noqa: F401
        from recruiting.recruitment_sessions.rooms import RecruitmentSessionKind
        from recruiting.recruitment_sessions.views.panels import DeskSessions, FaceSessions

        register(RecruitmentSessionKind())
        register_desk_panel(DeskSessions())
        register_face_panel(FaceSessions())
