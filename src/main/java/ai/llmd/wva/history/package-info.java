/**
 * What became of each variant over the last hours: load, capacity, replicas, latencies and cost, within a fixed budget
 * of memory, and which decisions changed something. Pure: times are handed in; JDK and {@code model} only.
 */
package ai.llmd.wva.history;
