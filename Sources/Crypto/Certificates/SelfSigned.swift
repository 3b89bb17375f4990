import COpenSSL

#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

extension Certificate {
    /// A certificate that a key signs for itself: version 1, one common name, no extensions. With host names it becomes
    /// one of version 3 that TLS clients accept for those hosts (RFC 5280 section 4.2.1.6). Times are seconds since 1970.
    public static func selfSigned(
        commonName: String, key: PrivateKey, notBefore: Int, notAfter: Int, serial: Int, hostNames: [String] = []
    ) throws(CryptoError) -> Certificate {
        var content = Content(
            subject: commonName, issuer: commonName, key: key.publicKey, serial: serial, notBefore: notBefore,
            notAfter: notAfter)
        if !hostNames.isEmpty { content.extensions = [try alternativeNames(hostNames)] }
        return try Certificate(content, signedBy: key)
    }

    /// A certificate as identity providers make them for their realms: the serial number is the time in milliseconds,
    /// validity begins 100 seconds before it and ends on the same day so many years later.
    public static func selfSigned(
        commonName: String, key: PrivateKey, atMilliseconds time: Int, years: Int = 10
    ) throws(CryptoError) -> Certificate {
        let seconds = time / 1000
        return try selfSigned(
            commonName: commonName, key: key, notBefore: max(0, seconds - 100),
            notAfter: later(seconds, byYears: years),
            serial: time)
    }

    /// The same day and time so many years later, in UTC; 29 February becomes the 28th where there is none.
    static func later(_ seconds: Int, byYears years: Int) -> Int {
        var (time, date) = (time_t(seconds), tm())
        gmtime_r(&time, &date)
        date.tm_year += Int32(clamping: years)
        let day = date.tm_mday
        let later = timegm(&date)
        return date.tm_mday == day ? later : later - 86_400
    }
}
