"""The route table of the server under trial, and how the parameters of its paths are filled."""

import re
import subprocess
from pathlib import Path

EVIDENCE = Path(__file__).parents[2] / "fixtures/conformance/evidence.json"

# The kind of a parameter by what stands before it in the path; the first that fits.
KINDS = [
    (r"/users/\{", "user"), (r"role-mappings/clients/\{|scope-mappings/clients/\{|composites/clients/\{|evaluate-scopes/scope-mappings/\{", "client"),
    (r"groups/\{", "group"), (r"clients/[^/]*/roles/\{", "client role"), (r"/roles/\{", "role name"), (r"roles-by-id/\{", "role"),
    (r"client-scopes/\{", "scope"), (r"client-scopes/.*models/\{", "scope mapper"), (r"models/\{", "mapper"),
    (r"consents/\{|offline-sessions/\{", "client"), (r"credentials/\{|moveAfter/\{", "credential"),
    (r"federated-identity/\{|providers/\{", "provider"), (r"sessions/\{", "session"), (r"/clients/\{", "client"),
    (r"flows/\{", "flow name"), (r"executions/\{", "execution"), (r"config/\{", "config"), (r"required-actions/\{", "action"),
    (r"components/\{", "component"), (r"group-by-path/\{", "group name"), (r"group-by-path/.*\{", "child name"),
]
ELSE = {"provider": ["keycloak-oidc-keycloak-json", "github"], "group name": ["parent"], "child name": ["child"], "protocol": ["openid-connect"],
        "attr": ["jwt.credential", "saml.signing"], "node": ["127.0.0.1"], "providerId": ["auth-cookie"]}


PARAMETER = re.compile(r"\{(\w+)\}")


def all_routes(binary):
    """Method and pattern of each endpoint that is served."""
    text = subprocess.run([binary, "routes", str(EVIDENCE)], check=True, capture_output=True, text=True).stdout
    rows = re.findall(r"^\| (\w+) \| `([^`]+)` \| (.*) \|$", text, re.M)
    return [(method, pattern) for method, pattern, evidence in rows if evidence != "501"]


def kind(pattern, start):
    """What the parameter at `start` names."""
    before = pattern[:start + 1]
    for expression, kind in KINDS:
        found = list(re.finditer(expression, before))
        if found and found[-1].end() == len(before):
            return kind
    return re.match(r"\{(\w+)", pattern[start:])[1]


def fill(pattern, realm, ids, choose):
    """A path of the pattern; `choose(values)` takes one of several, and may as well take none of them."""
    def value(match):
        if match[1] == "realm":
            return realm
        name = kind(pattern, match.start())
        return choose(ids.get(name) or ELSE.get(name) or ELSE.get(match[1]) or ["none"])
    return re.sub(r"\{(\w+)\}", value, pattern)
