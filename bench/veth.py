"""Two network namespaces with pairs of virtual interfaces between them."""

import subprocess

from contestants import perf

MTU = 1500


class Unavailable(Exception):
    """This machine has no such pairs; the message says why."""


def command(*arguments):
    """Runs a command that must succeed."""
    try:
        done = subprocess.run(arguments, capture_output=True, text=True)
    except OSError as problem:
        raise Unavailable("%s: %s" % (arguments[0], problem.strerror)) from problem
    if done.returncode != 0:
        raise Unavailable("'%s' said: %s" % (" ".join(arguments), (done.stderr or done.stdout).strip()))


class Veth:
    """
    Pairs from this namespace to one without a name, as "with" makes and ends them. A process keeps the other one alive, and
    ends with our pipe to it, however we end; the pairs vanish with it. Nothing of the machine's own is touched.
    """

    def __enter__(self):
        self.ours = []
        try:
            self.keeper = subprocess.Popen(["unshare", "--net", "sh", "-c", "ip link set lo up && echo up && exec cat"],
                                           stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
        except OSError as problem:
            raise Unavailable("unshare: %s" % problem.strerror) from problem
        try:
            if self.keeper.stdout.readline() != "up\n":
                raise Unavailable("no second namespace: %s" % self.keeper.stderr.read().strip())
            self.inside = ["nsenter", "--net=/proc/%d/ns/net" % self.keeper.pid]
            self.whole = self.pair(0)
            # The kernel then cuts runs before they reach the interface, as it does for one whose hardware can't.
            self.cut = self.pair(1, "gso_max_segs", "1")
        except BaseException:
            self.__exit__()
            raise
        return self

    def __exit__(self, *unused):
        # The kernel takes its time with a namespace; usrsctp would list the addresses meanwhile.
        for name in self.ours:
            subprocess.run(["ip", "link", "delete", name], stderr=subprocess.DEVNULL)
        self.keeper.stdin.close()
        self.keeper.wait()
        self.keeper.stdout.close()
        self.keeper.stderr.close()

    def pair(self, number, *more):
        ours, theirs = "jsctp%da" % number, "jsctp%db" % number
        path = perf.Path("10.199.%d.1" % number, "10.199.%d.2" % number, self.inside)
        command("ip", "link", "add", ours, "mtu", str(MTU), "type", "veth", "peer", "name", theirs, "mtu", str(MTU),
                "netns", str(self.keeper.pid))
        self.ours.append(ours)
        for where, name, address in (([], ours, path.server), (self.inside, theirs, path.client)):
            command(*where, "ip", "address", "add", address + "/30", "dev", name)
            command(*where, "ip", "link", "set", "dev", name, "up", *more)
        return path
