from __future__ import annotations

from collections.abc import Iterator

from demo.loading.fair import Fair
from recruiting.applications.models import Application
from recruiting.applications.services.moves import close_application, move_application
from recruiting.applications.services.submission import apply_for_job
from recruiting.applications.states import PATH, ApplicationState, ClosingReason

# (job, who, phone, how far it has come, was it sent from the session, a note with the last step). A key of a person, or
# a name where there is no account: nobody needs one to apply.
APPLICATIONS = [
    ("assembly", "a-qiang", "+8613900007788", ApplicationState.CONTACTED, True, "Needs a bed. Comes on Monday."),
    ("night-packing", "a-qiang", "+8613900007788", ApplicationState.NEW, False, ""),
    ("assembly", "小方", "+8613912340001", ApplicationState.NEW, True, ""),
    ("assembly", "大兵", "+8613912340002", ApplicationState.NEW, True, ""),
    ("assembly", "王丽", "+8613912340003", ApplicationState.CONTACTED, False, "Will ask her husband, call Friday."),
    ("assembly", "Mei Zhang", "+8613912340004", ApplicationState.SCHEDULED, True, "Bus 15, Sunday 10:00, gate 2."),
    ("assembly", "赵军", "+8613912340005", ApplicationState.STARTED, False, "Bed 4-302-5."),
    ("inspection", "小林", "+8613912340006", ApplicationState.SCHEDULED, False, "Sunday 10:00."),
    ("press-night", "老唐", "+8613912340007", ApplicationState.OFFERED, False, "Starts when the tests are back."),
    ("assembly", "Tony Liu", "+8613912340008", ApplicationState.CLOSED, False, "Chose a job near home."),
    ("canteen-cook", "阿珍", "+8613912340009", ApplicationState.NEW, False, ""),
    ("day-sorting", "小宝", "+8613912340010", ApplicationState.CONTACTED, False, "Can start at once."),
]
STEPS = len(APPLICATIONS)


def build(fair: Fair) -> Iterator[None]:
    for job_key, who, phone, state, from_session, note in APPLICATIONS:
        job = fair.job(job_key)
        worker = fair.person(who) if who == "a-qiang" else None
        sent = apply_for_job(
            job=job,
            name="A-Qiang" if worker else who,
            phone=phone,
            worker=worker,
            room=fair.room("factory") if from_session else None,
        )
        _move_on(sent.application, state, note)
        yield


def _move_on(application: Application, state: ApplicationState, note: str) -> None:
    employer = application.job.employer.organization
    recruiter = employer.memberships.select_related("user").get(role="owner").user
    if state == ApplicationState.CLOSED:
        close_application(application=application, actor=recruiter, reason=ClosingReason.NOT_CHOSEN, note=note)
        return
    for step in PATH[1 : PATH.index(state) + 1]:
        move_application(application=application, actor=recruiter, to_state=step, note=note if step == state else "")
