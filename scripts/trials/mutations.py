"""What becomes of a valid request: each mutation takes a random number generator and gives the same for the same seed."""

import json
import sys
import unicodedata
from urllib.parse import quote

sys.setrecursionlimit(20_000)  # documents that nest deeply are written here as well

LONG = 70_000
DEEP = 1_500


class Raw(str):
    """Text that stands in a document as it is."""


NUMBERS = [Raw(text) for text in (
    "0", "-0", "-1", "1", "2147483647", "2147483648", "-2147483648", "-2147483649", "4294967296", "9223372036854775807",
    "9223372036854775808", "-9223372036854775808", "-9223372036854775809", "18446744073709551616", "1e400", "-1e400", "1e-400",
    "1.5", "0.1e1", "1E2147483648", "999999999999999999999999999999999999")]
TEXTS = [
    "", " ", ".", "..", "/", "//", "../..", "%", "%00", "%2f", "a/b", "a;b", "\0", "admin\0x", "\x01", "\x7f", "\n", "\r\nX: y", "\u2028",
    "\ufeff", "\ufffe", "\u202e", "\u200d", "caf\u00e9", "cafe\u0301", "\u212a", "\u037e", "\U0001f600", "\U0001f468\u200d\U0001f469",
    "e" + "\u0301" * 300, "ß", "İ", "ﬃ", "'", "\"", "\\", "' OR 1=1 --", "${jndi:ldap://x}", "${PATH}", "<script>", "null", "true", "NaN",
    "*", "+", "-", "2147483648", "9223372036854775808", "-9223372036854775809", "1e400", "0x10", "١٢٣", "$2a$10$", "(a+)+$", "(a){0}\\1",
    "[", "(?<=x)", "\\", "regexPattern((a+)+$)", "length(99999999999999999999)", "length(-1)", "hashIterations(2147483647)",
    "x" * 255, "x" * 256, "x" * LONG, "é" * 30_000, "a/" * 20_000, "[" * DEEP]
VALUES = [Raw("null"), Raw("true"), Raw("false"), Raw("[]"), Raw("{}"), Raw("[null]"), Raw("[[]]"), Raw('{"a":null}'), Raw('{"":""}'),
          Raw("[" * 999 + "]" * 999), Raw("[" * DEEP + "]" * DEEP), Raw('{"a":' * DEEP + "1" + "}" * DEEP),
          Raw("[" + ",".join(["1"] * 20_000) + "]"), Raw("[" + ",".join(['{"id":"a"}'] * 5_000) + "]"),
          Raw("{" + ",".join(f'"k{n}":"v"' for n in range(5_000)) + "}"), Raw("tru"), Raw("\"\\ud800\""), Raw("\"\\u0000\""), Raw("'a'"),
          Raw("[1,]"), Raw("//"), Raw("")]


def encode(value):
    """JSON text of a value that may hold `Raw`, and members as a list of pairs: names may come twice."""
    if isinstance(value, Raw):
        return str(value)
    if isinstance(value, Members):
        return "{" + ",".join(f"{json.dumps(name)}:{encode(member)}" for name, member in value) + "}"
    if isinstance(value, dict):
        return encode(Members(value.items()))
    if isinstance(value, list):
        return "[" + ",".join(map(encode, value)) + "]"
    return json.dumps(value, ensure_ascii=False)


class Members(list):
    """The members of an object, in order."""


def places(value, found=None):
    """Every container of a document with each of its keys."""
    found = [] if found is None else found
    keys = value if isinstance(value, dict) else range(len(value)) if isinstance(value, list) else ()
    for key in keys:
        found.append((value, key))
        places(value[key], found)
    return found


def nasty(rng, ids):
    """A value that stands for another one."""
    choices = [NUMBERS, TEXTS, VALUES, ids]
    return rng.choice(rng.choices(choices, (3, 3, 2, 3))[0])


