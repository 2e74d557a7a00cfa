/** The API {@code external.metrics.k8s.io/v1beta1}, as the API server's aggregator and autoscalers read it. */
package ai.llmd.wva.serving.external;
