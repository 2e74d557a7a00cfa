package ai.llmd.wva.demo;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;

/**
 * The ports of the controller, found free before it starts: it would serve on without its page if the page's were
 * taken.
 */
record DemoPorts(int page, int metrics, int probes) {

    /**
     * Three different ones, which are not held: somebody else may take them before the controller does. Blocks for a
     * moment.
     *
     * @param page of the live page, 0 for any free one
     * @throws java.net.BindException if it is taken
     */
    static DemoPorts find(int page) throws IOException {
        try (var first = bound(page);
                var second = bound(0);
                var third = bound(0)) {
            return new DemoPorts(first.getLocalPort(), second.getLocalPort(), third.getLocalPort());
        }
    }

    private static ServerSocket bound(int port) throws IOException {
        var socket = new ServerSocket();
        try {
            // as servers do: a port that was left a moment ago is free
            socket.setReuseAddress(true);
            socket.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
            return socket;
        } catch (IOException e) {
            socket.close();
            throw e;
        }
    }
}
