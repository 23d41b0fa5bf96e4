"""Sky, hills and the kinds of ground a scene stands on."""
