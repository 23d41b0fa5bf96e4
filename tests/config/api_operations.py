"""The API's operations by name, and how a test sends one."""

from config.api import describe
from core.api.operations import PUBLIC
from core.api.views import UNSAFE_METHODS
from tests.factories.api_requests import REQUESTS

DESCRIBED = describe()
OPERATIONS = {
    operation["operationId"]: (method.upper(), path, operation)
    for path, methods in DESCRIBED["paths"].items()
    for method, operation in methods.items()
}
UNSAFE = sorted(name for name, (method, _path, _op) in OPERATIONS.items() if method in UNSAFE_METHODS)
PRIVATE = sorted(name for name, (_m, _p, operation) in OPERATIONS.items() if operation["x-scope"] != PUBLIC)


def send(client, name, values, **extra):
    method, _path, _operation = OPERATIONS[name]
    ask = REQUESTS[name]
    form = "multipart" if ask.upload else "json"
    data = ask.data(values)
    if method == "GET":
        return client.get(ask.url(values), **extra)
    return getattr(client, method.lower())(ask.url(values), data or None, format=form, **extra)
