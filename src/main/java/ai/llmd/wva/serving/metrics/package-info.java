/** The page that Prometheus scrapes. */
package ai.llmd.wva.serving.metrics;
