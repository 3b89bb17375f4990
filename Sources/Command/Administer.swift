import Kcadm

#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

/// `mockidp kcadm`, and the program under the name `kcadm.sh`.
func administer(_ words: [String], as name: String) async -> Never {
    do {
        let surroundings = try Surroundings.process(name: name, environment: environment())
        exit(await Kcadm(surroundings).run(words))
    } catch {
        fail("\(error)")
    }
}
