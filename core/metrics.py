"""What is counted where it happens. What can be asked when somebody looks is in `config.operations.gauges`.

Labels are few and known beforehand: a route and never a path, a task's name and never its arguments.
"""

from prometheus_client import CollectorRegistry, Counter, Gauge, Histogram

REGISTRY = CollectorRegistry()
SECONDS = (0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 2.5, 5.0, 10.0)
TASK_SECONDS = (0.01, 0.05, 0.25, 1.0, 5.0, 30.0, 120.0, 600.0)

REQUESTS = Counter("daji_http_requests", "Answered requests.", ["method", "route", "status"], registry=REGISTRY)
REQUEST_SECONDS = Histogram(
    "daji_http_request_duration_seconds",
    "From a request's first byte to its answer's last.",
    ["route"],
    buckets=SECONDS,
    registry=REGISTRY,
)
SOCKETS_OPEN = Gauge("daji_sockets_open", "Sockets of browsers that are connected now.", ["route"], registry=REGISTRY)
SOCKETS = Counter("daji_sockets", "Sockets that were asked for.", ["route"], registry=REGISTRY)
TASKS = Counter("daji_tasks", "Tasks that ended.", ["task", "state"], registry=REGISTRY)
TASK_DURATION = Histogram(
    "daji_task_duration_seconds", "How long tasks ran.", ["task"], buckets=TASK_SECONDS, registry=REGISTRY
)
SMS_SENT = Counter("daji_sms", "Text messages handed to the network.", ["outcome"], registry=REGISTRY)
EVENT_DELIVERIES = Counter(
    "daji_event_deliveries", "Domain events handed to receivers.", ["outcome"], registry=REGISTRY
)
DISK_FULL = Counter("daji_disk_full_refusals", "Requests refused because nothing could be written.", registry=REGISTRY)
