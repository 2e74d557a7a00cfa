package ai.llmd.wva.signals;

/**
 * One series as a server exports it, its names translated.
 *
 * @param metric what the engine calls it, for messages
 * @param process tells servers of one pod apart; empty where nothing does
 * @param part tells series of one process apart, such as {@code finished_reason="stop"}; empty where nothing does
 * @param unusable it has values that are none: NaN or infinite
 */
public record SignalSeries(
        PodKey key, Signal signal, String metric, String process, String part, Points points, boolean unusable) {}
