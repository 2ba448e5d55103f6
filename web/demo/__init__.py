"""The demo city: Ruian as it might be, made by walking the services; every invented name is marked 演示."""
