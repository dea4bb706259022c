-- POST of BENCH_BODY, each with an Idempotency-Key of its own. The request is joined from three strings: wrk.format
-- would cost the load generator more than the server.
local threads = 0
function setup(thread)
  threads = threads + 1
  thread:set("number", threads)
end

local head, tail
local sent = 0
function init()
  local body = os.getenv("BENCH_BODY")
  head = "POST " .. os.getenv("BENCH_PATH") .. " HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\n"
    .. "Content-Length: " .. #body .. "\r\n" .. (os.getenv("BENCH_HEADERS") or ""):gsub("\n", "\r\n")
    .. "Idempotency-Key: " .. os.getenv("BENCH_RUN") .. "-" .. number .. "-"
  tail = "\r\n\r\n" .. body
end

function request()
  sent = sent + 1
  return head .. sent .. tail
end

dofile(os.getenv("BENCH_FOLDER") .. "/report.lua")