def equivalent(rng, text):
    """Another spelling of a text that Unicode, letter case or percent-coding takes for the same."""
    forms = [unicodedata.normalize("NFD", text), text.replace("k", "\u212a").replace("K", "\u212a"), text.upper(), text + "\0",
             text + " ", text + "\u200b", text.replace(";", "\u037e"), quote(text, safe=""), "".join(f"%{b:02x}" for b in text.encode())]
    return rng.choice(forms)


def changed_body(rng, body, ids):
    """The document with one to three of its values changed; as text, since not all of them can be said otherwise."""
    body = json.loads(json.dumps(body))
    for _ in range(rng.choice((1, 1, 1, 2, 3))):
        spots = places(body)
        if not spots or rng.random() < 0.05:
            return encode(nasty(rng, ids))
        holder, key = rng.choice(spots)
        if isinstance(holder, dict) and rng.random() < 0.15:
            # Members that a valid body may have as well: ids, parents, and what stands in other representations.
            key = rng.choice(("id", "parentId", "flowId", "parentFlow", "containerId", "priority", "name", "path", "groups", "config"))
        old = holder.get(key) if isinstance(holder, dict) else holder[key]
        fresh = equivalent(rng, old) if isinstance(old, str) and len(old) < 100 and rng.random() < 0.2 else nasty(rng, ids)
        holder[key] = fresh
    text = encode(body)
    if rng.random() < 0.08 and isinstance(body, dict) and body:
        name = rng.choice(sorted(body))
        text = encode(Members([*body.items(), (name, nasty(rng, ids))]))
    return text


def changed_target(rng, target, ids):
    """The path with one segment changed, or an odd query."""
    path, _, query = target.partition("?")
    if rng.random() < 0.5:
        name = rng.choice(("first", "max", "search", "q", "exact", "briefRepresentation", "userId", "scope", "type", "parent", "username",
                           "client_id", "redirect_uri", "lastName", "populateHierarchy", "x" * 300))
        value = quote(nasty_text(rng, ids), safe="") if rng.random() < 0.9 else nasty_text(rng, ids).encode("ascii", "ignore").decode()
        return path + "?" + (query + "&" if query else "") + f"{name}={printable(value)}"
    segments = path.split("/")
    at = rng.randrange(1, len(segments))
    segments[at] = rng.choice((quote(nasty_text(rng, ids), safe="%"), quote(equivalent(rng, segments[at]), safe="%"), printable(nasty_text(rng, ids))))
    return "/".join(segments) + ("?" + query if query else "")


def nasty_text(rng, ids):
    return str(rng.choice(rng.choices([TEXTS, ids, NUMBERS], (3, 2, 1))[0]))[:rng.choice((60_000, 500, 500))]


def printable(text):
    """What may stand in a request line without ending it."""
    return "".join(c for c in text if c not in " \r\n\0")


HEADERS = [
    ("Content-Type", "text/plain"), ("Content-Type", ""), ("Content-Type", "application/json; charset=utf-16"), ("Content-Type", "a" * 5000),
    ("Content-Type", "application/x-www-form-urlencoded"), ("Accept", "text/html"), ("Accept", "a/b;q=x,,;"), ("Accept-Language", "x" * 9000),
    ("Accept-Language", "de;q=9,*;q=-1"), ("Host", ""), ("Host", "a b"), ("Host", "[::1"), ("Host", "x" * 5000), ("Host", "evil.example:99999"),
    ("X-Forwarded-Host", "evil.example"), ("X-Forwarded-Proto", "javascript"), ("Forwarded", "host=\"x"), ("Origin", "null"),
    ("Origin", "http://" + "a" * 5000), ("Authorization", "Basic"), ("Authorization", "Basic !!!"), ("Authorization", "Basic Og=="),
    ("Authorization", "Basic " + "YTo" * 5000), ("Authorization", "Bearer"), ("Authorization", "Bearer a.b.c"),
    ("Authorization", "Bearer " + "e" * 20_000), ("Authorization", "DPoP x"), ("DPoP", "a.b.c"), ("Cookie", "a=b;" * 2000),
    ("Cookie", "KEYCLOAK_SESSION=\""), ("If-None-Match", "*"), ("Range", "bytes=0-1"), ("Expect", "100-continue"), ("Expect", "x"),
    ("Content-Encoding", "gzip"), ("Transfer-Encoding", "identity"), ("Connection", "Upgrade"), ("Upgrade", "h2c"), ("X" * 5000, "y")]


