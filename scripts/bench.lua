-- One request for wrk: wrk -s bench.lua URL -- METHOD CONTENT-TYPE AUTHORIZATION BODY
-- "{n}" in the body becomes a number that is never used twice. Prints one line of JSON at the end.
local threads = 0

function setup(thread)
    threads = threads + 1
    thread:set("number", threads * 100000000)
end

function init(arguments)
    wrk.method = arguments[1]
    if arguments[2] ~= "" then wrk.headers["Content-Type"] = arguments[2] end
    if arguments[3] ~= "" then wrk.headers["Authorization"] = arguments[3] end
    local body = arguments[4] or ""
    if body ~= "" then wrk.body = body end
    if body:find("{n}", 1, true) then
        request = function()
            number = number + 1
            return wrk.format(nil, nil, nil, (body:gsub("{n}", string.format("%d", number))))
        end
    else
        local same = wrk.format()
        request = function() return same end
    end
end

function done(summary, latency, requests)
    local errors = summary.errors
    io.write(string.format('\n{"requests":%d,"seconds":%.6f,"p50_ms":%.3f,"p99_ms":%.3f,"refused":%d,"broken":%d}\n',
        summary.requests, summary.duration / 1e6, latency:percentile(50) / 1e3, latency:percentile(99) / 1e3,
        errors.status, errors.connect + errors.read + errors.write + errors.timeout))
end
