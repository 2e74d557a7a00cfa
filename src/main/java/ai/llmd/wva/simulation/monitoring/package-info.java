/** Monitoring in virtual time: pods are scraped, samples stored, and queries answered as Prometheus answers them. */
package ai.llmd.wva.simulation.monitoring;
