"""Eight processes at once on one vault all answer as an index would that is built anew.

`PNM_ROUNDS=50 pytest tests/proofs/test_many_processes.py` repeats the full count.
"""

import pytest
from proofs.counts import count
from proofs.vaults import QUESTIONS, chance_of, edit, make_vault, right_answers, start

from pnm.vault import Vault

ROUNDS = count("PNM_ROUNDS", 3)
AT_ONCE = 8
NOTES = 200
OTHERS = (("index",), ("index", "--rebuild"), ("verify",), ("verify", "--read-data"), ("index",))
PATIENCE_SECONDS = 120


def damage(cache, vault, chance):
    """Leave the cache as a crash, another pnm or a bad disk would."""
    folder = cache / Vault(vault).id
    file = folder / "index.sqlite3"
    match chance.randrange(6):
        case 0 if folder.exists():
            for each in folder.iterdir():
                each.unlink()
        case 1 if file.exists():
            file.write_bytes(file.read_bytes()[: chance.randrange(50_000)])
        case 2 if file.exists():
            file.write_bytes(b"not a database" * 1_000)


@pytest.mark.slow
def test_eight_processes_at_once_answer_as_one(tmp_path):
    chance = chance_of("many processes")
    vault, cache = make_vault(tmp_path / "vault", NOTES, chance), tmp_path / "cache"
    answered = 0
    for _ in range(ROUNDS):
        edit(vault, chance)
        damage(cache, vault, chance)
        right = right_answers(vault)
        commands = [chance.choice(QUESTIONS * 2 + OTHERS) for _ in range(AT_ONCE)]
        running = [(command, start(vault, cache, command)) for command in commands]
        for command, process in running:
            out, err = process.communicate(timeout=PATIENCE_SECONDS)
            told = (command, err.decode())
            if command in right:
                assert (process.returncode, out.decode()) == right[command], told
                answered += 1
            else:
                assert process.returncode in ({0, 1} if "verify" in command else {0}), told
            assert "Traceback" not in err.decode(), told
    assert answered > ROUNDS
