from live.hub import buckets
from live.hub.buckets import TokenBuckets


def test_a_burst_then_a_pace():
    bucket = TokenBuckets(per_second=2, burst=3)
    assert [bucket.take("mei", now=0) for _ in range(4)] == [True, True, True, False]
    assert bucket.take("mei", now=0.4) is False
    assert [bucket.take("mei", now=0.6), bucket.take("mei", now=0.7)] == [True, False]


def test_people_do_not_drink_from_each_others_buckets():
    bucket = TokenBuckets(per_second=1, burst=1)
    assert bucket.take("mei", now=0) and bucket.take("tony", now=0)
    assert not bucket.take("mei", now=0)


def test_full_buckets_are_forgotten(monkeypatch):
    monkeypatch.setattr(buckets, "SWEPT_ABOVE", 3)
    bucket = TokenBuckets(per_second=1, burst=2)
    for n in range(10):
        bucket.take(str(n), now=n * 10)
    assert len(bucket._buckets) <= 4
