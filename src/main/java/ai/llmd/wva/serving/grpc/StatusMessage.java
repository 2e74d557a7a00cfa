package ai.llmd.wva.serving.grpc;

import java.nio.charset.StandardCharsets;

/** Words about a status as a header carries them: in UTF-8, with everything but printable ASCII percent-encoded. */
final class StatusMessage {
    private static final int FIRST_PRINTABLE = 0x20;
    private static final int LAST_PRINTABLE = 0x7e;

    private StatusMessage() {}

    static String encode(String words) {
        var encoded = new StringBuilder();
        for (byte one : words.getBytes(StandardCharsets.UTF_8)) {
            if (one >= FIRST_PRINTABLE && one <= LAST_PRINTABLE && one != '%') {
                encoded.append((char) one);
            } else {
                encoded.append("%%%02X".formatted(one));
            }
        }
        return encoded.toString();
    }
}
