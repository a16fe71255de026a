package io.jsctp;

import io.jsctp.engine.AssociationSettings;
import io.jsctp.engine.Preset;

/**
 * Named sets of values for kinds of networks, for {@link SctpStackBuilder#profile} and {@link SctpOption#PROFILE}. Each sets all
 * of the following, and nothing else; options that are set after it hold.
 *
 * <table>
 *   <caption>What each profile sets</caption>
 *   <tr><th></th><th>RFC9260</th><th>LOW_LATENCY</th><th>TELECOM</th><th>LONG_HAUL</th></tr>
 *   <tr><td>RTO: initial, least, most (ms)</td>
 *     <td>1000, 1000, 60000</td><td>500, 100, 5000</td><td>500, 200, 2000</td><td>1000, 1000, 60000</td></tr>
 *   <tr><td>SACK delay (ms)</td><td>200</td><td>20</td><td>50</td><td>200</td></tr>
 *   <tr><td>heartbeat interval (s)</td><td>30</td><td>5</td><td>5</td><td>30</td></tr>
 *   <tr><td>errors of a path, of an association</td><td>5, 10</td><td>3, 6</td><td>2, 4</td><td>5, 10</td></tr>
 *   <tr><td>Nagle's delay</td><td>on</td><td>off</td><td>off</td><td>on</td></tr>
 *   <tr><td>initial window (packets)</td><td>3</td><td>10</td><td>3</td><td>10</td></tr>
 *   <tr><td>Max.Burst (packets)</td><td>4</td><td>10</td><td>4</td><td>no limit</td></tr>
 *   <tr><td>send, receive buffer (bytes)</td>
 *     <td>1 Mi, 256 Ki</td><td>1 Mi, 256 Ki</td><td>1 Mi, 256 Ki</td><td>16 Mi, 16 Mi</td></tr>
 *   <tr><td>congestion control</td><td>RFC 9260</td><td>CUBIC</td><td>RFC 9260</td><td>tolerant CUBIC</td></tr>
 *   <tr><td>losses found by</td><td>miss indications</td><td>time</td><td>time</td><td>time</td></tr>
 *   <tr><td>tail loss probe</td><td>no</td><td>yes</td><td>yes</td><td>yes</td></tr>
 *   <tr><td>pacing</td><td>no</td><td>no</td><td>no</td><td>yes</td></tr>
 * </table>
 *
 * <p>Only {@code RFC9260} is what the RFC recommends throughout; the others lower bounds that it gives with SHOULD (RTO.Min) or
 * find losses in ways that it does not know. All that leaves is SCTP that any peer understands.
 */
public enum Profile {
    /** What RFC 9260 recommends; the default. */
    RFC9260,

    /** For small messages in a data centre or a city: short timers, nothing waits, a lost end is probed for. */
    LOW_LATENCY,

    /** For signalling over several paths: a dead path is left after about two seconds, a dead peer given up after some more. */
    TELECOM,

    /** For much data over a long way that loses packets by chance. It takes up to 32 MiB of memory for each association. */
    LONG_HAUL;

    /** {@return settings with the values of this profile, and for the rest those given} */
    AssociationSettings applyTo(AssociationSettings settings) {
        return Preset.valueOf(name()).applyTo(settings);
    }
}
