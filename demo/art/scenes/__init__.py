"""One module per scene, each with `paint(canvas)`; `demo.art.covers` knows them by name."""
