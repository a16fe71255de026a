package io.jsctp.testkit.script;

import static org.assertj.core.api.Assertions.assertThat;

import io.jsctp.testkit.script.Action.PacketLine;
import io.jsctp.testkit.script.Layout.Family;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Whose tag and whose TSNs: what the two sides of a packet line are translated by. */
class ConversationTest {
    private static final String INIT = "INIT[flgs=0, tag=9, a_rwnd=1, os=1, is=1, tsn=1]";
    private static final String COOKIE_ECHO = "COOKIE_ECHO[flgs=0, len=..., val=...]";

    private final Conversation conversation = new Conversation();

    /** The stack sends this where the script expects that. */
    private String seen(String live, String expected) throws ScriptSyntaxException {
        List<Item> chunks = ItemDecoder.decodeAll(Family.CHUNK, ItemEncoder.packetBody(Parsing.expected(live)), 0);
        List<Item> lines = Parsing.expected(expected);
        conversation.learn(chunks, lines);
        return ItemText.of(conversation.toScript(chunks, lines));
    }

    private static String initAck(Object tag, Object tsn, String cookie) {
        return "INIT_ACK[flgs=0, tag=" + tag + ", a_rwnd=..., os=..., is=..., tsn=" + tsn + ", STATE_COOKIE[len=5, val="
                + cookie + "]]";
    }

    /** The script injects this; {@return the verification tag and the chunks on the wire} */
    private String injected(String text) throws Exception {
        return injected("", text);
    }

    private String injected(String options, String text) throws Exception {
        Script script = Parsing.script("0.0 < sctp" + options + ": " + text);
        PacketLine line = (PacketLine) script.events().get(0).action();
        List<Item> chunks = conversation.toLive(line.chunks());
        long tag = conversation.tagFor(line, chunks);
        conversation.sent(line, chunks);
        return tag + " " + ItemText.of(chunks);
    }

    private static String sack(long tsn) {
        return "SACK[flgs=0x00, cum_tsn=" + tsn + ", a_rwnd=1, gaps=[], dups=[]]";
    }

    @Test
    @DisplayName("before a COOKIE ECHO the newest INIT ACK counts: for tag, TSN and cookie")
    void newestInitAck() throws Exception {
        assertThat(injected(INIT)).startsWith("0 ");
        assertThat(seen(initAck(500, 1000, "[1]"), initAck(2, 1, "...")))
                .contains("tag=2,")
                .contains("tsn=1,");
        injected(INIT);
        assertThat(seen(initAck(600, 2000, "[2]"), initAck(2, 1, "...")))
                .contains("tag=2,")
                .contains("tsn=1,");
        assertThat(injected(COOKIE_ECHO)).isEqualTo("600 COOKIE_ECHO[flgs=0x00, len=..., val=[0x02]]");
        assertThat(injected(sack(1))).isEqualTo("600 " + sack(2000));
        assertThat(injected("(tag=3)", sack(1))).startsWith("601 ");
        assertThat(injected("(tag=0)", sack(1))).startsWith("0 ");
    }

    @Test
    @DisplayName("an INIT ACK in an association that is up changes nothing until its cookie is echoed")
    void initAckWhileUp() throws Exception {
        injected(INIT);
        seen(initAck(500, 1000, "[1]"), initAck(2, 1, "..."));
        injected(COOKIE_ECHO);
        injected(INIT);
        assertThat(seen(initAck(600, 2000, "[2]"), initAck("...", "...", "...")))
                .contains("tag=0,")
                .contains("tsn=0,");
        assertThat(injected("HEARTBEAT[flgs=0, HEARTBEAT_INFORMATION[len=4, val=[]]]"))
                .startsWith("500 ");
        assertThat(injected(sack(1))).isEqualTo("500 " + sack(1000));
        assertThat(injected(COOKIE_ECHO)).startsWith("600 ");
        assertThat(injected(sack(0))).isEqualTo("600 " + sack(2000));
    }

    @Test
    @DisplayName("an INIT ACK of a stack that has sent INIT has to show the tag and TSN of that")
    void collision() throws Exception {
        String init = "INIT[flgs=0, tag=500, a_rwnd=1, os=1, is=1, tsn=1000]";
        assertThat(seen(init, "INIT[flgs=0, tag=2, a_rwnd=1, os=1, is=1, tsn=1]"))
                .contains("tag=2,")
                .contains("tsn=1]");
        injected(INIT);
        assertThat(seen(initAck(500, 1000, "[1]"), initAck(2, 1, "...")))
                .contains("tag=2,")
                .contains("tsn=1,");
        assertThat(seen(initAck(600, 1000, "[1]"), initAck(2, 1, "..."))).contains("tag=600,");
        assertThat(seen(initAck(500, 1001, "[1]"), initAck(2, 1, "..."))).contains("tsn=2,");
        seen(initAck(500, 1000, "[1]"), initAck("...", "...", "..."));
        injected(COOKIE_ECHO);
        assertThat(injected(sack(1))).as("numbers of the INIT go on").isEqualTo("500 " + sack(1000));
    }

