"""The board pack: what is in it, the facts that it is frozen with, and what changed since one."""
