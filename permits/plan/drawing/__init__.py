"""One sheet per phase: a scene description which is written as SVG for the page and as vector PDF for the annex."""
