package ai.llmd.wva.emulator;

import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;

/** A client that asks for a long answer over a bare socket and can hang up at any moment. */
final class HangingClient implements AutoCloseable {
    private final Socket socket;

    HangingClient(String url, boolean streamed) throws IOException {
        var uri = URI.create(url);
        var body = "{\"prompt\":\"go on\",\"max_tokens\":10000,\"stream\":" + streamed + "}";
        socket = new Socket(uri.getHost(), uri.getPort());
        socket.getOutputStream()
                .write(("POST /v1/completions HTTP/1.1\r\nHost: emulator\r\nContent-Length: " + body.length()
                                + "\r\n\r\n" + body)
                        .getBytes(StandardCharsets.US_ASCII));
    }

    boolean isOpen() {
        return !socket.isClosed();
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
