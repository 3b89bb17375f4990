import Foundation
import Testing

/// A server as scripts and containers start it.
@Suite(.serialized) struct StartTests {
    /// Starts `start-dev` on free ports, waits as public code waits, and stops it as a container is stopped.
    private static let script = #"""
        mockidp --verbose start-dev --http-port 0 --http-management-port=0 --http-host 127.0.0.1 --hostname-strict=false \
            --cache=local --spi-theme-cache-themes=false --ready-file ready --database state.db > log 2>&1 &
        server=$!
        while ! test -f ready; do kill -0 $server || exit 3; sleep 0.02; done
        grep -q 'Keycloak .* started in [0-9]*\.[0-9]*s\. Listening on: http://127\.0\.0\.1:[0-9]*\. Management interface listening on http://127\.0\.0\.1:[0-9]*\.$' log || exit 4
        grep -q 'Running the server in development mode' log || exit 5
        grep -q 'KC-SERVICES0077: Created temporary admin user with username admin$' log || exit 6
        head -1 log | grep -q 'mockidp' || exit 7
        . ./ready
        MOCKIDP_PORT=${MOCKIDP_URL##*:} mockidp health --management-port ${MOCKIDP_MANAGEMENT_URL##*:} || exit 8
        kill -TERM $server
        wait $server || exit 9
        test -f ready && exit 10
        mockidp export --database state.db --realm master --file out.json > export.log || exit 11
        grep -q 'KC-SERVICES0035: Export finished successfully' export.log || exit 12
        grep -q '"realm" *: *"master"' out.json || exit 13
        P=geheim mockidp bootstrap-admin user --username boss --password:env P --database state.db || exit 14
        mockidp import --file out.json --override false --database state.db | grep -q 'already exists. Import skipped' || exit 15
        """#

    @Test func `a server starts, answers probes, stops cleanly and leaves its state`() async throws {
        let (output, status) = try await CommandLineProgram.run(Self.script)
        #expect(status == 0, "\(output)")
        #expect(output.contains("UP"))
    }
}
