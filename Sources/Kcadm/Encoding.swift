/// A value of a query or a form, as Java's URLEncoder writes it.
func formEncoded(_ text: String) -> String { encoded(text, spared: "*-._", space: "+") }

/// A segment of a path.
func pathEncoded(_ text: String) -> String { encoded(text, spared: "-._~", space: "%20") }

private func encoded(_ text: String, spared: String, space: String) -> String {
    let digits = Array("0123456789ABCDEF")
    return text.utf8.reduce(into: "") { result, byte in
        let letter = Character(Unicode.Scalar(byte))
        if letter.isASCII, letter.isLetter || letter.isNumber || spared.contains(letter) {
            result.append(letter)
        } else if letter == " " {
            result += space
        } else {
            result += "%\(digits[Int(byte >> 4)])\(digits[Int(byte & 15)])"
        }
    }
}
