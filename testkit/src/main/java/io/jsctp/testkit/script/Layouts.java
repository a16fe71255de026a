package io.jsctp.testkit.script;

import static io.jsctp.testkit.script.Field.number;
import static io.jsctp.testkit.script.Field.plain;
import static io.jsctp.testkit.script.Field.rows;

import io.jsctp.testkit.script.Field.Kind;
import io.jsctp.testkit.script.Field.Space;
import io.jsctp.testkit.script.Field.Style;
import io.jsctp.testkit.script.Layout.Family;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Every chunk, parameter and error cause that the language has a name for. */
final class Layouts {
    private static final List<Layout> ALL = new ArrayList<>();
    private static final Map<String, Layout> BY_NAME = new HashMap<>();
    private static final Map<Integer, Layout> BY_TYPE = new HashMap<>();

    private static final Field FLAGS = plain("flgs", Kind.FLAGS).as(Style.HEXADECIMAL);
    private static final Field DATA_FLAGS = FLAGS.as(Style.DATA_FLAGS);
    private static final Field T_FLAG = FLAGS.as(Style.T_FLAG);
    private static final Field LENGTH = plain("len", Kind.LENGTH);
    private static final Field VALUE = plain("val", Kind.OCTETS);
    private static final Field INFO = plain("info", Kind.OCTETS);
    private static final Field RESERVED = plain("", Kind.RESERVED);
    private static final Field PAYLOAD = plain("", Kind.PAYLOAD);
    private static final Field PARAMETERS = plain("", Kind.PARAMETERS);
    private static final Field CAUSES = plain("", Kind.CAUSES);
    private static final Field NESTED = plain("params", Kind.PARAMETERS);
    private static final Field TSN = number("tsn", 4).in(Space.SENDER);
    private static final Field A_RWND = number("a_rwnd", 4);
    private static final Field ACKED = number("cum_tsn", 4).in(Space.RECEIVER);
    private static final Field FORWARDED = number("cum_tsn", 4).in(Space.SENDER);
    private static final Field GAPS = rows("gaps", Kind.COUNTED_ROWS, Style.COLON, 2, 2);
    private static final Field DUPS =
            rows("dups", Kind.COUNTED_ROWS, Style.DECIMAL, 4).in(Space.RECEIVER);
    private static final Field REQUEST = number("req_sn", 4).in(Space.SENDER);
    private static final Field RESPONSE = number("resp_sn", 4).in(Space.RECEIVER);
    private static final Field REFUSED = plain("param", Kind.PARAMETER);
    private static final Field RESULT = number("result", 4);
    private static final Field CORRELATION = number("corr_id", 4);
    private static final Field ADDRESS = plain("addr", Kind.PARAMETER);
    private static final Field STREAMS = rows("sids", Kind.ROWS, Style.DECIMAL, 2);
    private static final Field HEARTBEAT_INFO = plain("", Kind.PARAMETER);

    static final Layout DATA =
            chunk("DATA", 0, DATA_FLAGS, LENGTH, TSN, number("sid", 2), number("ssn", 2), number("ppid", 4), PAYLOAD);
    static final Layout INIT = chunk("INIT", 1, init());
    static final Layout INIT_ACK = chunk("INIT_ACK", 2, init());
    static final Layout SACK = chunk("SACK", 3, FLAGS, ACKED, A_RWND, GAPS, DUPS);
    static final Layout HEARTBEAT = chunk("HEARTBEAT", 4, FLAGS, HEARTBEAT_INFO);
    static final Layout HEARTBEAT_ACK = chunk("HEARTBEAT_ACK", 5, FLAGS, HEARTBEAT_INFO);
    static final Layout ABORT = chunk("ABORT", 6, T_FLAG, CAUSES);
    static final Layout SHUTDOWN = chunk("SHUTDOWN", 7, FLAGS, ACKED);
    static final Layout SHUTDOWN_ACK = chunk("SHUTDOWN_ACK", 8, FLAGS);
    static final Layout ERROR = chunk("ERROR", 9, FLAGS, CAUSES);
    static final Layout COOKIE_ECHO = chunk("COOKIE_ECHO", 10, FLAGS, LENGTH, VALUE);
    static final Layout COOKIE_ACK = chunk("COOKIE_ACK", 11, FLAGS);
    static final Layout SHUTDOWN_COMPLETE = chunk("SHUTDOWN_COMPLETE", 14, T_FLAG);
    static final Layout AUTH =
            chunk("AUTH", 0x0f, FLAGS, number("key_id", 2), number("hmac_id", 2), plain("hmac", Kind.OCTETS));
    static final Layout I_DATA = chunk("I_DATA", 0x40, interleaved("ppid"));
    static final Layout FORWARD_TSN = chunk("FORWARD_TSN", 0xc0, FORWARDED, rows("ids", Kind.ROWS, Style.BRACES, 2, 2));
    static final Layout I_FORWARD_TSN =
            chunk("I_FORWARD_TSN", 0xc2, FORWARDED, rows("ids", Kind.ROWS, Style.BRACES, 2, 2, 4));
    /** Not in the tables: a fragment after the first one is told from the others by its flags. */
    static final Layout I_DATA_CONTINUED = new Layout(Family.CHUNK, "I_DATA", 0x40, List.of(interleaved("fsn")));

