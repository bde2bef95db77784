from hashlib import blake2b
from typing import Any
ReviewItem = Any
def key_of(*p: str) -> str:
    return blake2b("\0".join(p).encode(), digest_size=4).hexdigest()
def items(text: str): return ()
def marker(a,b): return f"<!-- pnm:{a} {b} -->"
