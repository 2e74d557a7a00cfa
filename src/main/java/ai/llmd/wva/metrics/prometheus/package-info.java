/**
 * Load as Prometheus has it: vLLM's series of all pods in a constant number of queries, joined to variants by pod in
 * memory.
 *
 * <p>Rates of arrival are not taken from PromQL's {@code rate()}, which extrapolates: success counters and the queue's
 * gauges are read at equally spaced instants of the window, and their sum (requests that ever arrived at the pod) is
 * subtracted from itself. A request that moves from waiting to running to finished changes nothing in that sum, so that
 * saturation and drain do not distort it.
 */
package ai.llmd.wva.metrics.prometheus;
