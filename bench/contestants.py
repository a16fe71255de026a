"""Who takes part: usrsctp, jsctp on several Java machines and links, and UDP with nothing above it."""

import argparse
import importlib.machinery
import importlib.util
import json
import os
import signal
import subprocess

HERE = os.path.dirname(os.path.abspath(__file__))
ROOT = os.path.dirname(HERE)
SIZES = [64, 1408, 65536]
# A full packet of jsctp: what UDP alone is measured with.
PACKET_BYTES = 1452
# UDP alone needs no warming up, and neither does usrsctp.
UDP_SECONDS = 4
# What of jsctp sends over the path with loss, with which buffers; None is those of the comparison, 0 the profile's own.
RELAYED_PROFILES = {"RFC9260": None, "TELECOM": None, "LOW_LATENCY": None, "LONG_HAUL": 0}

# How long jsctp warms up at least. It goes on, up to perf.MOST_WARM_UP times that, while Java compiles.
WARM_UP_SECONDS = {"throughput": 5, "latency": 10, "connects": 10, "relay": 10}
# Those that are measured from their start on take part with messages of one size only.
COLD = "-cold"
COLD_SIZE = 65536
NAMES = {
    "udp": "UDP alone",
    "udp-runs": "UDP alone, offload",
    "udp-runs-cut": "UDP alone, offload, cut",
    "usrsctp": "usrsctp",
    "nio": "jsctp, NIO",
    "nio-new": "jsctp, NIO, newest JDK",
    "offload": "jsctp, offload",
    "offload-cut": "jsctp, offload, cut",
    "nio-cold": "jsctp, NIO, from its start on",
    "offload-cold": "jsctp, offload, from its start on",
}
# What the kernel gives to those who use it the same way.
FLOORS = {"offload": "udp-runs", "offload-cut": "udp-runs-cut", "usrsctp": "udp", "nio": "udp", "nio-new": "udp",
          "offload-cold": "udp-runs", "nio-cold": "udp"}


def load(name):
    """A script that measures one thing alone, as a module: its programs are run here, too."""
    loader = importlib.machinery.SourceFileLoader(name.replace("-", "_"), os.path.join(ROOT, "scripts", name))
    module = importlib.util.module_from_spec(importlib.util.spec_from_loader(loader.name, loader))
    loader.exec_module(module)
    return module


perf = load("perf-beside-usrsctp")
relayed = load("perf-relay-beside-usrsctp")
FAILURES = (perf.Failure, relayed.perf.Failure)


class Machines:
    """The Java machines: the one that ./jsctp takes by itself, and the newest that can offload, if there is one."""

    def __init__(self):
        self.usual = self.version(os.environ.get("JAVA_HOME"))
        self.newest = None
        for folder in sorted(os.listdir("/usr/lib/jvm")) if os.path.isdir("/usr/lib/jvm") else []:
            home = os.path.join("/usr/lib/jvm", folder)
            version = self.version(home)
            if version is not None and version >= 22 and (self.newest is None or version > self.newest[0]):
                self.newest = (version, home)

    @staticmethod
    def version(home):
        java = os.path.join(home, "bin", "java") if home else "java"
        try:
            text = subprocess.run([java, "-XshowSettings:properties", "-version"], capture_output=True, text=True).stderr
        except OSError:
            return None
        lines = [line for line in text.splitlines() if "java.specification.version" in line]
        return int(lines[0].split("=")[1].strip().split(".")[0]) if lines else None


def takes_part(name, size):
    return size == COLD_SIZE or not name.endswith(COLD)


def on_one_cpu(pin):
    return ["taskset", "-c", "0"] if pin else []


def jsctp(home, *arguments, pin=False):
    """Starts ./jsctp on a Java machine, on one CPU if wanted."""
    environment = {"JAVA_HOME": home} if home else None
    return perf.Program(*on_one_cpu(pin), os.path.join(ROOT, "jsctp"), *arguments, environment=environment)


class JsctpThroughput(perf.Jsctp):
    """perf.Jsctp with another Java machine or link."""

    def __init__(self, buffer_bytes, home, link, path=perf.LOOPBACK, warm_up_s=WARM_UP_SECONDS["throughput"]):
        super().__init__(buffer_bytes, path, warm_up_s)
        self.home = home
        self.common += ["--link", link]

    def run(self, size, seconds, ports):
        before = os.environ.get("JAVA_HOME")
        try:
            if self.home:
                os.environ["JAVA_HOME"] = self.home
            return super().run(size, seconds, ports)
        finally:
            os.environ.pop("JAVA_HOME", None)
            if before is not None:
                os.environ["JAVA_HOME"] = before


