package ai.llmd.wva.demo;

import java.net.URI;

/**
 * A running emulator, which is a pod.
 *
 * @param deploymentId of its verticle
 */
record EmulatedPod(String pod, int port, String deploymentId) {
    static final String HOST = "127.0.0.1";

    URI metrics() {
        return URI.create("http://" + HOST + ":" + port + "/metrics");
    }
}
