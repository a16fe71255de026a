package io.jsctp.conformance.interop;

/** The bytes of a message as a function of its payload protocol identifier, the same as in {@code usrsctp_peer.c}. */
final class Payload {

    private Payload() {}

    static byte[] of(int payloadProtocolId, int length) {
        byte[] bytes = new byte[length];
        int x = payloadProtocolId * 0x9e3779b1 + 1;
        for (int i = 0; i < length; i++) {
            x = x * 1664525 + 1013904223;
            bytes[i] = (byte) (x >>> 24);
        }
        return bytes;
    }

    /** FNV-1a, 64 bits, as the peer prints it. */
    static String hash(byte[] bytes) {
        long hash = 0xcbf29ce484222325L;
        for (byte b : bytes) {
            hash = (hash ^ (b & 0xff)) * 0x100000001b3L;
        }
        return String.format("%016x", hash);
    }
}
