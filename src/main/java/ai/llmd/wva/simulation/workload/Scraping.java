package ai.llmd.wva.simulation.workload;

import java.util.List;

/**
 * How pods are scraped.
 *
 * @param everySeconds from one scrape of a pod to the next, > 0
 * @param missedShare share of scrapes that fail, 0 to below 1
 * @param silences times in which all scrapes of a variant fail
 */
public record Scraping(double everySeconds, double missedShare, List<Silence> silences) {
    /** Every 15 s, and none fails. */
    public static final Scraping USUAL = new Scraping(15, 0);

    public Scraping {
        Refuse.unlessPositive(everySeconds, "scrapeSeconds");
        Refuse.unless(
                missedShare >= 0 && missedShare < 1, "missedScrapes must be a share from 0 to below 1", missedShare);
        silences = List.copyOf(silences);
    }

    /** Without silences. */
    public Scraping(double everySeconds, double missedShare) {
        this(everySeconds, missedShare, List.of());
    }

    /** Whether nobody can read the metrics of a variant then. */
    public boolean isSilent(String variant, double atSeconds) {
        return silences.stream().anyMatch(silence -> silence.covers(variant, atSeconds));
    }
}
