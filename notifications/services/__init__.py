"""What this messenger does: deliver what happened, send mails, note what was read."""
