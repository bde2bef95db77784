"""Does not mark its hook."""


def pnm_reminders(network, today):
    return []
