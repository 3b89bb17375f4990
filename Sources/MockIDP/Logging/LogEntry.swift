import JSON

#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

/// One line of the log, before it is written.
struct LogEntry {
    let milliseconds: Int
    let level: LogLevel
    let category: String
    let thread: String
    let message: String

    /// `2026-11-24 00:49:06,704 INFO  [org.keycloak.services] (main) Message`: Keycloak's default format
    /// (`--log-console-format`).
    func text(isColoured: Bool) -> String {
        let name = level.name + String(repeating: " ", count: max(5 - level.name.count, 0))
        let shown = isColoured ? "\(colour)\(name)\u{1B}[0m" : name
        return "\(LocalTime(milliseconds).logText) \(shown) [\(category)] (\(thread)) \(oneLine(message))"
    }

    /// The same as JSON, with the members of Keycloak's default JSON format.
    var json: String {
        let members: JSONObject = [
            "timestamp": .string(LocalTime(milliseconds).isoText), "loggerName": .string(category),
            "level": .string(level.name), "message": .string(message), "threadName": .string(thread),
        ]
        return String(decoding: JSONValue.object(members).bytes, as: UTF8.self)
    }

    private var colour: String {
        switch level {
        case .error, .fatal: "\u{1B}[31m"
        case .warn: "\u{1B}[33m"
        case .info: "\u{1B}[32m"
        default: "\u{1B}[34m"
        }
    }
}

/// What a user sent cannot begin a line of its own, nor move a terminal's cursor.
private func oneLine(_ message: String) -> String {
    guard message.utf8.contains(where: { $0 < 0x20 || $0 == 0x7F }) else { return message }
    return String(
        String.UnicodeScalarView(message.unicodeScalars.map { $0.value < 0x20 || $0.value == 0x7F ? " " : $0 }))
}

/// A moment by the clock on the wall.
struct LocalTime {
    private let parts: tm
    private let milliseconds: Int

    init(_ milliseconds: Int) {
        var seconds = time_t(milliseconds / 1000)
        var parts = tm()
        localtime_r(&seconds, &parts)
        self.parts = parts
        self.milliseconds = milliseconds % 1000
    }

    /// `2026-11-24 00:49:06,704`.
    var logText: String { day + " " + clock + "," + padded(milliseconds, 3) }

    /// `2026-11-24T00:49:06.704+01:00`.
    var isoText: String {
        let offset = Int(parts.tm_gmtoff) / 60
        let zone =
            offset == 0
            ? "Z" : (offset < 0 ? "-" : "+") + padded(abs(offset) / 60, 2) + ":" + padded(abs(offset) % 60, 2)
        return day + "T" + clock + "." + padded(milliseconds, 3) + zone
    }

    /// `24/Nov/2026:00:49:06 +0100`, as web servers log it.
    var webText: String {
        let months = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"]
        let offset = Int(parts.tm_gmtoff) / 60
        let zone = (offset < 0 ? "-" : "+") + padded(abs(offset) / 60, 2) + padded(abs(offset) % 60, 2)
        return
            "\(padded(Int(parts.tm_mday), 2))/\(months[Int(parts.tm_mon)])/\(Int(parts.tm_year) + 1900):\(clock) \(zone)"
    }

    private var day: String {
        "\(Int(parts.tm_year) + 1900)-\(padded(Int(parts.tm_mon) + 1, 2))-\(padded(Int(parts.tm_mday), 2))"
    }

    private var clock: String {
        [parts.tm_hour, parts.tm_min, parts.tm_sec].map { padded(Int($0), 2) }.joined(separator: ":")
    }
}

private func padded(_ number: Int, _ width: Int) -> String {
    let digits = String(number)
    return String(repeating: "0", count: max(width - digits.count, 0)) + digits
}
