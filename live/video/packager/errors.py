class BadMedia(ValueError):
    """What a publisher sent is not media that we can package. The message is one sentence for the publisher."""
