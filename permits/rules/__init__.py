"""Pure rules: facts in, violations or values out. No Django here."""