    static final Layout GENERIC_CHUNK = chunk("CHUNK", -1, type(Style.CHUNK_TYPES), FLAGS, LENGTH, VALUE);
    static final Layout GENERIC_PARAMETER = parameter("PARAMETER", -1, type(Style.PARAMETER_TYPES), LENGTH, VALUE);
    static final Layout GENERIC_CAUSE =
            cause("CAUSE", -1, new Field("code", Kind.TYPE, List.of(2), Style.DECIMAL, Space.NONE), LENGTH, INFO);

    static final Layout HEARTBEAT_INFORMATION = parameter("HEARTBEAT_INFORMATION", 1, LENGTH, VALUE);
    static final Layout STATE_COOKIE = parameter("STATE_COOKIE", 7, LENGTH, VALUE);
    static final Layout RECONFIG_RESPONSE = parameter(
            "RECONFIG_RESPONSE",
            16,
            RESPONSE,
            RESULT,
            number("sender_next_tsn", 4).in(Space.SENDER),
            number("receiver_next_tsn", 4).in(Space.RECEIVER));
    /** Not in the tables: an answer to anything but an SSN/TSN reset ends after its result. */
    static final Layout RECONFIG_RESPONSE_SHORT =
            new Layout(Family.PARAMETER, "RECONFIG_RESPONSE", 16, List.of(RESPONSE, RESULT));

    static final Layout SUPPORTED_EXTENSIONS =
            parameter("SUPPORTED_EXTENSIONS", 0x8008, rows("types", Kind.ROWS, Style.CHUNK_TYPES, 1));

