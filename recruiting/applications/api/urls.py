from django.urls import path

from recruiting.applications.api import employer, worker

urlpatterns = [
    path("jobs/<slug:slug>/applications/", worker.JobApplications.as_view(), name="apply"),
    path("applications/", worker.Applications.as_view(), name="applications"),
    path("applications/<int:pk>/", worker.ApplicationDetail.as_view(), name="application"),
    path("applications/<int:pk>/withdrawal/", worker.ApplicationWithdrawal.as_view(), name="withdrawal"),
    path("leads/", employer.Leads.as_view(), name="leads"),
    path("leads/<int:pk>/", employer.LeadDetail.as_view(), name="lead"),
    path("leads/<int:pk>/moves/", employer.LeadMoves.as_view(), name="lead-moves"),
    path("leads/<int:pk>/closing/", employer.LeadClosing.as_view(), name="lead-closing"),
    path("leads/<int:pk>/phone/", employer.LeadPhone.as_view(), name="lead-phone"),
]
