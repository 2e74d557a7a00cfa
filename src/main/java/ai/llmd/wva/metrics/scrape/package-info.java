/** Load as vLLM's pods tell it themselves: their metrics pages, read without a Prometheus in between. */
package ai.llmd.wva.metrics.scrape;
