"""Notes to facts: which notes are people, and what each note says of whom.

In: notes, and the vault's profile. Out: `NoteFacts` for the index.
Not known here: other notes, the disk, and today.
"""
