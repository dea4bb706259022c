-- GET, with the headers of BENCH_HEADERS: one "Name: value" a line.
for name, value in (os.getenv("BENCH_HEADERS") or ""):gmatch("([^:\n]+): ([^\n]+)") do wrk.headers[name] = value end

dofile(os.getenv("BENCH_FOLDER") .. "/report.lua")
