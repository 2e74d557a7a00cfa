package ai.llmd.wva.page.http;

import io.vertx.core.buffer.Buffer;

/**
 * An event as it goes over the wire.
 *
 * @param number of the event, rising: of a snapshot, that of the last event which is in it
 */
record EventFrame(long number, Buffer bytes) {
    /** What is said where there is nothing to say: an event, since a browser keeps comments to itself. */
    static final Buffer ALIVE = Buffer.buffer("event: alive\ndata: {}\n\n");

    /** An event; JSON has no line breaks outside of texts, and none in them. */
    static EventFrame of(long number, String event, byte[] json) {
        return new EventFrame(
                number,
                Buffer.buffer(json.length + 64)
                        .appendString("id: " + number + "\nevent: " + event + "\ndata: ")
                        .appendBytes(json)
                        .appendString("\n\n"));
    }
}
