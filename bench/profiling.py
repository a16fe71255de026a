"""Runs what falls short once more, and what it is measured beside, while profilers look on.

They tell where the CPU goes, and what a message takes of the system.
"""

import collections
import json
import os
import re
import shutil
import subprocess
import tempfile
import threading
import time

from contestants import FAILURES, NAMES, perf, relayed

# How long the counters are read, and how long each profiler looks.
COUNT_SECONDS = 6
LOOK_SECONDS = 3
# Attaching and writing down take their time, too.
SPARE_SECONDS = 20
SHOWN = 8
ENDS = ["server", "client"]


class Watch:
    """
    Looks at the two ends of a run from a thread of its own, once the client has said that it is warm, if it warms up, and they
    have settled.
    """

    def __init__(self, settle_s, look):
        self.settle_s = settle_s
        self.look = look
        self.programs = []
        self.thread = None
        self.result = None
        self.failure = None

    def add(self, program):
        if "relay" in program.command:
            return
        self.programs.append(program)
        if len(self.programs) == len(ENDS):
            self.thread = threading.Thread(target=self.run, daemon=True)
            self.thread.start()

    def warm(self):
        """Waits for the end of the client's warm-up. Its output is read by the thread that waits for the result."""
        client = self.programs[-1]
        if "--warm-up" not in client.command:
            return True
        least = int(client.command[client.command.index("--warm-up") + 1])
        deadline = time.monotonic() + perf.MOST_WARM_UP * least + SPARE_SECONDS
        while client.cpu_s is None and time.monotonic() < deadline:
            if re.search(r"^(not yet )?warm after .* s$", client.output, re.MULTILINE):
                return True
            time.sleep(0.05)
        return False

    def run(self):
        if not self.warm():
            self.failure = "it did not become warm"
            return
        time.sleep(self.settle_s)
        try:
            self.result = self.look([program.process.pid for program in self.programs])
        except (OSError, ValueError, KeyError, subprocess.SubprocessError) as problem:
            self.failure = "%s: %s" % (type(problem).__name__, problem)


def watched(call, settle_s, look):
    """What a run gave, and what was seen meanwhile."""
    watch = Watch(settle_s, look)
    # The relay's programs are of a class of their own.
    perf.Program.watch = relayed.Program.watch = watch.add
    try:
        result = call()
        if watch.thread is not None:
            watch.thread.join(SPARE_SECONDS)
    finally:
        perf.Program.watch = relayed.Program.watch = None
    if watch.result is None:
        raise perf.Failure("nothing was seen of it: %s" % (watch.failure or "it ended too early"))
    return result, watch.result


def counters(pid):
    """CPU seconds of a process as a user and in the kernel, and how often its threads were switched away from."""
    with open("/proc/%d/stat" % pid) as file:
        fields = file.read().rpartition(")")[2].split()
    switches = 0
    for task in os.listdir("/proc/%d/task" % pid):
        try:
            with open("/proc/%d/task/%s/status" % (pid, task)) as file:
                switches += sum(int(number) for number in re.findall(r"ctxt_switches:\s+(\d+)", file.read()))
        except (FileNotFoundError, ProcessLookupError):
            continue
    ticks = os.sysconf("SC_CLK_TCK")
    return int(fields[11]) / ticks, int(fields[12]) / ticks, switches


def count(pids):
    """For each end what a second takes: CPU as a user and in the kernel, system calls if perf tells, switches."""
    begin, before = time.monotonic(), [counters(pid) for pid in pids]
    counting = []
    if shutil.which("perf"):
        counting = [subprocess.Popen(["perf", "stat", "-x", ",", "-e", "raw_syscalls:sys_enter", "-p", str(pid), "--", "sleep",
                                      str(COUNT_SECONDS)], stderr=subprocess.PIPE, text=True) for pid in pids]
    time.sleep(COUNT_SECONDS)
    after, seconds = [counters(pid) for pid in pids], time.monotonic() - begin
    told = [program.communicate()[1] for program in counting]
    result = []
    for i, end in enumerate(ENDS):
        user, system, switches = [(new - old) / seconds for new, old in zip(after[i], before[i])]
        calls = re.search(r"^(\d+),.*raw_syscalls", told[i], re.MULTILINE) if told else None
        result.append({"end": end, "user": user, "system": system, "switches_per_s": switches,
                       "calls_per_s": int(calls.group(1)) / COUNT_SECONDS if calls else None})
    return result


def java_tool(pid, name):
    """A tool of the JDK that a process runs on, or None if it runs on none."""
    path = os.path.join(os.path.dirname(os.readlink("/proc/%d/exe" % pid)), name)
    return path if os.access(path, os.X_OK) else None


def quietly(*command, seconds=20):
    done = subprocess.run(command, capture_output=True, text=True, timeout=seconds)
    if done.returncode != 0:
        raise OSError("'%s' said: %s" % (" ".join(command), (done.stderr or done.stdout).strip()[-300:]))
    return done.stdout


