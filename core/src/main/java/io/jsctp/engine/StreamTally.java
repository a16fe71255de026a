package io.jsctp.engine;

/**
 * What one stream has carried. Messages that are on their way in parts are counted with their last one, their bytes as they go.
 *
 * @param streamId the stream, in both directions
 * @param messagesOut messages of which all has left for the first time
 * @param bytesOut their payload, without what was sent again
 * @param messagesIn messages delivered to the user
 * @param bytesIn their payload
 * @param abandoned messages to the peer that were given up
 */
public record StreamTally(
        int streamId, long messagesOut, long bytesOut, long messagesIn, long bytesIn, AbandonedMessages abandoned) {}
