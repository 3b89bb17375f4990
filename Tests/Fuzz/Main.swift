import Foundation

/// libFuzzer's entry, which its library brings.
@_silgen_name("LLVMFuzzerRunDriver")
private func runFuzzer(
    _ count: UnsafeMutablePointer<CInt>,
    _ arguments: UnsafeMutablePointer<UnsafeMutablePointer<UnsafeMutablePointer<CChar>?>>,
    _ run: @convention(c) (UnsafePointer<UInt8>?, Int) -> CInt
) -> CInt

/// Which target runs: the environment names it, since libFuzzer takes the whole command line.
private let target = Target.all.first { $0.name == environment("TARGET") } ?? Target.json

/// `Fuzz FOLDER …` with libFuzzer's options; TARGET names the target, without it SEEDS names a folder that gets all seeds.
@main
enum Fuzz {
    static func main() throws {
        if let folder = environment("SEEDS") { return try writeSeeds(to: folder) }
        var count = CommandLine.argc
        var arguments = CommandLine.unsafeArgv
        exit(runFuzzer(&count, &arguments, runOnce))
    }
}

/// One input. A sentence that does not hold ends the process: that is how libFuzzer is told.
private func runOnce(_ bytes: UnsafePointer<UInt8>?, _ count: Int) -> CInt {
    let input = Array(UnsafeBufferPointer(start: bytes, count: count))
    let done = DispatchSemaphore(value: 0)
    Task.detached {
        do { try await target.run(input) } catch { fatalError("\(target.name): \(error)") }
        done.signal()
    }
    done.wait()
    return 0
}

private func environment(_ name: String) -> String? { ProcessInfo.processInfo.environment[name] }

private func writeSeeds(to folder: String) throws {
    for target in Target.all {
        let folder = URL(filePath: folder).appending(path: target.name)
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        for (number, seed) in try target.seeds().enumerated() {
            try Data(seed).write(to: folder.appending(path: "seed\(number)"))
        }
    }
}
