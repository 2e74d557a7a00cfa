package ai.llmd.wva.simulation.monitoring;

/**
 * How pods are scraped.
 *
 * @param scrapeMillis from one scrape of a pod to the next, > 0
 * @param missedShare share of scrapes that fail, 0 to below 1
 */
public record MonitoringRules(double scrapeMillis, double missedShare) {
    /** Every 15 s, and none fails. */
    public static final MonitoringRules USUAL = new MonitoringRules(15_000, 0);

    public MonitoringRules {
        if (!(scrapeMillis > 0)) {
            throw new IllegalArgumentException("there must be time between two scrapes, was " + scrapeMillis + " ms");
        }
        if (!(missedShare >= 0 && missedShare < 1)) {
            throw new IllegalArgumentException("the share of missed scrapes must be from 0 to below 1: " + missedShare);
        }
    }
}
