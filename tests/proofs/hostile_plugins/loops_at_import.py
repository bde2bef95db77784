"""Never comes back from being imported."""

while True:
    pass
