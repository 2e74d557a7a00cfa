package ai.llmd.wva.metrics;

/**
 * Whose series it is.
 *
 * @param pod empty where the series have no such label (a target that is not a pod)
 */
public record PodKey(String model, String namespace, String pod) {}
