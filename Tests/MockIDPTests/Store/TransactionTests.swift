import JSON
import Testing

@testable import MockIDP

struct TransactionTests {
    struct Refused: Error {}

    @Test func `a throw leaves no trace`() async throws {
        let realm = try await TestRealm()
        let before = realm.store.generation
        await #expect(throws: Refused.self) {
            try await realm.store.write { (tx) throws in
                try tx.insert(realm.client("web"))
                throw Refused()
            }
        }
        #expect(try await realm.store.read { try $0.clients(in: realm.id) }.isEmpty)
        #expect(realm.store.generation == before)
    }

    @Test func `a reading transaction cannot write`() async throws {
        let realm = try await TestRealm()
        await #expect(throws: StoreError.self) {
            try await realm.store.read { try $0.insert(realm.client("web")) }
        }
    }

    @Test(arguments: [true, false])
    func `concurrent writers all land`(inMemory: Bool) async throws {
        let folder = try TemporaryFolder()
        let realm = try await TestRealm(inMemory ? .memory : .file(folder.path("state.db")))
        try await withThrowingTaskGroup(of: Void.self) { group in
            for number in 0..<300 {
                group.addTask {
                    try await realm.store.write { try $0.insert(realm.client("c\(number)")) }
                    let found = try await realm.store.read { try $0.client(clientId: "c\(number)", in: realm.id) }
                    #expect(found != nil)
                }
            }
            try await group.waitForAll()
        }
        #expect(try await realm.store.read { try $0.clients(in: realm.id).count } == 300)
    }

    @Test func `turns come in the order they were asked for`() async throws {
        let queue = TurnQueue()
        await queue.take()
        let order = Order()
        var tasks: [Task<Void, Never>] = []
        for number in 0..<20 {
            tasks.append(
                Task.immediate {
                    await queue.take()
                    order.numbers.append(number)  // whoever has the turn is alone
                    queue.leave()
                })
        }
        queue.leave()
        for task in tasks { await task.value }
        #expect(order.numbers == Array(0..<20))
    }

    @Test func `slices of long work let sixteen others pass, and no more`() async throws {
        let queue = TurnQueue()
        await queue.take()
        let order = Order()
        var tasks: [Task<Void, Never>] = []
        for number in 0..<22 {
            tasks.append(
                Task.immediate {
                    await queue.take(number < 2 ? .slice : .usual)
                    order.numbers.append(number)
                    queue.leave()
                })
        }
        queue.leave()
        for task in tasks { await task.value }
        #expect(order.numbers == Array(2..<18) + [0] + Array(18..<22) + [1])
    }

    /// `@unchecked Sendable`: only the holder of the turn touches it.
    private final class Order: @unchecked Sendable {
        var numbers: [Int] = []
    }

    @Test func `a reader of a file sees the last commit`() async throws {
        let folder = try TemporaryFolder()
        let path = folder.path("state.db")
        let realm = try await TestRealm(.file(path), name: "master")
        for number in 0..<20 {
            try await realm.store.write { try $0.insert(realm.client("c\(number)")) }
            #expect(try await realm.store.read { try $0.clients(in: realm.id).count } == number + 1)
        }
        await realm.store.close()
        let again = try Store(.file(path))
        #expect(try await again.read { try $0.clients(in: realm.id).count } == 20)
    }

    @Test func `the version of a realm changes with its configuration only`() async throws {
        let realm = try await TestRealm()
        let (store, user) = (realm.store, realm.user("alice"))
        func changes(_ body: (Transaction) throws -> Void) async throws -> Bool {
            let before = (store.version(ofRealm: realm.id), store.generation)
            try await store.write(body)
            let changed = store.version(ofRealm: realm.id) != before.0
            #expect(changed == (store.generation != before.1))
            return changed
        }
        #expect(try await changes { try $0.insert(realm.client("web")) })
        #expect(try await changes { try $0.insert(realm.role("reader")) })
        #expect(try await !changes { try $0.insert(user) })
        #expect(try await !changes { try $0.addRoles(["role-reader"], to: .user(user.id)) })
        #expect(try await !changes { try $0.insert(realm.session("s", of: user)) })
        #expect(try await !changes { try $0.revoke(tokenID: "t", realmID: realm.id, until: 5) })
        #expect(try await !changes { _ = try $0.clients(in: realm.id) })
        #expect(try await changes { try $0.insert(realm.user("robot", serviceAccountOf: "client-web")) })
        #expect(try await changes { try $0.addRoles(["role-reader"], to: .user("user-robot")) })
        #expect(try await changes { try $0.addRoles(["role-reader"], to: .client("client-web")) })
        #expect(try await changes { while try $0.removeSome(ofRealm: realm.id) {} })
    }
}
