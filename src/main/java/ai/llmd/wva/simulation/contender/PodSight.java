package ai.llmd.wva.simulation.contender;

/**
 * A pod as the API server shows it.
 *
 * @param createdMillis when it was made
 * @param readyMillis when it became ready; NaN while it is not
 */
public record PodSight(String name, double createdMillis, double readyMillis) {
    public boolean ready() {
        return !Double.isNaN(readyMillis);
    }
}
