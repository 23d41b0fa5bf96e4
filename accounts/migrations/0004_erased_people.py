from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("accounts", "0003_invitations_transfers_and_blocks"),
    ]

    operations = [
        migrations.RemoveConstraint(model_name="user", name="user_can_be_reached"),
        migrations.AddField(
            model_name="user",
            name="erased_at",
            field=models.DateTimeField(blank=True, editable=False, null=True, verbose_name="account erased"),
        ),
        migrations.AddConstraint(
            model_name="user",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("email__isnull", False), ("phone__isnull", False), ("erased_at__isnull", False), _connector="OR"
                ),
                name="user_can_be_reached",
            ),
        ),
    ]
