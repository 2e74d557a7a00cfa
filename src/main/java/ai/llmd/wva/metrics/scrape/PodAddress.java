package ai.llmd.wva.metrics.scrape;

/** A pod by namespace and name. */
record PodAddress(String namespace, String pod) {}
