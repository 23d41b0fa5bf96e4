from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class JobsConfig(AppConfig):
    name = "recruiting.jobs"
    label = "jobs"
    verbose_name = _("Jobs")

    def ready(self) -> None:
        from recruiting.employers.kinds import register_desk_panel, register_face_panel
        from recruiting.jobs.views.panels import ManagedJobs, OpenJobs

        register_face_panel(OpenJobs())
        register_desk_panel(ManagedJobs())
