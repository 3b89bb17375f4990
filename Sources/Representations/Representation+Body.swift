import JSON

/// Reading representations from the bodies of requests.
extension Representation {
    /// Reads a body that holds one representation. `null` members are dropped, values brought into their fields' form.
    public init(body: [UInt8]) throws(RepresentationError) {
        let value = try Self.read(body, as: .object)
        if case .null = value { throw .missing }
        guard case .object(let members) = value else { throw .mismatch }
        do throws(Coercion.Failure) {
            self.init(try Coercion.object(members, F.table.rows))
        } catch {
            throw RepresentationError(error, in: body, under: [])
        }
    }

    /// Reads a body that holds an array of representations.
    public static func list(body: [UInt8]) throws(RepresentationError) -> [Representation] {
        let value = try read(body, as: .array)
        if case .null = value { throw .missing }
        guard case .array(let values) = value else { throw .mismatch }
        var result: [Representation] = []
        for (index, value) in values.enumerated() where !value.isNull {
            guard case .object(let members) = value else { throw .mismatch }
            do throws(Coercion.Failure) {
                result.append(Representation(try Coercion.object(members, F.table.rows)))
            } catch {
                throw RepresentationError(error, in: body, under: [.index(index)])
            }
        }
        return result
    }

    private static func read(_ body: [UInt8], as wanted: JSONKind) throws(RepresentationError) -> JSONValue {
        do throws(JSONError) {
            return try JSONReader.readRequest(body, takingNull: F.takesNull)
        } catch {
            if error.reason == .noContent { throw .missing }
            // Jackson reads token by token, so it refuses the wrong bracket before it comes to what is broken behind it
            // (recording: bad_input 129).
            let found = JSONReader.kind(ofFirstValueIn: body)
            throw found != wanted && (found == .array || found == .object) ? .mismatch : RepresentationError(error)
        }
    }
}

extension RepresentationError {
    fileprivate init(_ failure: Coercion.Failure, in body: [UInt8], under steps: [JSONPathElement]) {
        switch failure {
        case .mismatch: self = .mismatch
        case .outOfRange: self = .outOfRange
        case .unknown(let field, let representation, let path):
            self = .unrecognized(
                field: field, of: representation, at: JSONReader.position(ofMember: steps + path, in: body))
        }
    }
}
