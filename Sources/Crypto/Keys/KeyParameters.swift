import COpenSSL

/// A number of any size inside OpenSSL.
final class BigNumber {
    let pointer: OpaquePointer

    init(_ bytes: [UInt8]) throws(CryptoError) {
        pointer = try check(BN_bin2bn(bytes, Int32(clamping: bytes.count), nil), "read a number")
    }

    deinit { BN_clear_free(pointer) }
}

/// Collects the named parts of a key and makes an `EVP_PKEY` of them.
///
/// A key made so takes some ten microseconds; OpenSSL's own decoders take a few hundred, which start-up would feel.
final class KeyParameters {
    private let builder: OpaquePointer
    private var numbers: [BigNumber] = []  // the builder keeps their pointers

    init() throws(CryptoError) {
        builder = try check(OSSL_PARAM_BLD_new(), "collect key parameters")
    }

    deinit { OSSL_PARAM_BLD_free(builder) }

    /// Adds a number. The builder keeps the name's address, so it has to be a literal.
    func number(_ name: StaticString, _ bytes: [UInt8]) throws(CryptoError) {
        let number = try BigNumber(bytes)
        numbers.append(number)
        try check(OSSL_PARAM_BLD_push_BN(builder, name.cString, number.pointer), "collect key parameters")
    }

    /// Makes the key; the text and the octets are only borrowed by the builder until then.
    func key(type: String, isPrivate: Bool, group: String? = nil, point: [UInt8] = []) throws(CryptoError) -> Key {
        let context = try check(EVP_PKEY_CTX_new_from_name(nil, type, nil), "make a key")
        defer { EVP_PKEY_CTX_free(context) }
        try check(EVP_PKEY_fromdata_init(context), "make a key")
        let groupLabel: StaticString = "group"
        let pointLabel: StaticString = "pub"
        let selection = isPrivate ? shim_EVP_PKEY_KEYPAIR : shim_EVP_PKEY_PUBLIC_KEY
        var pointer: OpaquePointer?
        let code = (group ?? "").withCString { groupName in
            point.withUnsafeBytes { octets -> Int32 in
                let isPushed =
                    group == nil
                    || OSSL_PARAM_BLD_push_utf8_string(builder, groupLabel.cString, groupName, 0) == 1
                        && OSSL_PARAM_BLD_push_octet_string(
                            builder, pointLabel.cString, octets.baseAddress, octets.count) == 1
                guard isPushed, let parameters = OSSL_PARAM_BLD_to_param(builder) else { return 0 }
                defer { OSSL_PARAM_free(parameters) }
                return EVP_PKEY_fromdata(context, &pointer, selection, parameters)
            }
        }
        try check(code, "make a key")
        return Key(try check(pointer, "make a key"))
    }
}

extension StaticString {
    /// The address of the literal, which never goes away.
    fileprivate var cString: UnsafePointer<CChar> { UnsafeRawPointer(utf8Start).assumingMemoryBound(to: CChar.self) }
}
