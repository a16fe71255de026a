"""What was measured as a page: docs/PERFORMANCE.md, its figures in performance.json and its chart.

The page is made of the figures alone, so that it can be made again.
"""

import json
import os
import statistics

from contestants import COLD, FLOORS, NAMES, PACKET_BYTES, RELAYED_PROFILES, ROOT, perf
from profiling import of_profile, preface

DOCS = os.path.join(ROOT, "docs")
PAGE, FIGURES, CHART = "PERFORMANCE.md", "performance.json", "performance.svg"
COLOURS = {"udp": "#dddddd", "udp-runs": "#bbbbbb", "usrsctp": "#888888", "nio": "#4477aa", "nio-new": "#66ccee",
           "offload": "#228833"}


def ratio(ours, theirs):
    """The median of the ratios within the rounds."""
    return statistics.median(mine / their for mine, their in zip(ours, theirs))


def column(figures, key):
    return [each[key] for each in figures]


class Checks:
    """What was promised, line by line: text, ratio, bound, whether it holds, and who against whom."""

    def __init__(self):
        self.lines = []

    def add(self, text, value, bound, at_least, of):
        line = {"what": text, "ratio": round(value, 2), "must": "", "holds": True, "of": of}
        if bound is not None:
            line["must"] = ("≥ %s" if at_least else "≤ %s") % bound
            line["holds"] = value >= bound if at_least else value <= bound
        self.lines.append(line)

    def throughput(self, where, size, stacks):
        """Those that promise something are of the loopback interface and warm; the others are only told."""
        theirs = stacks["usrsctp"]
        for name, ours in stacks.items():
            offload = name.startswith("offload")
            if name == "usrsctp" or name.startswith("udp") or (offload and size != 65536):
                continue
            promised = where == "throughput" and not name.endswith(COLD)
            place = "" if where == "throughput" else ", veth"
            of = [where, size, name, "usrsctp"]
            self.add("%s %d B, %s%s" % ("messages" if size == 64 else "throughput", size, NAMES[name], place),
                     ratio(column(ours, "mbit_per_s"), column(theirs, "mbit_per_s")),
                     (5 if offload else 1.5) if promised else None, True, of)
            if size != 64:
                self.add("CPU per GB %d B, %s%s" % (size, NAMES[name], place),
                         ratio(column(ours, "cpu_s_per_gb"), column(theirs, "cpu_s_per_gb")),
                         (0.25 if offload else 0.8) if promised else None, False, of)


def checks(results):
    all_of = Checks()
    for where in ("throughput", "veth"):
        for size, stacks in results.get(where, {}).items():
            all_of.throughput(where, size, stacks)

    def pair(where, text, ours, theirs, bound, at_least):
        if where in results and ours in results[where]:
            all_of.add(text, ratio(results[where][ours], results[where][theirs]), bound, at_least,
                       [where, None, ours, theirs])

    pair("latency", "echo p50, answer on the link's thread, NIO", "jsctp, on the loop", "usrsctp, callback", 0.7, False)
    pair("latency", "echo p50, answer on the link's thread, Linux link", "jsctp, on the loop, Linux link",
         "usrsctp, callback", 0.7, False)
    pair("latency", "echo p50, the same, of usrsctp's client as well", "jsctp, on the loop", "usrsctp, callbacks", None,
         False)
    pair("latency", "echo p50, blocking sockets", "jsctp, blocking", "usrsctp, blocking", 1.0, False)
    pair("connects", "associations per second", "jsctp", "usrsctp", 1, True)
    pair("relay", "20 ms, 1 % lost, as RFC 9260 has it", "jsctp RFC9260", "usrsctp", 1, True)
    for profile in list(RELAYED_PROFILES)[1:]:
        pair("relay", "20 ms, 1 %% lost, %s" % profile, "jsctp " + profile, "usrsctp", None, True)
    return all_of.lines


def rows(stacks_by_size):
    """A table's rows: medians, the part of what UDP alone carries, and the rounds they are of."""
    result = []
    for size, stacks in stacks_by_size.items():
        for name, figures in stacks.items():
            row = {"size": size, "stack": name}
            for key in ("mbit_per_s", "messages_per_s", "cpu_s_per_gb"):
                row[key] = statistics.median(column(figures, key))
            floor = stacks.get(FLOORS.get(name))
            if floor:
                row["of_udp"] = ratio(column(figures, "mbit_per_s"), column(floor, "mbit_per_s"))
                row["cpu_of_udp"] = ratio(column(figures, "cpu_s_per_gb"), column(floor, "cpu_s_per_gb"))
            row["rounds"] = figures
            result.append(row)
    return result


