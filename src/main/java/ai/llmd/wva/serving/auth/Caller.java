package ai.llmd.wva.serving.auth;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Who asks, as Kubernetes knows users. */
public record Caller(String name, Optional<String> uid, List<String> groups, Map<String, List<String>> extra) {
    public Caller {
        groups = List.copyOf(groups);
        extra = Map.copyOf(extra);
    }
}
