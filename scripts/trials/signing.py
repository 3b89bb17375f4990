"""JWTs as an attacker makes them: HMAC by the standard library, RSA by arithmetic with a key of his own."""

import base64
import hashlib
import hmac
import json
from random import Random


def encode(data):
    return base64.urlsafe_b64encode(data).rstrip(b"=").decode()


def decode(text):
    return base64.urlsafe_b64decode(text + "=" * (-len(text) % 4))


def parts(token):
    """Header and payload of a JWT."""
    header, payload, _ = token.split(".")
    return json.loads(decode(header)), json.loads(decode(payload))


def unsigned(header, payload):
    return ".".join(encode(part if isinstance(part, bytes) else json.dumps(part).encode()) for part in (header, payload))


def hs256(header, payload, secret):
    text = unsigned(header, payload)
    return f"{text}.{encode(hmac.digest(secret, text.encode(), 'sha256'))}"


class RSAKey:
    """1,024 bits, the same for the same seed: enough for a key that nobody trusts."""

    def __init__(self, seed=1):
        rng = Random(seed)
        self.e, p, q = 65_537, self._prime(rng), self._prime(rng)
        self.n, self.d = p * q, pow(65_537, -1, (p - 1) * (q - 1))

    @staticmethod
    def _prime(rng):
        while True:
            candidate = rng.getrandbits(512) | 1 << 511 | 1 << 510 | 1
            if candidate % 65_537 != 1 and all(pow(base, candidate - 1, candidate) == 1 for base in (2, 3, 5, 7, 11)):
                return candidate

    def rs256(self, header, payload):
        text = unsigned(header, payload)
        # EMSA-PKCS1-v1_5 (RFC 8017 section 9.2), SHA-256.
        digest = bytes.fromhex("3031300d060960864801650304020105000420") + hashlib.sha256(text.encode()).digest()
        block = b"\0\1" + b"\xff" * (125 - len(digest)) + b"\0" + digest
        return f"{text}.{encode(pow(int.from_bytes(block), self.d, self.n).to_bytes(128))}"

    @property
    def jwk(self):
        return {"kty": "RSA", "n": encode(self.n.to_bytes(128)), "e": "AQAB"}
