from recruiting.jobs.models.pay import PayComponent
from recruiting.jobs.models.photos import JobPhoto
from recruiting.jobs.models.postings import JobPosting
from recruiting.jobs.models.revisions import JobRevision

__all__ = ["JobPhoto", "JobPosting", "JobRevision", "PayComponent"]
