from typing import Any, cast

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from core.uploads.forms import PictureField, VideoField, set_uploader
from marketplace.storefronts.models import DiaryEntry, Farm, Plot


class DiaryEntryForm(forms.ModelForm[DiaryEntry]):
    picture = PictureField(label=_("Picture"), required=False)
    video = VideoField(
        label=_("Short video"),
        required=False,
        help_text=_("Up to a minute. Hold the phone still and tell what you see."),
    )

    class Meta:
        model = DiaryEntry
        fields = ["date", "title", "body", "picture", "video", "plot", "crop", "weather", "loss"]
        widgets = {"date": forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")}
        help_texts = {"loss": _("Hail, frost, pests: a loss that is told earns more trust than one that is hidden.")}

    def __init__(self, *args: Any, user: User, farm: Farm, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        set_uploader(self, user)
        plot = cast("forms.ModelChoiceField", self.fields["plot"])
        plot.queryset = farm.plots.all()
        plot.empty_label = _("The whole farm")

    def clean_date(self) -> Any:
        date = self.cleaned_data["date"]
        if date > timezone.localdate():
            raise forms.ValidationError(_("That day has not come yet."))
        return date


class PlotForm(forms.ModelForm[Plot]):
    class Meta:
        model = Plot
        fields = ["name", "description"]
