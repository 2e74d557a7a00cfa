package ai.llmd.wva.demo;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;

/** Looks whether a port is free before the controller, which serves on without its page, would find it taken. */
final class FreePort {
    private FreePort() {}

    /**
     * The port, or any free one for 0. Blocks for a moment.
     *
     * @throws java.net.BindException if it is taken
     */
    static int of(int port) throws IOException {
        try (var socket = new ServerSocket()) {
            // as servers do: a port that was left a moment ago is free
            socket.setReuseAddress(true);
            socket.bind(new InetSocketAddress(InetAddress.getByName(DemoConfiguration.HOST), port));
            return socket.getLocalPort();
        }
    }
}
