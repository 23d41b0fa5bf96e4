from typing import Any

from allauth.account.signals import user_signed_up
from django.dispatch import receiver
from django.http import HttpRequest

from accounts.models import User
from accounts.privacy import tasks
from accounts.privacy.events import AccountErased, ExportRequested
from accounts.privacy.services.consents import agree_at_sign_up
from core.events import subscribe


@subscribe(ExportRequested)
def start_packing(event: ExportRequested) -> None:
    tasks.pack_export.delay(event.export_id)


@subscribe(AccountErased)
def clean_up(event: AccountErased) -> None:
    tasks.clean_after_erasing.delay(event.user_id)


@receiver(user_signed_up)
def agree(sender: Any, request: HttpRequest, user: User, **kwargs: Any) -> None:
    agree_at_sign_up(user=user)
