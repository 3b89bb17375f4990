"""Tries to get in: with one role too few, with the ids of other realms, with tokens that nobody signed."""

import argparse
import sys

from . import attack_realms, attack_roles, attack_tokens
from .findings import Findings, table
from .playground import Playground
from .server import Server
from .wire import Lost

PARTS = {"roles": attack_roles, "realms": attack_realms, "tokens": attack_tokens}


def main():
    parser = argparse.ArgumentParser(prog="scripts/attack", description=__doc__)
    parser.add_argument("binary", help=argparse.SUPPRESS)
    parser.add_argument("--parts", default=",".join(PARTS), help="which of them (all)")
    parser.add_argument("--short", action="store_true", help="a few roles of the matrix instead of all")
    parser.add_argument("--renew", action="store_true", help="writes who may do what anew, to be looked at before it is kept")
    options = parser.parse_args()
    findings, rows = Findings("attack", limit=60), []
    for part in options.parts.split(","):
        with Server(options.binary) as server:
            server.must("PUT", "/master", {"accessTokenLifespan": 86_400})
            grounds = [Playground(server, name) for name in ("ours", "theirs")]
            for ground in grounds:
                server.must("PUT", f"/{ground.name}", {"accessTokenLifespan": 86_400})
            try:
                rows += PARTS[part].attack(server, *grounds, findings, options)
            except Lost as loss:
                findings.add(f"the attack on {part} was cut short: {loss}")
    table(rows, ("attack", "tried", "held"))
    sys.exit(findings.end())


if __name__ == "__main__":
    main()
