package ai.llmd.wva.simulation.workload;

/**
 * How pods are scraped.
 *
 * @param everySeconds from one scrape of a pod to the next, > 0
 * @param missedShare share of scrapes that fail, 0 to below 1
 */
public record Scraping(double everySeconds, double missedShare) {
    /** Every 15 s, and none fails. */
    public static final Scraping USUAL = new Scraping(15, 0);

    public Scraping {
        Refuse.unlessPositive(everySeconds, "scrapeSeconds");
        Refuse.unless(
                missedShare >= 0 && missedShare < 1, "missedScrapes must be a share from 0 to below 1", missedShare);
    }
}
