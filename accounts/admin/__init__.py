from accounts.admin import audit_log, groups, logins, organizations, people  # noqa: F401  # each registers its pages
