"""Interleaved rounds of wrk against Aalo and its peers. See Scripts/bench."""
import argparse
import json
import os
import re
import resource
import statistics
import subprocess
import sys
import time
import uuid
from pathlib import Path

import peers

FOLDER = Path(__file__).resolve().parent
TICKS = os.sysconf("SC_CLK_TCK")
REFERENCES = ["hb", "nginx"]


def main():
    options = parse_options()
    allow_many_connections()
    for load in options.e:
        for connections in options.c:
            rows = [
                measure(server, load, connections, options, number)
                for number in range(options.r)
                for server in in_turn(measurable(options.s, load), number)]
            report(rows, load, connections, options)


def parse_options():
    words, numbers = (lambda text: text.split(",")), (lambda text: [int(word) for word in text.split(",")])
    parser = argparse.ArgumentParser(prog="Scripts/bench")
    parser.add_argument("-s", type=words, default=["aalo", "hb"], help="servers: aalo, hb, hb-fast, nginx, c; sqlite")
    parser.add_argument("-e", type=words, default=["health", "board", "board-sqlite", "token"], help="loads, also fresh, large, tls-…")
    parser.add_argument("-c", type=numbers, default=[64, 1000], help="connections")
    parser.add_argument("-r", type=int, default=5, help="rounds")
    parser.add_argument("-d", type=int, default=6, help="seconds of each measurement")
    parser.add_argument("-t", type=argparse.FileType("w"), help="file for the tables")
    parser.add_argument("-o", type=argparse.FileType("a"), help="file for one line of JSON per measurement")
    return parser.parse_args()


def allow_many_connections():
    _, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    resource.setrlimit(resource.RLIMIT_NOFILE, (hard, hard))


def measurable(servers, load):
    """SQLite alone only issues tokens, and the floor in C never closes a connection. Two of them speak TLS, and only
    ours can be asked how it starts with many patients."""
    if load == "large":
        return [server for server in servers if server == "aalo"]
    if load in peers.SECURE_LOADS:
        return [server for server in servers if server in ("aalo", "nginx")]
    return [
        server for server in servers
        if not (server == "sqlite" and load != "token") and not (server == "c" and load == "fresh")]


def in_turn(servers, number):
    """Another one goes first in each round, so that none always meets the warmer machine."""
    shift = number % len(servers)
    return servers[shift:] + servers[:shift]


def measure(name, load, connections, options, number):
    row = dict(server=name, load=load, connections=connections, round=number)
    row |= peers.TokenFloor().measure(connections, options.d) if name == "sqlite" else served(
        name, load, connections, options)
    if options.o:
        print(json.dumps(row), file=options.o, flush=True)
    return row


def served(name, load, connections, options):
    with peers.named(name, load) as server:
        processes = tree(server.process.pid)
        idle = memory(processes, "VmRSS")
        asked = server.loads[load]
        ask(server, asked, connections, 1)
        processes = tree(server.process.pid)
        before = cpu_seconds(processes)
        counts = ask(server, asked, connections, options.d)
        spent = cpu_seconds(processes) - before
        return dict(
            counts, cpu_us=spent * 1e6 / max(counts["requests"], 1), start_ms=server.start_seconds * 1000,
            idle_mb=idle, peak_mb=memory(processes, "VmHWM"))


def ask(server, load, connections, seconds):
    if not isinstance(load, peers.SecureLoad):
        return wrk(f"http://{peers.HOST}:{server.port}", load, connections, seconds)
    if load.is_full:
        return handshakes(f"{peers.HOST}:{server.secure_port}", load, seconds)
    return wrk(f"https://{peers.HOST}:{server.secure_port}", load, connections, seconds)


def handshakes(address, load, seconds):
    """A whole handshake and a request, one after the other in each of four clients."""
    clients = [
        subprocess.Popen(
            ["openssl", "s_time", "-connect", address, "-www", load.path, "-new", "-time", str(seconds)],
            stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True)
        for _ in range(4)]
    printed = [client.communicate(timeout=seconds + 30)[0] for client in clients]
    made = [re.search(r"(\d+) connections in \d+ real seconds", text) for text in printed]
    if not all(made):
        sys.exit(f"s_time said: {printed}")
    requests = sum(int(each[1]) for each in made)
    return dict(requests=requests, per_second=requests / seconds)


