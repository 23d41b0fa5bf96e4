"""What beat does and how often (seconds). One line for each task; the tasks are safe to run twice."""

CELERY_BEAT_SCHEDULE = {
    "redeliver-events": {"task": "core.tasks.redeliver_events", "schedule": 5},
    "deliver-what-is-due": {"task": "notifications.tasks.deliver_what_is_due", "schedule": 5},
    "end-deals-past-their-time": {"task": "marketplace.sale_rooms.tasks.end_deals_past_their_time", "schedule": 1},
    "release-expired-reservations": {"task": "marketplace.orders.tasks.release_expired", "schedule": 10},
    "process-waiting-webhooks": {"task": "marketplace.payments.tasks.process_waiting_webhooks", "schedule": 10},
    "complete-delivered-orders": {"task": "marketplace.orders.tasks.complete_delivered", "schedule": 3600},
    "pack-exports-that-wait": {"task": "accounts.privacy.tasks.pack_what_waits", "schedule": 30},
    "forget-what-is-old": {"task": "accounts.privacy.tasks.forget_what_is_old", "schedule": 3600},
    "forget-idempotency-keys": {"task": "core.tasks.forget_idempotency_keys", "schedule": 3600},
    **{
        f"heartbeat-of-{queue}": {
            "task": "core.tasks.beat_heart",
            "schedule": 10,
            "kwargs": {"queue": queue},
            "options": {"queue": queue, "expires": 30},
        }
        for queue in ("default", "orders", "fanout", "media")
    },
    "take-up-abandoned-videos": {"task": "core.uploads.tasks.take_up_abandoned_videos", "schedule": 30},
    "forget-expired-uploads": {"task": "core.uploads.tasks.forget_expired_uploads", "schedule": 3600},
    "expire-invitations": {"task": "accounts.tasks.expire_invitations", "schedule": 3600},
    "send-waiting-invitations": {"task": "notifications.tasks.send_waiting_invitations", "schedule": 60},
    "remind-and-expire-verifications": {"task": "accounts.verification.tasks.remind_and_expire", "schedule": 3600},
    "remind-of-checks": {"task": "accounts.verification.tasks.remind_of_checks", "schedule": 3600},
}