    @Test
    @DisplayName("after an association has ended the next one is learned anew")
    void next() throws Exception {
        injected(INIT);
        seen(initAck(500, 1000, "[1]"), initAck(2, 1, "..."));
        injected(COOKIE_ECHO);
        injected("ABORT[flgs=0]");
        injected(INIT);
        assertThat(seen(initAck(600, 2000, "[2]"), initAck(2, 1, "...")))
                .contains("tag=2,")
                .contains("tsn=1,");
        assertThat(injected("SHUTDOWN[flgs=0, cum_tsn=1]")).isEqualTo("600 SHUTDOWN[flgs=0x00, cum_tsn=2000]");
    }

    @Test
    @DisplayName("an ABORT with a tag of its own is not taken for the end")
    void foreignAbort() throws Exception {
        injected(INIT);
        seen(initAck(500, 1000, "[1]"), initAck(2, 1, "..."));
        injected(COOKIE_ECHO);
        injected("(tag=7)", "ABORT[flgs=0]");
        injected(INIT);
        seen(initAck(600, 2000, "[2]"), initAck("...", "...", "..."));
        assertThat(injected(sack(1))).isEqualTo("500 " + sack(1000));
    }

    @Test
    @DisplayName("numbers of the peer are the same on the wire, quoted ones too; those of the stack are not")
    void spaces() throws Exception {
        injected(INIT);
        seen(initAck(500, 1000, "[1]"), initAck(2, 1, "..."));
        assertThat(seen("DATA[flgs=BE, len=17, tsn=1004, sid=0, ssn=0, ppid=0]; " + sack(7), "COOKIE_ACK[flgs=0]"))
                .contains("tsn=5,")
                .contains("cum_tsn=7,");
        assertThat(seen("ERROR[flgs=0, NO_USER_DATA[tsn=1004]]", "COOKIE_ACK[flgs=0]"))
                .contains("tsn=1004");
        assertThat(seen("FORWARD_TSN[cum_tsn=1001, ids=[]]", "COOKIE_ACK[flgs=0]"))
                .contains("cum_tsn=2,");
        assertThat(injected("FORWARD_TSN[cum_tsn=3, ids=[{1,2}]]"))
                .isEqualTo("500 FORWARD_TSN[cum_tsn=3, ids=[{1,2}]]");
        assertThat(injected("DATA[flgs=BE, len=17, tsn=5, sid=0, ssn=0, ppid=0]"))
                .contains("tsn=5,");
        assertThat(injected("NR_SACK[flgs=0, cum_tsn=1, a_rwnd=1, gaps=[2:3], nr_gaps=[5:6], dups=[2]]"))
                .isEqualTo("500 NR_SACK[flgs=0x00, cum_tsn=1000, a_rwnd=1, gaps=[2:3], nr_gaps=[5:6], dups=[1001]]");
    }

    @Test
    @DisplayName("an injected HEARTBEAT ACK echoes the newest HEARTBEAT, unless it says what it carries")
    void heartbeat() throws Exception {
        String heartbeat = "HEARTBEAT[flgs=0, HEARTBEAT_INFORMATION[len=6, val=[7, 8]]]";
        seen(heartbeat, heartbeat);
        assertThat(injected("HEARTBEAT_ACK[flgs=0, HEARTBEAT_INFORMATION[len=..., val=...]]"))
                .endsWith("HEARTBEAT_INFORMATION[len=6, val=[0x07, 0x08]]]");
        assertThat(injected("HEARTBEAT_ACK[flgs=0, HEARTBEAT_INFORMATION[len=5, val=[1]]]"))
                .endsWith("HEARTBEAT_INFORMATION[len=5, val=[0x01]]]");
    }

    @Test
    @DisplayName("a cookie with bytes of its own is sent as it is, and puts nothing in use")
    void ownCookie() throws Exception {
        injected(INIT);
        seen(initAck(500, 1000, "[1]"), initAck(2, 1, "..."));
        assertThat(injected("COOKIE_ECHO[flgs=0, len=6, val=[1, 2]]"))
                .isEqualTo("500 COOKIE_ECHO[flgs=0x00, len=6, val=[0x01, 0x02]]");
        injected(INIT);
        seen(initAck(600, 2000, "[2]"), initAck(2, 1, "..."));
        assertThat(injected(COOKIE_ECHO)).startsWith("600 ");
    }

    @Test
    @DisplayName("an INIT with broken parameters goes with tag 0, too, and its tag is known")
    void brokenInit() throws Exception {
        List<Item> broken = ItemDecoder.decodeAll(
                Family.CHUNK,
                ItemEncoder.packetBody(Parsing.expected(
                        INIT.replace("tsn=1]", "tsn=1, PARAMETER[type=0x8000, len=40, val=[1, 2, 3, 4]]]"))),
                0);
        assertThat(broken.get(0).is(Layouts.INIT)).isFalse();
        PacketLine line = (PacketLine)
                Parsing.script("0.0 < sctp: [0x01]").events().get(0).action();
        assertThat(conversation.tagFor(line, broken)).isZero();
        assertThat(InitiateTag.of(broken.get(0))).isEqualTo(9);
        assertThat(InitiateTag.isIn(
                        Parsing.expected("CHUNK[type=1, flgs=0, len=4, val=[]]").get(0), Layouts.INIT))
                .isFalse();
    }
}
