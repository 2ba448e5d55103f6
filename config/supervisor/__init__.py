"""One process that starts the whole city on one machine, keeps it running and stops it. Loads no Django."""
