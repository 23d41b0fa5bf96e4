import django.utils.timezone
from django.db import migrations, models

import core.localized


class Migration(migrations.Migration):
    """Without `uploaded_by`: people have pictures and pictures have uploaders, so one of the two must come second."""

    initial = True

    dependencies = []

    operations = [
        migrations.CreateModel(
            name="Picture",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("file", models.ImageField(editable=False, upload_to="pictures", verbose_name="file")),
                ("width", models.PositiveIntegerField(editable=False, verbose_name="width")),
                ("height", models.PositiveIntegerField(editable=False, verbose_name="height")),
                (
                    "alt",
                    core.localized.LocalizedTextField(
                        blank=True,
                        default=core.localized.LocalizedText,
                        help_text="What would you tell someone on the phone?",
                        max_length=200,
                        verbose_name="description",
                    ),
                ),
                (
                    "created_at",
                    models.DateTimeField(default=django.utils.timezone.now, editable=False, verbose_name="uploaded"),
                ),
            ],
            options={
                "verbose_name": "picture",
                "verbose_name_plural": "pictures",
                "ordering": ["-pk"],
            },
        ),
    ]
