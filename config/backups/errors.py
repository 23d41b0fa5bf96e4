class BackupFailed(Exception):
    """A sentence for whoever runs the site: what is the matter, and what to do."""
