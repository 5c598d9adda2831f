-- What wrk sends: a page, asked for by many people in turn. Each thread begins elsewhere in the
-- list. wrk -s people.lua URL -- TOKENS HEADER PATHS ENCODING
--   PATHS     one, or several with commas between: all people ask for one, then all for the next
--   HEADER    "Cookie: askel-8080=" before each token; a bare handler gets it by a name that
--             nobody reads, so that both requests are equally long
-- Prints one line of JSON at the end; requests are made once, for what wrk costs is taken from what
-- the server gets.
local started = 0
function setup(thread)
	thread:set("begin", started)
	started = started + 1
end

local requests, at = {}, 0
function init(args)
	for path in args[3]:gmatch("[^,]+") do
		for token in io.lines(args[1]) do
			requests[#requests + 1] = "GET " .. path .. " HTTP/1.1\r\nHost: " .. wrk.host ..
				":" .. wrk.port .. "\r\nAccept-Encoding: " .. args[4] .. "\r\n" ..
				args[2] .. token .. "\r\n\r\n"
		end
	end
	at = math.floor(#requests * begin * 0.37)
end

function request()
	at = at % #requests + 1
	return requests[at]
end

function done(summary, latency)
	local e = summary.errors
	io.write(string.format(
		'{"requests":%d,"us":%d,"bytes":%d,"wrong":%d,"p50":%d,"p99":%d,"max":%d}\n',
		summary.requests, summary.duration, summary.bytes,
		e.connect + e.read + e.write + e.status + e.timeout,
		latency:percentile(50), latency:percentile(99), latency.max))
end