class UdpThroughput:
    """UDP with nothing above it: datagrams of the size of a full packet, whatever the messages are."""

    def __init__(self, program, runs, path=perf.LOOPBACK):
        self.program = program
        self.suffix = "-runs" if runs else ""
        self.path = path

    def run(self, size, seconds, ports):
        """
        One run, counted at the receiver. Nothing holds the sender back, so much of what it sends may be lost: only the part
        of its CPU counts that went into what arrived.
        """
        port = ports.take()
        receiver = perf.Program(self.program, "receive" + self.suffix, str(port))
        try:
            perf.wait_for_udp_port(port)
            sender = perf.Program(*self.path.at_client, self.program, "send" + self.suffix, self.path.server, str(port),
                                  str(min(seconds, UDP_SECONDS)), str(PACKET_BYTES))
            try:
                sent = json.loads(sender.expect(r"^\{.*\}$", seconds + 30).group())
                received = json.loads(receiver.expect(r"^\{.*\}$", 30).group())
                cpu_s = sender.end() * received["bytes"] / max(1, sent["bytes"]) + receiver.end()
            finally:
                sender.end(signal.SIGKILL)
            return perf.Run(received["bytes"], received["datagrams"], received["seconds"], cpu_s, cpu_s)
        finally:
            receiver.end(signal.SIGKILL)


