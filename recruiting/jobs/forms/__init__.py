from recruiting.jobs.forms.filters import JobFilterForm
from recruiting.jobs.forms.pay import PayFormSet
from recruiting.jobs.forms.photos import PhotoForm
from recruiting.jobs.forms.postings import JobForm

__all__ = ["JobFilterForm", "JobForm", "PayFormSet", "PhotoForm"]
