"""Those who work behind the fair: what each group may do in the admin, what they find there, and what is written down."""
