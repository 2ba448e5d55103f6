"""Laying a phase out along its road: cross-section, areas, signs, devices, and the least layout that passes."""