def gathered(made, skipped, repeated, results):
    """All that the page is made of."""
    data = {"made": made, "skipped": skipped, "repeated": repeated, "checks": checks(results)}
    for where in ("throughput", "veth"):
        if where in results:
            data[where] = rows(results[where])
    for where, key in (("latency", "latency_p50_us"), ("connects", "associations_per_s"), ("relay", "relay_mbit_per_s")):
        if where in results:
            data[key] = results[where]
    data["profiles"] = []
    return data


def head(data):
    made = data["made"]
    text = ["# Performance", "",
            "Made by `%s` on %s: %d CPUs, %s, Linux %s, Java %s." % (
                made["command"], made["date"], made["cpus"], made["cpu"], made["kernel"],
                " and ".join(str(version) for version in made["java"]))]
    if "load" in made:
        text += ["When it began the machine had a load of %.1f, when it ended %.1f; by itself this makes 2 or 3." % (
            made["load"], made["load_at_end"])]
    text += ["What recovery makes of long and lossy paths, in virtual time, is in [LONG-PATHS.md](LONG-PATHS.md).", "",
             "jsctp beside usrsctp, which is Debian's: two processes over UDP, MTU 1500, buffers of %d bytes. Medians of %d rounds"
             % (made["buffer"], made["rounds"]),
             "in which the contestants take turns; a ratio is jsctp's to usrsctp's, the median of the rounds' ratios. A run of",
             "throughput sends for %d s." % made["seconds"]]
    return text + of_warm_up(data) + [""]


def of_warm_up(data):
    """From when on a run is measured, and what its CPU is."""
    least = data["made"]["warm_up_seconds"]
    took = [figures["warm_up_s"] for where in ("throughput", "veth") for row in data.get(where, [])
            for figures in row["rounds"] if figures["warm_up_s"] > 0]
    text = ["", "jsctp is measured warm: before that it runs for at least %d s (throughput) or %d s (all else), and goes on until"
            % (least["throughput"], least["latency"]),
            "the compilers of the client's Java machine have had next to nothing to do for 3 s, but at most %d times as long."
            % perf.MOST_WARM_UP]
    if took:
        text += ["For throughput this took from %.0f to %.0f s." % (min(took), max(took))]
    return text + ["CPU is that of both processes: of jsctp from then on, of usrsctp, which has nothing to warm up, whole. The",
                   "rows \"from its start on\" tell what a start costs: such runs begin with the Java machines, and their CPU is whole,",
                   "compiling included."]


def of_checks(lines):
    text = ["| | ratio | must be | |", "|---|--:|---|---|"]
    for line in lines:
        verdict = "**falls short**" if not line["holds"] else "holds" if line["must"] else ""
        text.append("| %s | %.2f | %s | %s |" % (line["what"], line["ratio"], line["must"], verdict))
    return text


def of_rows(table):
    text = ["| message | stack | Mbit/s | of UDP | messages/s | CPU s/GB | times UDP's |", "|---|---|--:|--:|--:|--:|--:|"]
    for row in table:
        part = "%.3g %%" % (100 * row["of_udp"]) if "of_udp" in row else ""
        cost = "%.1f" % row["cpu_of_udp"] if "cpu_of_udp" in row else ""
        text.append("| %d B | %s | %.0f | %s | %.0f | %.2f | %s |" % (
            row["size"], NAMES.get(row["stack"], row["stack"]), row["mbit_per_s"], part, row["messages_per_s"],
            row["cpu_s_per_gb"], cost))
    return text


def of_udp():
    """What the rows of UDP alone are."""
    return ["\"UDP alone\" is what the kernel gives: [udp_floor.c](../bench/udp_floor.c) sends datagrams of %d bytes, the size of"
            % PACKET_BYTES,
            "a full packet, by `sendto` and takes them by `recvfrom`; \"offload\" sends and takes up to 44 of them as one, by",
            "UDP_SEGMENT and UDP_GRO. It counts datagrams whole, has no checksum of its own, no acknowledgements, and nothing that",
            "holds the sender back: what is lost does not count, neither as bytes nor as CPU. \"Of UDP\" is the part of its",
            "throughput, with offload where the stack has that, too."]


