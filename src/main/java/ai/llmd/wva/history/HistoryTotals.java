package ai.llmd.wva.history;

/**
 * What the fleet has cost since its history began, as far as prices are known.
 *
 * @param spentCents of the replicas that there were
 * @param peakCentsPerHour of the most replicas that each variant ever had
 * @param peakSpentCents what these would have cost all the time
 * @param seconds since the history began
 */
public record HistoryTotals(double spentCents, double peakCentsPerHour, double peakSpentCents, long seconds) {}