    static {
        chunk("ECNE", 12, FLAGS, number("tsn", 4).in(Space.RECEIVER));
        chunk("CWR", 13, FLAGS, number("tsn", 4).in(Space.SENDER));
        chunk("NR_SACK", 0x10, FLAGS, ACKED, A_RWND, GAPS, rows("nr_gaps", Kind.COUNTED_ROWS, Style.COLON, 2, 2), DUPS);
        chunk("ASCONF_ACK", 0x80, FLAGS, number("seq", 4).in(Space.RECEIVER), PARAMETERS);
        chunk("RECONFIG", 0x82, FLAGS, PARAMETERS);
        chunk("PAD", 0x84, FLAGS, LENGTH, VALUE);
        chunk("ASCONF", 0xc1, FLAGS, number("seq", 4).in(Space.SENDER), PARAMETERS);

        parameter("IPV4_ADDRESS", 5, new Field("addr", Kind.ADDRESS, List.of(4), Style.DECIMAL, Space.NONE));
        parameter("IPV6_ADDRESS", 6, new Field("addr", Kind.ADDRESS, List.of(16), Style.DECIMAL, Space.NONE));
        parameter("UNRECOGNIZED_PARAMETER", 8, NESTED);
        parameter("COOKIE_PRESERVATIVE", 9, number("incr", 4));
        parameter("HOSTNAME_ADDRESS", 11, plain("addr", Kind.TEXT));
        parameter("SUPPORTED_ADDRESS_TYPES", 12, rows("types", Kind.ROWS, Style.ADDRESS_TYPES, 2));
        parameter(
                "OUTGOING_SSN_RESET",
                13,
                REQUEST,
                RESPONSE,
                number("last_tsn", 4).in(Space.SENDER),
                STREAMS);
        parameter("INCOMING_SSN_RESET", 14, REQUEST, STREAMS);
        parameter("SSN_TSN_RESET", 15, REQUEST);
        parameter("ADD_OUTGOING_STREAMS", 17, REQUEST, number("number_of_new_streams", 2), RESERVED);
        parameter("ADD_INCOMING_STREAMS", 18, REQUEST, number("number_of_new_streams", 2), RESERVED);
        parameter("ECN_CAPABLE", 0x8000);
        parameter("ZERO_CHECKSUM_ACCEPTABLE", 0x8001, number("edmid", 4));
        parameter("RANDOM", 0x8002, LENGTH, VALUE);
        parameter("CHUNKS", 0x8003, rows("types", Kind.ROWS, Style.CHUNK_TYPES, 1));
        parameter("HMAC_ALGO", 0x8004, rows("ids", Kind.ROWS, Style.DECIMAL, 2));
        parameter("PAD", 0x8005, LENGTH, VALUE);
        parameter("FORWARD_TSN_SUPPORTED", 0xc000);
        parameter("ADD_IP_ADDRESS", 0xc001, CORRELATION, ADDRESS);
        parameter("DELETE_IP_ADDRESS", 0xc002, CORRELATION, ADDRESS);
        parameter("ERROR_CAUSE_INDICATION", 0xc003, CORRELATION, CAUSES);
        parameter("SET_PRIMARY_ADDRESS", 0xc004, CORRELATION, ADDRESS);
        parameter("SUCCESS_INDICATION", 0xc005, CORRELATION);
        parameter("ADAPTATION_INDICATION", 0xc006, number("val", 4).as(Style.HEXADECIMAL));

        cause("INVALID_STREAM_IDENTIFIER", 1, number("sid", 2), RESERVED);
        cause("MISSING_MANDATORY_PARAMETER", 2, rows("types", Kind.LONG_COUNTED_ROWS, Style.DECIMAL, 2));
        cause("STALE_COOKIE_ERROR", 3, number("staleness", 4));
        cause("OUT_OF_RESOURCE", 4);
        cause("UNRESOLVABLE_ADDRESS", 5, plain("param", Kind.PARAMETER));
        cause("UNRECOGNIZED_CHUNK_TYPE", 6, plain("chk", Kind.CHUNK));
        cause("INVALID_MANDATORY_PARAMETER", 7);
        cause("UNRECOGNIZED_PARAMETERS", 8, NESTED);
        cause("NO_USER_DATA", 9, number("tsn", 4));
        cause("COOKIE_RECEIVED_WHILE_SHUTDOWN", 10);
        cause("RESTART_WITH_NEW_ADDRESSES", 11, NESTED);
        cause("USER_INITIATED_ABORT", 12, INFO);
        cause("PROTOCOL_VIOLATION", 13, INFO);
        cause("DELETE_LAST_ADDRESS", 0xa0, REFUSED);
        cause("RESOURCE_SHORTAGE", 0xa1, REFUSED);
        cause("DELETE_SOURCE_ADDRESS", 0xa2, REFUSED);
        cause("ILLEGAL_ASCONF_ACK", 0xa3);
        cause("NO_AUTHORIZATION", 0xa4, REFUSED);
        cause("UNSUPPORTED_HMAC_ID", 0x105, number("hmac_id", 2));
    }

    private Layouts() {}

    /** {@return the layout of that name, or null} */
    static @Nullable Layout named(Family family, String name) {
        return BY_NAME.get(family + " " + name);
    }

    /** {@return the layout of that type, or null} */
    static @Nullable Layout typed(Family family, int type) {
        return BY_TYPE.get(key(family, type));
    }

    /** {@return the generic layout of the family} */
    static Layout generic(Family family) {
        return switch (family) {
            case CHUNK -> GENERIC_CHUNK;
            case PARAMETER -> GENERIC_PARAMETER;
            case CAUSE -> GENERIC_CAUSE;
        };
    }

    /** {@return all of them} */
    static List<Layout> all() {
        return List.copyOf(ALL);
    }

    private static Field type(Style style) {
        return new Field("type", Kind.TYPE, List.of(2), style, Space.NONE);
    }

    private static Field[] init() {
        return new Field[] {
            FLAGS,
            number("tag", 4),
            A_RWND,
            number("os", 2),
            number("is", 2),
            number("tsn", 4).in(Space.SENDER),
            PARAMETERS
        };
    }

    private static Field[] interleaved(String last) {
        return new Field[] {
            DATA_FLAGS, LENGTH, TSN, number("sid", 2), RESERVED, number("mid", 4), number(last, 4), PAYLOAD
        };
    }

    private static Layout chunk(String name, int type, Field... fields) {
        return add(new Layout(Family.CHUNK, name, type, List.of(fields)));
    }

    private static Layout parameter(String name, int type, Field... fields) {
        return add(new Layout(Family.PARAMETER, name, type, List.of(fields)));
    }

    private static Layout cause(String name, int type, Field... fields) {
        return add(new Layout(Family.CAUSE, name, type, List.of(fields)));
    }

    private static Layout add(Layout layout) {
        ALL.add(layout);
        BY_NAME.put(layout.family() + " " + layout.name(), layout);
        if (!layout.isGeneric()) {
            BY_TYPE.put(key(layout.family(), layout.type()), layout);
        }
        return layout;
    }

    private static int key(Family family, int type) {
        return (family.ordinal() << 16) | type;
    }
}
