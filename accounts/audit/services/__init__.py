from accounts.audit.services.recording import record_act

__all__ = ["record_act"]
