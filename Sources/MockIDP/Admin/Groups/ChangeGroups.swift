import HTTPServer
import JSON

/// `POST groups`: makes a top group, or moves the one whose id the body has to the top (recording: roles_groups 89).
func createGroup(_ call: AdminCall) async throws -> Reply {
    let body = try await call.body(for: .manageUsers).as(GroupRepresentation.self)
    let name = try body.checkedName()
    let made = try await call.write(.manageUsers) { tx, realm -> String? in
        do {
            if let id = body.id, let group = try tx.group(id: id, in: realm.id) {
                try tx.move(group, under: nil)
                return nil
            }
            return try insertGroup(body, under: nil, realm, call.idp, tx).id
        } catch let error where error.isConflict {
            throw AdminError.topGroupExists(name)
        }
    }
    return made.map { .created(location: call.address + "/" + pathSegment($0)) } ?? .noContent
}

/// `POST groups/{id}/children`: makes a group below another, or moves one there. Unlike other endpoints it answers
/// `201` with the group (recording: roles_groups 45).
func createChildGroup(_ call: AdminCall) async throws -> Reply {
    let body = try await call.body(changing: .group).as(GroupRepresentation.self)
    let name = try body.checkedName()
    let (shown, isNew) = try await call.writeWithAccess(.group) { tx, realm, access, parent -> (JSONObject, Bool) in
        var isNew = true
        let child: GroupRecord
        do {
            if let id = body.id {
                let moved = try tx.group(id: id, in: realm.id).found(or: .childGroupNotFound)
                // Under itself a group stays where it is (Keycloak's `JpaRealmProvider.moveGroup`).
                if id != parent.id, parent.id != moved.parentID { try tx.move(moved, under: parent.id) }
                child = try tx.group(id: id, in: realm.id) ?? moved
                isNew = false
            } else {
                if try tx.groupIDs(from: parent.id).count >= GroupPaths.maximumDepth { throw GroupPlaceError.tooDeep }
                child = try insertGroup(body, under: parent, realm, call.idp, tx)
            }
        } catch let error where error.isConflict {
            throw AdminError.siblingGroupExists(name)
        } catch let error as GroupPlaceError {
            throw AdminError(error)
        }
        return (try GroupView(tx).listed(child, isBrief: false, counts: false, access: access), isNew)
    }
    guard isNew else { return .noContentNoCache }
    let id = shown["id"]?.string ?? ""
    let location =
        call.base + "/admin/realms/" + PercentEncoding.encode(call.parameter("realm"), in: .pathSegment) + "/groups/"
        + pathSegment(id)
    return Reply(
        status: 201,
        headers: [("Location", location), ("Content-Type", "application/json"), ("Cache-Control", "no-cache")],
        body: .bytes(JSONValue.object(shown).bytes))
}

private func insertGroup(
    _ body: GroupRepresentation, under parent: GroupRecord?, _ realm: RealmRecord, _ idp: Services, _ tx: Transaction
) throws -> GroupRecord {
    var document = GroupRepresentation()
    document.merge(body)
    let group = GroupRecord(id: idp.ids.uuid(), realmID: realm.id, parentID: parent?.id, document: document)
    try tx.insert(group)
    return group
}

/// `PUT groups/{id}`: a name, a description, and attributes as a whole.
func updateGroup(_ call: AdminCall) async throws -> Reply {
    let body = try await call.body(changing: .group).as(GroupRepresentation.self)
    let name = try body.checkedName()
    try await call.change(.group, taken: { _ in .siblingGroupExists(name) }) { _, _, group in
        group.document.merge(body)
    }
    return .noContent
}