def wrk(address, load, connections, seconds):
    environment = dict(
        os.environ, BENCH_FOLDER=str(FOLDER), BENCH_PATH=load.path, BENCH_BODY=load.body or "",
        BENCH_RUN=uuid.uuid4().hex[:12],
        BENCH_HEADERS="".join(f"{name}: {value}\n" for name, value in load.headers.items()))
    script = FOLDER / ("post.lua" if load.body else "get.lua")
    printed = subprocess.run(
        ["wrk", "-t", "2", "-c", str(connections), "-d", f"{seconds}s", "--timeout", "10s", "-s", script,
         address + load.path],
        env=environment, capture_output=True, text=True, timeout=seconds + 30).stdout
    reports = [line.split()[1:] for line in printed.splitlines() if line.startswith("REPORT")]
    if not reports:
        sys.exit(f"wrk said: {printed}")
    requests, microseconds, p50, p99, refused, broken = (int(word) for word in reports[0])
    return dict(
        requests=requests, per_second=requests / (microseconds / 1e6), p50_us=p50, p99_us=p99,
        errors=refused + broken)


def tree(pid):
    """The process and its children: nginx answers from its workers."""
    children = Path(f"/proc/{pid}/task/{pid}/children").read_text().split()
    return [pid] + [each for child in children for each in tree(int(child))]


def cpu_seconds(pids):
    def ticks(pid):
        fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
        return int(fields[11]) + int(fields[12])  # utime and stime, proc(5)

    return sum(map(ticks, pids)) / TICKS


def memory(pids, name):
    def kilobytes(pid):
        lines = Path(f"/proc/{pid}/status").read_text().splitlines()
        return next(int(line.split()[1]) for line in lines if line.startswith(name + ":"))

    return sum(map(kilobytes, pids)) / 1024


def report(rows, load, connections, options):
    references = [server for server in REFERENCES if server in measurable(options.s, load)]
    heads = ["server", "requests/s", *(f"x {name}" for name in references), "CPU µs/request", "p50 ms", "p99 ms",
             "idle MB", "peak MB", "start ms", "errors"]
    lines = ["", f"### {load}, {connections} connections (median of {options.r} rounds of {options.d} s)", "",
             table_row(heads), table_row(["---"] + ["---:"] * (len(heads) - 1))]
    lines += [table_row(cells(server, rows, references)) for server in measurable(options.s, load)]
    for file in filter(None, [sys.stdout, options.t]):
        print("\n".join(lines), file=file, flush=True)


def table_row(words):
    return f"| {' | '.join(words)} |"


def cells(server, rows, references):
    own = [row for row in rows if row["server"] == server]
    return [
        server, middle(own, "per_second", ",.0f"), *(ratio(own, rows, name) for name in references),
        middle(own, "cpu_us", ".1f"), middle(own, "p50_us", ".2f", 1000), middle(own, "p99_us", ".1f", 1000),
        middle(own, "idle_mb", ".1f"), middle(own, "peak_mb", ".1f"), middle(own, "start_ms", ".0f"),
        str(sum(row.get("errors", 0) for row in own))]


def middle(rows, key, form, unit=1):
    values = [row[key] for row in rows if key in row]
    return format(statistics.median(values) / unit, form) if values else "-"


def ratio(own, rows, name):
    """Against the reference in the same round; the median of these, not the ratio of medians, and their spread."""
    reference = {row["round"]: row["per_second"] for row in rows if row["server"] == name}
    ratios = sorted(row["per_second"] / reference[row["round"]] for row in own)
    spread = f" ({ratios[0]:.2f}-{ratios[-1]:.2f})" if ratios[0] != ratios[-1] else ""
    return f"{statistics.median(ratios):.2f}{spread}"


if __name__ == "__main__":
    main()
