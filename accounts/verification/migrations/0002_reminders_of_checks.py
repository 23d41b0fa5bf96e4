import django.db.models.deletion
import django.utils.timezone
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("verification", "0001_rounds_and_papers")]

    operations = [
        migrations.CreateModel(
            name="CheckReminder",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("day", models.DateField(verbose_name="next check")),
                (
                    "sent_at",
                    models.DateTimeField(default=django.utils.timezone.now, editable=False, verbose_name="sent"),
                ),
                (
                    "verification",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="check_reminders",
                        to="verification.verification",
                    ),
                ),
            ],
            options={
                "verbose_name": "reminder of a check",
                "verbose_name_plural": "reminders of checks",
                "constraints": [models.UniqueConstraint(fields=("verification", "day"), name="one_reminder_per_check")],
            },
        ),
        migrations.AddIndex(
            model_name="verification",
            index=models.Index(
                condition=models.Q(("state", "approved")), fields=["next_check"], name="verification_checks"
            ),
        ),
    ]
