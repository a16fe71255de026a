package io.jsctp.link;

/**
 * What a link does beyond carrying packets.
 *
 * @param udpEncapsulation packets travel in UDP (RFC 6951), so that destination ports count
 * @param checksumTrusted the CRC32c of received packets was verified already
 */
public record LinkCapabilities(boolean udpEncapsulation, boolean checksumTrusted) {}
