import Foundation
import Testing

/// kcadm as set-up scripts use it.
@Suite struct KcadmScriptTests {
    @Test func `a set-up script makes its realm, users, roles and clients`() async throws {
        let script = CommandLineProgram.root.appending(path: "fixtures/programs/kcadm-setup.sh").path
        let (output, status) = try await CommandLineProgram.run(
            """
            ln -s "$(command -v mockidp)" kcadm.sh
            PATH=$PWD:$PATH mockidp exec -- sh '\(script)'
            """)
        #expect(status == 0, "\(output)")
        let expected = [
            "Created new role with id 'admin'", "admin\ndefault-roles-shop\noffline_access\numa_authorization\nuser\n",
            "alice\nbob\n", "null [HTTP 403 Forbidden]\nrefused: 1\n", "gone: 1\n== done\n",
        ]
        for part in expected { #expect(output.contains(part), "\(output)") }
    }
}
