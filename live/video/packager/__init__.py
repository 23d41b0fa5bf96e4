"""Pure Python packager: encoded pictures and sound go in, CMAF and HLS playlists come out. Nothing is transcoded."""
