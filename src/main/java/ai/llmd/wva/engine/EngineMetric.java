package ai.llmd.wva.engine;

import java.util.SortedMap;
import java.util.function.ToDoubleFunction;

/** One metric of a server, under vLLM's name without its prefix and without {@code _total} and the like. */
public sealed interface EngineMetric {
    String name();

    String help();

    /** Something that only rises; exported as {@code name_total}. Metrics of one name differ in their labels. */
    record Total(String name, String help, SortedMap<String, String> labels, ToDoubleFunction<EngineState> value)
            implements EngineMetric {}

    /** Something that rises and falls. Metrics of one name differ in their labels. */
    record Level(String name, String help, SortedMap<String, String> labels, ToDoubleFunction<EngineState> value)
            implements EngineMetric {}

    /** A histogram; exported as {@code name_bucket}, {@code name_sum} and {@code name_count}. */
    record Distribution(String name, String help, BucketCounts buckets) implements EngineMetric {}

    /** A constant 1 that says something by its labels, and by no others; exported as {@code name_info}. */
    record Facts(String name, String help, SortedMap<String, String> labels) implements EngineMetric {}
}
