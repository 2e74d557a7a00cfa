package ai.llmd.wva.kubernetes;

import java.util.List;

/**
 * What the API of external metrics answers to an autoscaler.
 *
 * @param metric its name
 * @param values as Kubernetes writes them; an autoscaler adds them up
 * @param failure why there is no answer, in the API server's words; empty where there is one
 */
public record ExternalReading(String metric, List<String> values, String failure) {
    public ExternalReading {
        values = List.copyOf(values);
    }
}
