"""How much the sockets of this process were given. Plain numbers: a frame to 2,000 sockets has no time for more."""


class Tally:
    __slots__ = ("closed", "delivered", "dropped")

    def __init__(self) -> None:
        self.delivered = self.dropped = self.closed = 0


TALLY = Tally()