def changed_headers(rng, headers):
    """One header more, or another value of one."""
    name, value = rng.choice(HEADERS)
    return [(n, v) for n, v in headers if n != name or rng.random() < 0.1] + [(name, value)]


def changed_form(rng, fields, ids):
    """Fields changed, doubled, taken away, or many more of them."""
    fields = list(fields)
    at = rng.randrange(len(fields))
    name, value = fields[at]
    choice = rng.randrange(6)
    if choice == 0:
        fields[at] = (name, nasty_text(rng, ids))
    elif choice == 1:
        fields.append((name, nasty_text(rng, ids)))
    elif choice == 2:
        del fields[at]
    elif choice == 3:
        fields[at] = (name, equivalent(rng, value)[:60_000])
    elif choice == 4:
        fields += [(f"x{n}", "y") for n in range(rng.choice((10, 1_100)))]
    else:
        # A token whose parts are changed: header, payload or signature.
        parts = value.split(".")
        parts[rng.randrange(len(parts))] = rng.choice(("", "e30", "AAAA", "bnVsbA", nasty_text(rng, ids), parts[0][:-1]))
        fields[at] = (name, ".".join(parts))
    return "&".join(f"{quote(n, safe='')}={quote(v, safe='')}" for n, v in fields).encode() if rng.random() < 0.9 else (
        b"&".join(f"{n}={v}".encode("utf-8", "replace") for n, v in fields))


def broken_head(rng, request, host):
    """The bytes of the request with their framing broken."""
    good = request.encoded(host)
    head, _, body = good.partition(b"\r\n\r\n")
    lines = head.split(b"\r\n")
    odd = rng.choice((b"Content-Length: 5", b"Content-Length: +3", b"Content-Length: 99999999999999999999", b"Content-Length : 3",
                      b"Transfer-Encoding: chunked", b"Transfer-Encoding: xchunked", b" folded", b"X\0: y", b"X: \0", b": y", b"X", b"X: \xff\xfe",
                      b"Host: a", b"X: " + b"y" * 70_000, *[b"Content-Length: -1"] * 2))
    choice = rng.randrange(6)
    if choice == 0:
        lines.insert(rng.randrange(1, len(lines) + 1), odd)
    elif choice == 1:
        lines[0] = rng.choice((b"GET", b"GET /", b"GET / HTTP/9.9", b"\x16\x03\x01", b"G\0T / HTTP/1.1", lines[0] + b" x", lines[0].lower(),
                               b"PRI * HTTP/2.0", b"GET http://a/b HTTP/1.1", b"OPTIONS * HTTP/1.1", b"CONNECT a:1 HTTP/1.1"))
    elif choice == 2:
        return b"\n".join(lines) + b"\n\n" + body
    elif choice == 3:
        at = rng.randrange(len(good))
        return good[:at] + bytes([rng.randrange(256)]) + good[at + 1:] + b"\r\n\r\n"
    elif choice == 4:
        lines += [b"X%d: y" % n for n in range(rng.choice((50, 3_000)))]
    else:
        chunks = rng.choice((b"5\r\nhello\r\n0\r\n\r\n", b"ffffffffffffffff\r\nx", b"-1\r\n", b"5;a=b\r\nhello\r\n0\r\nT: x\r\n\r\n", b"zz\r\n", b"0\r\n\r\n"))
        lines = [line for line in lines if not line.lower().startswith(b"content-length")]
        return b"\r\n".join([*lines, b"Transfer-Encoding: chunked"]) + b"\r\n\r\n" + chunks
    return b"\r\n".join(lines) + b"\r\n\r\n" + body
