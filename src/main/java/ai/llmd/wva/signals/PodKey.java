package ai.llmd.wva.signals;

/**
 * Whose series it is.
 *
 * @param model as the series name it
 * @param pod empty where the series have no such label (a target that is not a pod)
 */
public record PodKey(String model, String namespace, String pod) {}