class Contest:
    """All that can be measured, each by a name and as something to be called for one run."""

    def __init__(self, options, machines, folder):
        self.options = options
        self.machines = machines
        self.folder = folder
        self.repeated = []
        self.ports = perf.Ports()
        self.usrsctp = self.compiled("usrsctp_bench", "-lusrsctp", "-lpthread")
        self.udp = self.compiled("udp_floor")
        self.udp_runs = subprocess.run([self.udp, "can-run"]).returncode == 0

    def once_more(self, what, call):
        """A run; one that fails is repeated once, and the page tells."""
        try:
            return call()
        except FAILURES as failure:
            reason = "%s: %s" % (what, " ".join(str(failure).split()))
            print("it FAILED and is repeated: %s" % reason, flush=True)
            self.repeated.append(reason)
            return call()

    def compiled(self, name, *libraries):
        program = os.path.join(self.folder, name)
        subprocess.run(["cc", "-std=c11", "-D_GNU_SOURCE", "-O2", "-Wall", "-Wextra", "-Werror", "-o", program,
                        os.path.join(HERE, name + ".c"), *libraries], check=True)
        return program

    def throughput(self):
        """Over the loopback interface."""
        found = {"udp": UdpThroughput(self.udp, False)}
        if self.udp_runs:
            found["udp-runs"] = UdpThroughput(self.udp, True)
        found["usrsctp"] = perf.Usrsctp(self.folder, self.options.buffer)
        found["nio"] = JsctpThroughput(self.options.buffer, None, "nio")
        found["nio-cold"] = JsctpThroughput(self.options.buffer, None, "nio", warm_up_s=0)
        if self.machines.newest:
            found["nio-new"] = JsctpThroughput(self.options.buffer, self.machines.newest[1], "nio")
            found["offload"] = JsctpThroughput(self.options.buffer, self.machines.newest[1], "offload")
            found["offload-cold"] = JsctpThroughput(self.options.buffer, self.machines.newest[1], "offload", warm_up_s=0)
        return found

    def veth(self, whole, cut):
        """Over pairs of virtual interfaces: one that takes runs whole, and one for which the kernel cuts them into packets."""
        found = {"udp": UdpThroughput(self.udp, False, whole)}
        if self.udp_runs:
            found["udp-runs"] = UdpThroughput(self.udp, True, whole)
            found["udp-runs-cut"] = UdpThroughput(self.udp, True, cut)
        found["usrsctp"] = perf.Usrsctp(self.folder, self.options.buffer, whole)
        found["nio"] = JsctpThroughput(self.options.buffer, None, "nio", whole)
        if self.machines.newest:
            found["offload"] = JsctpThroughput(self.options.buffer, self.machines.newest[1], "offload", whole)
            found["offload-cut"] = JsctpThroughput(self.options.buffer, self.machines.newest[1], "offload", cut)
        return found

    def latency(self, seconds):
        """
        Echoes of 100 bytes, both ends on one CPU. "Callback" is as the programs that come with usrsctp have it: the server
        answers on the thread that receives, the client waits. "Callbacks" has it at both ends.
        """
        length = [str(seconds), "100"]
        timed = ["--seconds", str(seconds), "--warm-up", str(WARM_UP_SECONDS["latency"])]
        found = {
            "UDP alone": lambda: self.udp_echo(length),
            "usrsctp, callback": lambda: self.usrsctp_pair("echo-callback", "latency", *length, pin=True),
            "usrsctp, callbacks": lambda: self.usrsctp_pair("echo-callback", "latency-callback", *length, pin=True),
            "jsctp, on the loop": lambda: self.jsctp_pair(["--on-loop"], "latency", "--on-loop", *timed, pin=True),
            "usrsctp, blocking": lambda: self.usrsctp_pair("echo", "latency", *length, pin=True),
            "jsctp, blocking": lambda: self.jsctp_pair([], "latency", *timed, pin=True),
        }
        if self.machines.newest:
            offload = ["--link", "offload"]
            found["jsctp, on the loop, Linux link"] = lambda: self.jsctp_pair(
                ["--on-loop"] + offload, "latency", "--on-loop", *offload, *timed, pin=True, home=self.machines.newest[1])
        return found

    def connects(self, seconds):
        """Associations set up and closed one after the other."""
        return {
            "usrsctp": lambda: self.usrsctp_pair("echo", "connects", str(seconds)),
            "jsctp": lambda: self.jsctp_pair([], "connects", "--seconds", str(seconds), "--warm-up",
                                             str(WARM_UP_SECONDS["connects"])),
        }

    def relay(self, seconds):
        """
        Throughput over 20 ms with 1 % lost each way; in a short run chance decides, so it takes 30 s at least. Which packets
        are lost is another matter in each round, and the same for all in one.
        """
        seconds = max(seconds, 30)
        warm_up = WARM_UP_SECONDS["relay"]
        stacks = {"usrsctp": relayed.perf.Usrsctp(self.folder, self.options.buffer)}
        for profile, buffer_bytes in RELAYED_PROFILES.items():
            stacks["jsctp " + profile] = relayed.Jsctp(
                self.options.buffer if buffer_bytes is None else buffer_bytes, profile, warm_up)
        return {name: Relayed(stack, seconds, self.ports) for name, stack in stacks.items()}

    def udp_echo(self, length):
        port = self.ports.take()
        server = perf.Program(*on_one_cpu(True), self.udp, "echo", str(port))
        perf.wait_for_udp_port(port)
        return asked(server, perf.Program(*on_one_cpu(True), self.udp, "latency", str(port), *length))

    def usrsctp_pair(self, echo, client, *arguments, pin=False):
        theirs, ours = self.ports.take(), self.ports.take()
        server = perf.Program(*on_one_cpu(pin), self.usrsctp, echo, str(theirs))
        perf.wait_for_udp_port(theirs)
        return asked(server, perf.Program(*on_one_cpu(pin), self.usrsctp, client, str(ours), str(theirs), *arguments))

    def jsctp_pair(self, echo, client, *arguments, pin=False, home=None):
        theirs, ours = self.ports.take(), self.ports.take()
        server = jsctp(home, "perf", "echo", *echo, "--udp-port", str(theirs), "--local", "127.0.0.1", pin=pin)
        server.expect("listening", 30)
        return asked(server, jsctp(home, "perf", client, "--udp-port", str(ours), "--peer-udp-port", str(theirs),
                                   "--local", "127.0.0.1", "--json", *arguments, "127.0.0.1", pin=pin),
                     90 + perf.MOST_WARM_UP * WARM_UP_SECONDS[client])


class Relayed:
    """Runs of one stack over the path with loss, of which each has a seed of its own."""

    def __init__(self, stack, seconds, ports):
        self.stack = stack
        self.seconds = seconds
        self.ports = ports
        self.seed = 0

    def __call__(self):
        self.seed += 1
        path = argparse.Namespace(round_trip=20, loss=10, rate=100, seed=self.seed)
        return relayed.through_relay_once(self.stack, path, 1408, self.seconds, self.ports)


def asked(server, client, limit_s=90):
    """Runs a client beside a server and returns what it printed as JSON."""
    try:
        result = json.loads(client.expect(r"^\{.*\}$", limit_s).group())
        client.end()
        return result
    finally:
        client.end(signal.SIGKILL)
        server.end(signal.SIGKILL)
