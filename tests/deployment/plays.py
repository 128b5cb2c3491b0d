"""What a playbook said."""

import re
from dataclasses import dataclass
from typing import Final

RECAP: Final = re.compile(r"^(\S+)\s+: (.*)$", re.MULTILINE)


@dataclass(frozen=True)
class Played:
    """How a playbook ended: its exit status, all it said, and each host's counts."""

    status: int
    said: str

    @property
    def recap(self) -> dict[str, dict[str, int]]:
        _, _, table = self.said.partition("PLAY RECAP")
        return {
            host: {key: int(value) for key, value in (pair.split("=") for pair in counts.split())}
            for host, counts in RECAP.findall(table)
        }

    @property
    def changed(self) -> dict[str, int]:
        """How much was changed, or in a dry run would be, by host."""
        return {host: counts["changed"] for host, counts in self.recap.items()}

    @property
    def fault(self) -> str:
        """What it said last of what went wrong."""
        return self.said.rpartition("PLAY RECAP")[0].rpartition("fatal:")[2]
