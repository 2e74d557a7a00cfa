package ai.llmd.wva.simulation.outcome;

/**
 * A replica from creation to termination, in milliseconds of the run; what had not happened when the run ended is NaN.
 *
 * @param target index of it
 * @param createdMillis its pod was made; 0 for those that were there when the run began
 * @param scheduledMillis it got its devices
 * @param readyMillis it began to serve
 * @param drainingMillis it was asked to go
 * @param goneMillis its last request had ended and its devices were free
 * @param reclaimed it was taken away, with the requests that it had
 */
public record ReplicaLife(
        int target,
        String name,
        double createdMillis,
        double scheduledMillis,
        double readyMillis,
        double drainingMillis,
        double goneMillis,
        boolean reclaimed) {}
