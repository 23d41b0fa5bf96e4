import itertools

import pytest
from django.db import IntegrityError, transaction

from core.transitions import IllegalTransition, check_transition
from core.uploads.models import Video
from core.uploads.states import VIDEO_TRANSITIONS, VideoRefusal, VideoState

ALLOWED = {
    ("received", "transcoding"),
    ("received", "refused"),
    ("transcoding", "ready"),
    ("transcoding", "refused"),
    ("transcoding", "received"),
    ("ready", "taken_down"),
}


@pytest.mark.parametrize(("old", "new"), list(itertools.product(VideoState.values, repeat=2)))
def test_every_pair_of_states(old, new):
    if (old, new) in ALLOWED:
        check_transition(VIDEO_TRANSITIONS, VideoState(old), VideoState(new))
    else:
        with pytest.raises(IllegalTransition):
            check_transition(VIDEO_TRANSITIONS, VideoState(old), VideoState(new))


@pytest.mark.django_db
def test_the_database_knows_no_other_state():
    with pytest.raises(IntegrityError), transaction.atomic():
        Video.objects.create(state="lost")
    with pytest.raises(IntegrityError), transaction.atomic():
        Video.objects.create(state=VideoState.READY)
    Video.objects.create(state=VideoState.READY, file="videos/a.mp4")
    for wrong in ({"file": "videos/a.mp4", "taken_down_because": "Not yours"}, {}):
        with pytest.raises(IntegrityError), transaction.atomic():
            Video.objects.create(state=VideoState.TAKEN_DOWN, **wrong)
    Video.objects.create(state=VideoState.TAKEN_DOWN, taken_down_because="Not yours")


def test_every_refusal_says_what_to_do():
    assert {reason: str(reason.label)[-1] for reason in VideoRefusal} == dict.fromkeys(VideoRefusal, ".")
