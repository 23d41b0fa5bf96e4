from accounts.privacy.models.consents import ConsentReceipt
from accounts.privacy.models.erasures import Erasure
from accounts.privacy.models.exports import Export

__all__ = ["ConsentReceipt", "Erasure", "Export"]
