package io.jsctp.conformance.interop;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * The judge: tshark, Wireshark's dissector, reads a capture and finds what is malformed or has a bad checksum.
 *
 * <p>A preference or a field that tshark does not know would pass silently, so the judge trusts only a checksum that
 * tshark calls good; a checksum it did not look at is a finding too.
 */
final class Tshark {

    private static final String GOOD_CHECKSUM = "1";
    private static final int WARNING = 6291456;
    /** Tshark's own limit, not a fault of the SACK: RFC 9260 lets a gap block span 65535 TSNs. */
    private static final String MANY_TSNS = "More than 100 TSNs were gap-acknowledged in this SACK.";

    private static final List<String> FIELDS = List.of(
            "frame.number",
            "udp.srcport",
            "sctp.checksum.status",
            "sctp.chunk_type",
            "_ws.malformed",
            "_ws.expert.severity",
            "_ws.expert.message");

    private Tshark() {}

    /**
     * What tshark found.
     *
     * @param packets how many packets it dissected as SCTP
     * @param ourPackets how many of them came from our port
     * @param ourChunkTypes the chunk types in them
     * @param theirChunkTypes the chunk types in the others
     * @param findings one line each; empty when all is well
     */
    record Verdict(
            int packets,
            int ourPackets,
            Set<Integer> ourChunkTypes,
            Set<Integer> theirChunkTypes,
            List<String> findings) {}

    /** Its version, or empty where there is no tshark. */
    static Optional<String> version() throws IOException, InterruptedException {
        return Interop.run(List.of("tshark", "--version"))
                .flatMap(outcome -> outcome.output()
                        .lines()
                        .filter(line -> line.startsWith("TShark"))
                        .findFirst());
    }

    /**
     * Judges a capture.
     *
     * @param ports the UDP ports that carry SCTP
     * @param ourPort the one that is jsctp's: nothing that comes from it may make tshark's experts warn
     */
    static Verdict judge(Path capture, List<Integer> ports, int ourPort) throws IOException, InterruptedException {
        List<String> fields = new ArrayList<>(List.of("-T", "fields"));
        for (String field : FIELDS) {
            fields.addAll(List.of("-e", field));
        }
        Judgement judgement = new Judgement(ourPort);
        read(capture, ports, fields)
                .lines()
                .filter(line -> line.indexOf('\t') > 0)
                .forEach(judgement::add);
        // A chunk too short for its fixed fields is marked in the text of the dissection and nowhere else.
        read(capture, ports, List.of("-O", "sctp")).lines().forEach(judgement::addText);
        return judgement.verdict();
    }

    /** {@return the comments of packets in a capture, and of each packet whether its IP and UDP checksums are good} */
    static List<String> commentsAndChecksums(Path capture) throws IOException, InterruptedException {
        List<String> output = new ArrayList<>(List.of("-o", "ip.check_checksum:TRUE", "-o", "udp.check_checksum:TRUE"));
        output.addAll(List.of("-T", "fields", "-e", "frame.comment", "-e", "ip.checksum.status"));
        output.addAll(List.of("-e", "udp.checksum.status"));
        // Beside the packets it may warn that it runs as root.
        return read(capture, List.of(), output)
                .lines()
                .filter(line -> line.indexOf('\t') >= 0)
                .toList();
    }

    private static String read(Path capture, List<Integer> ports, List<String> output)
            throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of("tshark", "-n", "-r", capture.toString()));
        ports.forEach(port -> command.addAll(List.of("-d", "udp.port==" + port + ",sctp")));
        // The payload protocol identifiers of the tests are numbers, not protocols to dissect.
        command.addAll(List.of("-o", "sctp.checksum:crc-32c", "-o", "sctp.ulp_dissection:FALSE"));
        command.addAll(output);
        Interop.Outcome outcome = Interop.run(command).orElseThrow(() -> new IOException("there is no tshark"));
        if (outcome.status() != 0) {
            throw new IOException("tshark cannot read " + capture + ": " + outcome.output());
        }
        return outcome.output();
    }

    /** The verdict in the making. */
    private static final class Judgement {
        private final int ourPort;
        private final Set<Integer> ourChunkTypes = new TreeSet<>();
        private final Set<Integer> theirChunkTypes = new TreeSet<>();
        private final List<String> findings = new ArrayList<>();
        private int packets;
        private int ourPackets;
        private String textOf = "";

        Judgement(int ourPort) {
            this.ourPort = ourPort;
        }

        void add(String line) {
            String[] fields = line.split("\t", FIELDS.size());
            boolean isOurs = fields[1].equals(Integer.toString(ourPort));
            String who = "packet " + fields[0] + (isOurs ? " (ours)" : " (theirs)");
            packets++;
            if (isOurs) {
                ourPackets++;
            }
            if (!fields[2].equals(GOOD_CHECKSUM)) {
                findings.add(who + ": checksum " + (fields[2].equals("0") ? "bad" : "not verified: " + fields[2]));
            }
            if (!fields[4].isEmpty()) {
                findings.add(who + ": malformed: " + fields[4] + " " + fields[6]);
            }
            Set<Integer> types = isOurs ? ourChunkTypes : theirChunkTypes;
            for (String type : fields[3].isEmpty() ? new String[0] : fields[3].split(",", -1)) {
                types.add(Integer.decode(type));
            }
            for (String severity : fields[5].isEmpty() ? new String[0] : fields[5].split(",", -1)) {
                if (isOurs && Integer.decode(severity) >= WARNING && !fields[6].equals(MANY_TSNS)) {
                    findings.add(who + ": " + fields[6]);
                    break;
                }
            }
        }

        void addText(String line) {
            if (line.startsWith("Frame ")) {
                textOf = line.substring("Frame ".length(), line.indexOf(':'));
            } else if (line.contains(", bogus ")) {
                findings.add("packet " + textOf + ": " + line.strip());
            }
        }

        Verdict verdict() {
            return new Verdict(packets, ourPackets, ourChunkTypes, theirChunkTypes, findings);
        }
    }
}
