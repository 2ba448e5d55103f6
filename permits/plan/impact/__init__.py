"""What a phase does to traffic: capacity left, saturation, queue, delay, the best hours, and a nuisance index."""
