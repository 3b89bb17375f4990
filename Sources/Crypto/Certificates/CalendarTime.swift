/// Seconds since 1970 as a date of the Gregorian calendar in UTC, and back (no leap seconds, as in POSIX).
struct CalendarTime {
    var year, month, day, hour, minute, second: Int

    init(_ seconds: Int) {
        let (days, rest) = Self.divide(seconds, by: 86400)
        // Days are counted from 1 March of year 0, so that a leap day ends its year; 146097 days make 400 years.
        let (era, dayOfEra) = Self.divide(days + 719_468, by: 146_097)
        let yearOfEra = (dayOfEra - dayOfEra / 1460 + dayOfEra / 36524 - dayOfEra / 146_096) / 365
        let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
        let shiftedMonth = (5 * dayOfYear + 2) / 153
        day = dayOfYear - (153 * shiftedMonth + 2) / 5 + 1
        month = shiftedMonth < 10 ? shiftedMonth + 3 : shiftedMonth - 9
        year = yearOfEra + era * 400 + (month <= 2 ? 1 : 0)
        hour = rest / 3600
        minute = rest / 60 % 60
        second = rest % 60
    }

    var seconds: Int {
        let shiftedYear = month <= 2 ? year - 1 : year
        let (era, yearOfEra) = Self.divide(shiftedYear, by: 400)
        let dayOfYear = (153 * (month > 2 ? month - 3 : month + 9) + 2) / 5 + day - 1
        let dayOfEra = yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear
        return (era * 146_097 + dayOfEra - 719_468) * 86400 + hour * 3600 + minute * 60 + second
    }

    /// The same day and time so many years later; 29 February becomes the 28th where there is none.
    func adding(years: Int) -> CalendarTime {
        var later = self
        later.year += years
        let isLeap = later.year % 4 == 0 && (later.year % 100 != 0 || later.year % 400 == 0)
        if month == 2, day == 29, !isLeap { later.day = 28 }
        return later
    }

    /// UTCTime up to the year 2049, GeneralizedTime from 2050 (RFC 5280 section 4.1.2.5).
    var der: [UInt8] {
        let rest = [month, day, hour, minute, second].map { Self.digits($0, 2) }.joined() + "Z"
        return (1950..<2050).contains(year)
            ? DER.element(0x17, Array((Self.digits(year % 100, 2) + rest).utf8))
            : DER.element(0x18, Array((Self.digits(year, 4) + rest).utf8))
    }

    private static func digits(_ value: Int, _ count: Int) -> String {
        let text = String(value)
        return String(repeating: "0", count: max(0, count - text.count)) + text
    }

    private static func divide(_ value: Int, by divisor: Int) -> (quotient: Int, remainder: Int) {
        let remainder = (value % divisor + divisor) % divisor
        return ((value - remainder) / divisor, remainder)
    }
}
