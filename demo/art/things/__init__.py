"""Things that stand in a landscape. Each draws with a brush; `x, y` is where it touches the ground."""
