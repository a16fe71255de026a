package io.jsctp.testkit.script;

import static org.assertj.core.api.Assertions.assertThat;

import io.jsctp.testkit.SeededRandom;
import io.jsctp.testkit.script.Field.Kind;
import io.jsctp.testkit.script.Layout.Family;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ItemCodecTest {
    @ParameterizedTest
    @DisplayName("a chunk's bytes are those of RFC 9260 §3.3, worked out by hand")
    @CsvSource(
            delimiter = '|',
            value = {
                "DATA[flgs=UBE, len=18, tsn=0x01020304, sid=5, ssn=6, ppid=7] | 00070012 01020304 00050006 00000007 0000 0000",
                "I_DATA[flgs=BE, len=21, tsn=1, sid=2, mid=3, ppid=4] | 40030015 00000001 0002 0000 00000003 00000004 00 000000",
                "I_DATA[flgs=E, len=21, tsn=1, sid=2, mid=3, fsn=4] | 40010015 00000001 0002 0000 00000003 00000004 00 000000",
                "SACK[flgs=0, cum_tsn=1, a_rwnd=2, gaps=[2:3, 6:7], dups=[9]] |"
                        + "0300001c 00000001 00000002 0002 0001 00020003 00060007 00000009",
                "NR_SACK[flgs=0, cum_tsn=1, a_rwnd=2, gaps=[2:3], nr_gaps=[5:6], dups=[9]] |"
                        + "10000020 00000001 00000002 0001 0001 0001 0000 00020003 00050006 00000009",
                "HEARTBEAT[flgs=0, HEARTBEAT_INFORMATION[len=9, val=...]] | 0400000d 00010009 00000000 00 000000",
                "HEARTBEAT[flgs=0, HEARTBEAT_INFORMATION[len=..., val=...]] | 04000008 00010004",
                "ABORT[flgs=T] | 06010004",
                "SHUTDOWN[flgs=0, cum_tsn=3] | 07000008 00000003",
                "FORWARD_TSN[cum_tsn=3, ids=[{1,2}, {3,4}]] | c0000010 00000003 00010002 00030004",
                "I_FORWARD_TSN[cum_tsn=3, ids=[{1,1,2}]] | c2000010 00000003 0001 0001 00000002",
                "CHUNK[type=0x42, flgs=0, len=5, val=[1]] | 42000005 01 000000",
                "CHUNK[type=DATA, flgs=0, len=100, val=[1]] | 00000064 01",
                "INIT[flgs=0, tag=1, a_rwnd=2, os=3, is=4, tsn=5] | 01000014 00000001 00000002 0003 0004 00000005",
                "INIT_ACK[flgs=0, tag=1, a_rwnd=2, os=3, is=4, tsn=5, STATE_COOKIE[len=4, val=...]] |"
                        + "02000018 00000001 00000002 0003 0004 00000005 00070004",
                "INIT_ACK[flgs=0, tag=1, a_rwnd=2, os=3, is=4, tsn=5, STATE_COOKIE[len=6, val=...], ECN_CAPABLE[]] |"
                        + "02000020 00000001 00000002 0003 0004 00000005 00070006 4141 0000 80000004",
                "ERROR[flgs=0, INVALID_STREAM_IDENTIFIER[sid=7]] | 0900000c 00010008 0007 0000",
                "ERROR[flgs=0, UNRECOGNIZED_CHUNK_TYPE[chk=CHUNK[type=0x42, flgs=0, len=5, val=[1]]]] |"
                        + "09000010 0006000c 42000005 01 000000",
                "ERROR[flgs=0, UNRECOGNIZED_PARAMETERS[params=[PARAMETER[type=0xfffe, len=5, val=[1]]]]] |"
                        + "0900000d 00080009 fffe0005 01 000000",
                "ABORT[flgs=0, MISSING_MANDATORY_PARAMETER[types=[7]]] | 0600000e 0002000a 00000001 0007 0000",
                "ABORT[flgs=0, PROTOCOL_VIOLATION[info=[1, 2, 3]]] | 0600000b 000d0007 010203 00",
                "RECONFIG[flgs=0, OUTGOING_SSN_RESET[req_sn=1, resp_sn=2, last_tsn=3, sids=[4]]] |"
                        + "82000016 000d0012 00000001 00000002 00000003 0004 0000",
                "RECONFIG[flgs=0, RECONFIG_RESPONSE[resp_sn=1, result=2]] | 82000010 0010000c 00000001 00000002",
                "RECONFIG[flgs=0, RECONFIG_RESPONSE[resp_sn=1, result=1, sender_next_tsn=3, receiver_next_tsn=4]] |"
                        + "82000018 00100014 00000001 00000001 00000003 00000004",
                "AUTH[flgs=0, key_id=1, hmac_id=3, hmac=[0xaa]] | 0f000009 0001 0003 aa 000000",
                "ASCONF[flgs=0, seq=1, IPV4_ADDRESS[addr=192.0.2.1],"
                        + " ADD_IP_ADDRESS[corr_id=2, addr=IPV4_ADDRESS[addr=192.0.2.2]]] |"
                        + "c1000020 00000001 00050008 c0000201 c0010010 00000002 00050008 c0000202",
                "ASCONF_ACK[flgs=0, seq=1] | 80000008 00000001",
                "ASCONF_ACK[flgs=0, seq=1, SUCCESS_INDICATION[corr_id=2],"
                        + " ERROR_CAUSE_INDICATION[corr_id=3, OUT_OF_RESOURCE[]]] |"
                        + "8000001c 00000001 c0050008 00000002 c003000c 00000003 00040004",
                "ERROR[flgs=0, UNSUPPORTED_HMAC_ID[hmac_id=2]] | 0900000a 01050006 0002 0000",
                "PAD[flgs=0, len=6, val=...] | 84000006 0000 0000",
            })
    void byHand(String text, String hex) throws ScriptSyntaxException {
        List<Item> chunks = Parsing.injected(text);
        assertThat(ItemEncoder.packetBody(chunks)).isEqualTo(Parsing.bytes(hex));
    }

    @Test
    @DisplayName("what is encoded comes back from the decoder, reads back from its text, and no truncation throws")
    void roundTrip() throws ScriptSyntaxException {
        for (int seed = 0; seed < 100; seed++) {
            SeededRandom random = new SeededRandom(seed);
            for (Layout layout : Layouts.all()) {
                Item item = draw(layout, random, 0);
                byte[] bytes = ItemEncoder.encode(item);
                Item decoded = ItemDecoder.decode(layout.family(), bytes);
                assertThat(decoded.toString()).as("seed %d", seed).isEqualTo(item.toString());
                assertThat(ItemEncoder.encode(decoded)).isEqualTo(bytes);
                if (layout.family() == Family.CHUNK) {
                    assertThat(Parsing.expected(item.toString()).get(0)).isEqualTo(decoded);
                }
                for (int length = 0; length < bytes.length; length += 1 + length / 8) {
                    byte[] cut = Arrays.copyOf(bytes, length);
                    assertThat(ItemDecoder.decodeAll(layout.family(), cut, 0)).hasSizeLessThan(2);
                }
            }
        }
    }

    @Test
    @DisplayName("bytes at random are decoded to something, and to the same bytes again")
    void noise() {
        SeededRandom random = new SeededRandom(7);
        for (int run = 0; run < 20_000; run++) {
            byte[] bytes = new byte[random.below(60)];
            random.fill(bytes);
            if (bytes.length > 3) {
                bytes[0] = (byte) random.below(16);
                bytes[2] = 0;
            }
            for (Item item : ItemDecoder.decodeAll(Family.CHUNK, bytes, 0)) {
                assertThat(item.toString()).isNotEmpty();
                assertThat(item.raw()).isNotNull();
            }
        }
    }

    private static Item draw(Layout layout, SeededRandom random, int depth) {
        List<Value> values = new ArrayList<>();
        byte[] content = new byte[random.below(12)];
        random.fill(content);
        int flags = random.below(256);
        for (Field field : layout.fields()) {
            values.add(value(layout, field, content, flags, random, depth));
        }
        return Item.of(layout, values.toArray(Value[]::new));
    }

    private static Value value(Layout layout, Field field, byte[] content, int flags, SeededRandom random, int depth) {
        boolean payload = layout.indexOf(Kind.PAYLOAD) >= 0;
        return switch (field.kind()) {
            // A first fragment has a ppid, and is told by its flags.
            case FLAGS -> new Value.Numeric(layout == Layouts.I_DATA ? flags | 2 : flags);
            // Types that have no layout: those are decoded by it.
            case TYPE -> new Value.Numeric(layout.family() == Family.CHUNK ? 0x60 : 0x7100);
            case LENGTH -> new Value.Numeric(payload ? layout.fixedBytes() + content.length : 4 + content.length);
            case NUMBER ->
                new Value.Numeric(random.nextInt() & ((1L << 8 * field.widths().get(0)) - 1));
            case RESERVED, PAYLOAD -> Value.ANY;
            case OCTETS -> new Value.Octets(content);
            case ROWS, COUNTED_ROWS, LONG_COUNTED_ROWS -> rows(field, random);
            case PARAMETERS -> items(Family.PARAMETER, random, depth, random.below(3));
            case CAUSES -> items(Family.CAUSE, random, depth, random.below(3));
            case PARAMETER ->
                layout.family() == Family.CHUNK
                        ? new Value.Items(List.of(draw(Layouts.HEARTBEAT_INFORMATION, random, depth)))
                        : items(Family.PARAMETER, random, depth, 1);
            case CHUNK -> items(Family.CHUNK, random, depth, 1);
            case ADDRESS -> address(field.widths().get(0), random);
            case TEXT -> new Value.Text("name" + random.below(1000));
        };
    }

    private static Value rows(Field field, SeededRandom random) {
        List<List<Long>> rows = new ArrayList<>();
        for (int i = random.below(4); i > 0; i--) {
            List<Long> row = new ArrayList<>();
            field.widths().forEach(w -> row.add(random.nextInt() & ((1L << 8 * w) - 1)));
            rows.add(row);
        }
        return new Value.Rows(rows);
    }

    private static Value items(Family family, SeededRandom random, int depth, int count) {
        List<Item> items = new ArrayList<>();
        List<Layout> layouts = Layouts.all().stream()
                .filter(l -> l.family() == family && (depth < 3 || l.isGeneric()))
                .toList();
        for (int i = 0; i < count; i++) {
            items.add(draw(layouts.get(random.below(layouts.size())), random, depth + 1));
        }
        return new Value.Items(items);
    }

    private static Value address(int width, SeededRandom random) {
        byte[] bytes = new byte[width];
        random.fill(bytes);
        try {
            return new Value.Address(InetAddress.getByAddress(bytes));
        } catch (UnknownHostException e) {
            throw new IllegalStateException(e);
        }
    }
}
