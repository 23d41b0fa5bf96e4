"""`manage.py backup` and `manage.py restore`: the whole site back as it was at a chosen second."""
