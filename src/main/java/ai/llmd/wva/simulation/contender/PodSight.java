package ai.llmd.wva.simulation.contender;

/**
 * A pod as the API server shows it.
 *
 * @param createdMillis when it was made
 * @param hasNode it has the devices that it waited for
 * @param readyMillis when it became ready; NaN while it is not
 */
public record PodSight(String name, double createdMillis, boolean hasNode, double readyMillis) {
    public boolean ready() {
        return !Double.isNaN(readyMillis);
    }
}
