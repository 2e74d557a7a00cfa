package ai.llmd.wva.kubernetes;

import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.NodeAffinity;
import io.fabric8.kubernetes.api.model.PodSpec;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

/**
 * A hash of what decides how fast the servers of a pod template are: image, command, arguments, environment and
 * resources of the containers with accelerators, and the nodes that they may run on. Without such containers all count.
 * Labels, annotations, probes, volumes and sidecars do not: a restart or a new proxy is no other server.
 */
final class TemplateHash {
    /** 64 bits: of the templates that one variant ever has, no two meet. */
    private static final int BYTES = 8;

    private static final JsonMapper JSON = JsonMapper.builder()
            .enable(SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS)
            .build();

    private TemplateHash() {}

    /** As hexadecimal digits; empty where there is no container. */
    static Optional<String> of(PodSpec spec) {
        if (spec == null || spec.getContainers() == null || spec.getContainers().isEmpty()) {
            return Optional.empty();
        }
        var digest = sha256().digest(JSON.writeValueAsString(decisive(spec)).getBytes(StandardCharsets.UTF_8));
        return Optional.of(HexFormat.of().formatHex(Arrays.copyOf(digest, BYTES)));
    }

    private static Map<String, Object> decisive(PodSpec spec) {
        var facts = new TreeMap<String, Object>();
        facts.put("containers", servers(spec).stream().map(TemplateHash::facts).toList());
        put(facts, "nodeSelector", spec.getNodeSelector());
        put(
                facts,
                "nodeAffinity",
                Optional.ofNullable(spec.getAffinity())
                        .map(affinity -> affinity.getNodeAffinity())
                        .map(NodeAffinity::getRequiredDuringSchedulingIgnoredDuringExecution)
                        .orElse(null));
        put(facts, "runtimeClassName", spec.getRuntimeClassName());
        return facts;
    }

    private static List<Container> servers(PodSpec spec) {
        var withDevices = spec.getContainers().stream()
                .filter(container -> !PodDevices.requested(container).isEmpty())
                .toList();
        return withDevices.isEmpty() ? spec.getContainers() : withDevices;
    }

    private static Map<String, Object> facts(Container container) {
        var facts = new TreeMap<String, Object>();
        put(facts, "image", container.getImage());
        put(facts, "command", container.getCommand());
        put(facts, "args", container.getArgs());
        put(facts, "env", container.getEnv());
        put(facts, "envFrom", container.getEnvFrom());
        put(facts, "resources", container.getResources());
        return facts;
    }

    private static void put(Map<String, Object> facts, String name, Object value) {
        if (value != null) {
            facts.put(name, value);
        }
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible); // every Java has it
        }
    }
}