class Look:
    """What profilers see of both ends: perf all of them, the flight recorder the Java code, strace the system calls by name."""

    def __init__(self, folder):
        self.folder = folder
        self.missing = []
        self.seen = {"symbols": [], "kinds": {}, "java": None, "calls": {}}

    def __call__(self, pids):
        result = self.seen
        # The flight recorder last: it changes what the Java machine does, and not all of that ends with it.
        for part in (self.symbols, self.calls, self.java):
            try:
                part(pids, result)
            except (OSError, ValueError, KeyError, subprocess.SubprocessError) as problem:
                self.missing.append("%s: %s" % (part.__name__, " ".join(str(problem).split())))
        return result

    def symbols(self, pids, result):
        file = os.path.join(self.folder, "perf-%d.data" % pids[0])
        quietly("perf", "record", "-q", "-F", "999", "-o", file, "-p", ",".join(map(str, pids)), "--", "sleep",
                str(LOOK_SECONDS))
        try:
            for pid in pids:
                if java_tool(pid, "jcmd"):
                    # Names of what the Java machine has compiled, where perf looks for them.
                    quietly(java_tool(pid, "jcmd"), str(pid), "Compiler.perfmap")
            report = quietly("perf", "report", "-i", file, "--stdio", "-q", "-t", "|", "--sort", "comm,dso,sym", seconds=60)
        finally:
            for pid in pids:
                if os.path.exists("/tmp/perf-%d.map" % pid):
                    os.remove("/tmp/perf-%d.map" % pid)
        kinds = collections.Counter()
        for line in report.splitlines():
            fields = [field.strip() for field in line.split("|", 3)]
            if len(fields) < 4 or not fields[0].rstrip("%").replace(".", "", 1).isdigit():
                continue
            percent, thread, place, symbol = float(fields[0].rstrip("%")), *fields[1:]
            kinds[kind_of(place)] += percent
            if len(result["symbols"]) < SHOWN:
                result["symbols"].append({"percent": percent, "thread": thread, "in": kind_of(place),
                                          "symbol": re.sub(r"^\[.\] ", "", symbol)})
        result["kinds"] = {kind: round(percent, 1) for kind, percent in kinds.most_common()}

    def java(self, pids, result):
        tools = [(pid, java_tool(pid, "jcmd"), java_tool(pid, "jfr")) for pid in pids]
        tools = [each for each in tools if each[1] and each[2]]
        for pid, jcmd, _ in tools:
            quietly(jcmd, str(pid), "JFR.start", "settings=profile")
        if not tools:
            return
        time.sleep(LOOK_SECONDS)
        frames = collections.Counter()
        for pid, jcmd, jfr in tools:
            file = os.path.join(self.folder, "%d.jfr" % pid)
            quietly(jcmd, str(pid), "JFR.dump", "filename=" + file)
            quietly(jcmd, str(pid), "JFR.stop", "name=1")
            text = quietly(jfr, "print", "--json", "--events", "jdk.ExecutionSample", "--stack-depth", "40", file, seconds=60)
            for event in json.loads(text)["recording"]["events"]:
                trace = event["values"]["stackTrace"]
                if trace:
                    frames[own_frame(trace["frames"])] += 1
        samples = sum(frames.values())
        result["java"] = {"samples": samples, "frames": [{"percent": round(100 * number / samples, 1), "method": method}
                                                         for method, number in frames.most_common(SHOWN)]}

    def calls(self, pids, result):
        for pid, end in zip(pids, ENDS):
            file = os.path.join(self.folder, "strace-%d" % pid)
            subprocess.run(["timeout", "-s", "INT", str(LOOK_SECONDS // 2), "strace", "-q", "-c", "-f", "-o", file, "-p",
                            str(pid)], capture_output=True, timeout=20)
            with open(file) as table:
                rows = re.findall(r"^\s*[\d.]+\s+[\d.]+\s+\d+\s+(\d+)\s+(?:\d+\s+)?(\w+)$", table.read(), re.MULTILINE)
            numbers = {name: int(number) for number, name in rows if name != "total"}
            whole = sum(numbers.values())
            result["calls"][end] = {name: round(100 * number / whole) for name, number in
                                    sorted(numbers.items(), key=lambda item: -item[1])[:4] if number * 50 > whole}


def kind_of(place):
    """What a sample was in."""
    if place.startswith("[JIT]") or re.match(r"perf-\d+\.map", place):
        return "compiled Java"
    return {"[kernel.kallsyms]": "kernel", "libjvm.so": "the Java machine", "[vdso]": "kernel"}.get(place, place)


def own_frame(frames):
    """The innermost method that is jsctp's; the innermost of all if none is."""
    names = ["%s.%s" % (frame["method"]["type"]["name"].rpartition("/")[2].rpartition(".")[2], frame["method"]["name"])
             for frame in frames]
    for frame, name in zip(frames, names):
        if frame["method"]["type"]["name"].replace("/", ".").startswith("io.jsctp."):
            return name
    return names[0]


def run_of(contest, where, size, name, seconds):
    """One run that gives messages (echoes, associations) per second."""
    if where == "throughput":
        stack = contest.throughput()[name]
        return lambda: perf.figures(stack.run(size, seconds, contest.ports)).messages_per_s
    if where == "relay":
        return lambda: perf.figures(contest.relay(seconds)[name]()).messages_per_s
    if where == "latency":
        return lambda: contest.latency(seconds)[name]()["rounds"] / seconds
    return lambda: contest.connects(seconds)[name]()["associations_per_s"]


def contestant(contest, where, size, name, folder, missing):
    """One that takes part, seen twice: once counted only, once under profilers."""
    # jsctp settles in its warm-up, which does not count.
    settle = 2 if name.startswith("usrsctp") else 0
    label = NAMES.get(name, name)
    print("profile: %s, %s%s" % (label, where, ", %d B" % size if size else ""), flush=True)
    rate, ends = contest.once_more("profile of %s, %s" % (label, where), lambda: watched(
        run_of(contest, where, size, name, settle + COUNT_SECONDS + 2), settle, count))
    look = Look(folder)
    try:
        watched(run_of(contest, where, size, name, settle + 3 * LOOK_SECONDS + SPARE_SECONDS), settle, look)
    except FAILURES as failure:
        # What was seen until then is worth having.
        look.missing.append(" ".join(str(failure).split()))
    missing += ["a part of the profile of %s, %s: %s" % (label, where, reason) for reason in look.missing]
    for end in ends:
        end["us_per_message"] = (end["user"] + end["system"]) / rate * 1e6
        end["switches_per_message"] = end.pop("switches_per_s") / rate
        calls = end.pop("calls_per_s")
        end["calls_per_message"] = calls / rate if calls is not None else None
    return {"name": label, "of": [where, size, name], "per_s": rate, "ends": ends, **look.seen}


def profiles(contest, checks):
    """For each that falls short its profile beside the one it is measured with; and what could not be seen."""
    found, missing, known = {}, [], {}
    for line in checks:
        if line["holds"]:
            continue
        of = tuple(line["of"])
        if of in found:
            found[of]["checks"].append(line["what"])
            continue
        where, size, ours, theirs = of
        found[of] = {"checks": [line["what"]], "where": where, "size": size, "contestants": []}
        with tempfile.TemporaryDirectory() as folder:
            for name in (ours, theirs):
                try:
                    if (where, size, name) not in known:
                        known[where, size, name] = contestant(contest, where, size, name, folder, missing)
                    found[of]["contestants"].append(known[where, size, name])
                except FAILURES as failure:
                    missing.append("profile of %s, %s: %s" % (NAMES.get(name, name), where, " ".join(str(failure).split())))
    return [profile for profile in found.values() if profile["contestants"]], missing


def preface():
    return ["Each was run twice more, with the one it is measured beside. First for %d s the kernel's counters were read: CPU," %
            COUNT_SECONDS,
            "system calls, context switches; \"a message\" (or echo, or association) divides them by the rate of that whole run, so",
            "that it is a little too much where the run was slower at first. Then profilers looked on, for %d s at most each, and"
            % LOOK_SECONDS,
            "slowed it down: `perf` samples both processes, compiled Java with what was inlined into it; the flight recorder samples",
            "the Java code alone, of which the innermost method of jsctp is shown; `strace` tells which system calls they are."]


def of_profile(profile, shown):
    """A profile as a part of the page. Each contestant's symbols are shown once, where it first appears."""
    text = ["", "### %s" % "; ".join(profile["checks"]), "",
            "| | end | CPU, user | CPU, system | CPU µs a message | system calls a message | context switches a message | "
            "the calls |", "|---|---|--:|--:|--:|--:|--:|---|"]
    for one in profile["contestants"]:
        for end in one["ends"]:
            calls = "%.2f" % end["calls_per_message"] if end["calls_per_message"] is not None else "?"
            names = ", ".join("%s %d %%" % item for item in one["calls"].get(end["end"], {}).items())
            text.append("| %s | %s | %.0f %% | %.0f %% | %.2f | %s | %.2f | %s |" % (
                one["name"], end["end"], 100 * end["user"], 100 * end["system"], end["us_per_message"], calls,
                end["switches_per_message"], names))
    for one in profile["contestants"]:
        if tuple(one["of"]) in shown:
            continue
        shown.add(tuple(one["of"]))
        if one["symbols"]:
            kinds = ", ".join("%s %.0f %%" % item for item in list(one["kinds"].items())[:4])
            text += ["", "%s, both ends, by `perf`: %s." % (one["name"], kinds), "",
                     "| % | thread | in | |", "|--:|---|---|---|"]
            text += ["| %.1f | %s | %s | `%s` |" % (row["percent"], row["thread"], row["in"], row["symbol"].replace("|", "/"))
                     for row in one["symbols"]]
        if one["java"] and one["java"]["samples"]:
            text += ["", "%s, both ends, %d samples of Java code by the flight recorder: %s." % (
                one["name"], one["java"]["samples"],
                ", ".join("`%s` %.0f %%" % (row["method"], row["percent"]) for row in one["java"]["frames"]))]
    return text
