import HTTPServer

/// A value as one segment of a `Location`, encoded as Keycloak does: sub-delimiters stay, `/` does not, and a character
/// outside of the basic plane becomes two question marks (recording: names).
func pathSegment(_ value: String) -> String {
    value.unicodeScalars.map { $0.value > 0xffff ? "%3F%3F" : PercentEncoding.encode(String($0), in: .pathSegment) }
        .joined()
}