def markdown(data):
    """The page."""
    text = head(data)
    told = ["SKIPPED: %s" % reason for reason in data["skipped"]]
    told += ["FAILED once and was repeated: %s" % reason for reason in data.get("repeated", [])]
    text += ["- " + line for line in told] + ([""] if told else [])
    text += of_checks(data["checks"])
    with_udp = any(row["stack"] == "udp" for row in data.get("throughput", []) + data.get("veth", []))
    if "throughput" in data:
        text += ["", "## Throughput, loopback", "", "![Throughput](%s)" % CHART, ""]
        text += of_udp() + [""] if with_udp else []
        text += ["On loopback nothing is really cut into packets: what offload saves there is an upper bound.", ""]
        text += of_rows(data["throughput"])
    if "veth" in data:
        text += ["", "## Throughput, veth", "",
                 "Between two network namespaces, over a pair of virtual interfaces with MTU 1500. It takes runs of packets whole,",
                 "as hardware with UDP segmentation does. Over another pair the kernel cuts them first (`gso_max_segs 1`), and nothing",
                 "puts them together again: \"cut\".", ""]
        text += of_rows(data["veth"])
    if "latency_p50_us" in data:
        floor = data["latency_p50_us"].get("UDP alone")
        text += ["", "## Latency", "", "| echo of 100 bytes, both ends on one CPU | p50, µs | times UDP's |", "|---|--:|--:|"]
        for name, values in data["latency_p50_us"].items():
            times = "%.1f" % ratio(values, floor) if floor and values is not floor else ""
            text.append("| %s | %.1f | %s |" % (name, statistics.median(values), times))
    if "associations_per_s" in data:
        text += ["", "## Set-ups", "", "| set up and closed, one after the other | associations/s |", "|---|--:|"]
        text += ["| %s | %.0f |" % (name, statistics.median(values)) for name, values in data["associations_per_s"].items()]
    if "relay_mbit_per_s" in data:
        text += ["", "## A path with loss", "", "| over 100 Mbit/s, 20 ms, 1 % lost each way, 30 s at least | Mbit/s |", "|---|--:|"]
        text += ["| %s | %.1f |" % (name, statistics.median(values)) for name, values in data["relay_mbit_per_s"].items()]
    text += shortfalls(data)
    return "\n".join(text) + "\n"


def shortfalls(data):
    """Why what falls short does, as far as profiles tell, and what was tried."""
    tried = {}
    path = os.path.join(ROOT, "bench", "tried.json")
    if os.path.exists(path):
        with open(path) as file:
            tried = json.load(file)
    short = [line for line in data["checks"] if not line["holds"]]
    notes = [line for line in short if line["what"] in tried]
    text = []
    if notes:
        text += ["", "## What was tried", ""]
        text += ["- **%s** (%.2f): %s" % (line["what"], line["ratio"], tried[line["what"]]) for line in notes]
    if data.get("profiles"):
        text += ["", "## Profiles of what falls short", ""] + preface()
        shown = set()
        for profile in data["profiles"]:
            text += of_profile(profile, shown)
    return text


def chart(table):
    """Bars of throughput, a group for each message size. Only what the stacks reach fits: UDP's bars may be cut off."""
    shown = [row for row in table if row["stack"] in COLOURS]
    most = max(row["mbit_per_s"] for row in shown if not row["stack"].startswith("udp"))
    parts, y, size = [], 10, None
    for row in shown:
        if row["size"] != size:
            size = row["size"]
            y += 14
            parts.append('<text x="8" y="%d" font-weight="bold">%d B</text>' % (y, size))
            y += 6
        width = 420 * min(1, row["mbit_per_s"] / most)
        parts.append('<rect x="180" y="%d" width="%.1f" height="14" fill="%s"/>' % (y, width, COLOURS[row["stack"]]))
        parts.append('<text x="172" y="%d" text-anchor="end">%s</text>' % (y + 12, NAMES[row["stack"]]))
        off = " →" if row["mbit_per_s"] > most else ""
        parts.append('<text x="%.1f" y="%d">%s%.0f Mbit/s</text>' % (
            186 + width, y + 12, off + " " if off else "", row["mbit_per_s"]))
        y += 18
    return ('<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 740 %d" font-family="sans-serif" font-size="12">'
            '<rect width="740" height="%d" fill="white"/>%s</svg>\n' % (y + 10, y + 10, "".join(parts)))


def write(data, folder):
    """The page, the figures and the chart, in a folder."""
    page = markdown(data)
    os.makedirs(folder, exist_ok=True)
    with open(os.path.join(folder, PAGE), "w") as file:
        file.write(page)
    with open(os.path.join(folder, FIGURES), "w") as file:
        json.dump(data, file, indent=1, ensure_ascii=False)
        file.write("\n")
    if "throughput" in data:
        with open(os.path.join(folder, CHART), "w") as file:
            file.write(chart(data["throughput"]))
    return page


def render(folder):
    """The page and the chart again, of the figures that are there."""
    with open(os.path.join(folder, FIGURES)) as file:
        return write(json.load(file), folder)
