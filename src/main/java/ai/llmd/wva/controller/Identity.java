package ai.llmd.wva.controller;

import ai.llmd.wva.config.Environment;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Map;
import java.util.UUID;

/** The name by which this process goes in the Lease and in Events. */
final class Identity {
    private Identity() {}

    /** The pod's name; elsewhere the host's, with something that no second process there has. */
    static String in(Map<String, String> environment) {
        var pod = environment.get(Environment.POD_NAME);
        return pod == null || pod.isBlank() ? host() + "-" + UUID.randomUUID() : pod;
    }

    private static String host() {
        try {
            return InetAddress.getLocalHost().getHostName();
        } catch (UnknownHostException e) {
            return "unknown-host";
        }
    }
}
