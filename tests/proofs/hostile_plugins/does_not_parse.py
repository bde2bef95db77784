"""Is no Python."""

def pnm_reminders(network:
    return []
