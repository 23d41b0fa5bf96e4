"""Who hears of what. Each module listens to one part of the fair; `doorbell.py` is how all of them tell it."""
