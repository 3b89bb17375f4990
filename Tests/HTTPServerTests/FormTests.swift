import HTTPServer
import Testing

@Suite struct FormTests {
    @Test func `pairs are decoded in their order with duplicates`() {
        let form = Form("grant_type=password&username=a+b&scope=x%20y&scope=z&empty=&name&%c3%a9=%C3%A9")
        #expect(form.names == ["grant_type", "username", "scope", "scope", "empty", "name", "é"])
        #expect(form["username"] == "a b")
        #expect(form.all("scope") == ["x y", "z"])
        #expect(form["empty"] == "" && form["name"] == "" && form["absent"] == nil)
        #expect(form["é"] == "é")
        #expect(!form.isMalformed)
    }

    @Test(arguments: [
        ("a=%", "%"), ("a=%4", "%4"), ("a=%zz", "%zz"), ("a=100%&b", "100%"), ("a=%%41", "%A"), ("a=%+1", "% 1"),
        ("a=%-1", "%-1"),
    ])
    func `an escape that is none stays and is noticed`(text: String, value: String) {
        let form = Form(text)
        #expect(form["a"] == value)
        #expect(form.isMalformed)
    }

    @Test func `bytes that are not UTF-8 are noticed`() {
        #expect(Form("a=%ff").isMalformed)
        #expect(Form("a=%ff")["a"] == "\u{FFFD}")
        #expect(Form([0x61, 0x3D, 0xC3]).isMalformed)
    }

    @Test func `nothing between ampersands is nothing`() {
        #expect(Form("").pairs.isEmpty)
        #expect(Form("&&a=1&&").names == ["a"])
        #expect(Form("a=b=c")["a"] == "b=c")
        #expect(Form("=x").pairs.first?.0 == "")
        #expect(Form("a=%00")["a"] == "\0")
    }
}

@Suite struct CookieTests {
    @Test func `cookies are read from all fields, quotes dropped`() {
        let headers = Headers([
            ("cookie", "AUTH_SESSION_ID=abc; KC_AUTH_SESSION_HASH=\"a/b=\" ;empty=; =x; nonsense"), ("Cookie", "z=1"),
        ])
        let cookies = Cookies(Call(method: .get, target: "/", headers: headers))
        #expect(cookies.pairs.map(\.0) == ["AUTH_SESSION_ID", "KC_AUTH_SESSION_HASH", "empty", "z"])
        #expect(cookies["KC_AUTH_SESSION_HASH"] == "a/b=")
        #expect(cookies["empty"] == "" && cookies["z"] == "1" && cookies["x"] == nil)
    }

    // The shapes of the recording auth_code.
    @Test func `a cookie is set as Keycloak sets it`() {
        let path = "/realms/r/"
        #expect(
            SetCookie("AUTH_SESSION_ID", "abc", path: path).text
                == "AUTH_SESSION_ID=abc;Version=1;Path=/realms/r/;Secure;HttpOnly;SameSite=None")
        #expect(
            SetCookie("KC_AUTH_SESSION_HASH", "+p/w", path: path, maxAge: 60, isHTTPOnly: false).text
                == "KC_AUTH_SESSION_HASH=\"+p/w\";Version=1;Path=/realms/r/;Max-Age=60;Secure;SameSite=None")
        #expect(
            SetCookie("KC_AUTH_SESSION_HASH", "+pw", path: path, maxAge: 60, isHTTPOnly: false).text
                == "KC_AUTH_SESSION_HASH=+pw;Version=1;Path=/realms/r/;Max-Age=60;Secure;SameSite=None")
        #expect(SetCookie.removing("KC_RESTART", path: path).text == "KC_RESTART=;Version=1;Path=/realms/r/;Max-Age=0")
        #expect(SetCookie("a", "b\"\\", path: "/").text.hasPrefix("a=\"b\\\"\\\\\";"))
    }
}

@Suite struct HeadersTests {
    @Test func `names are compared without case`() {
        let headers = Headers([("Accept", "a"), ("ACCEPT", "b"), ("X-Y", ""), ("Acceptance", "c")])
        #expect(headers["accept"] == "a")
        #expect(headers.all("Accept") == ["a", "b"])
        #expect(headers["x-y"] == "" && headers["x_y"] == nil && headers[""] == nil)
        #expect(headers.map(\.name) == ["Accept", "ACCEPT", "X-Y", "Acceptance"])
        #expect(headers.count == 4)
    }
}
