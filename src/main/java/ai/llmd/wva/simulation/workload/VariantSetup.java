package ai.llmd.wva.simulation.workload;

/**
 * What serves a model and is scaled: a Deployment on one kind of accelerator.
 *
 * @param model the model's name
 * @param calibration the name of the engine's calibration, which says how fast a replica is and how much it holds
 * @param speed how fast a replica is compared with its calibration; 2 halves every time
 * @param accelerator the device type that a replica needs
 * @param devicesPerReplica how many of them
 * @param priceCentsPerHour price of one replica
 * @param minReplicas 0 or more
 * @param initialReplicas ready at time 0, from min to max
 * @param profileErrorFactor times that the controller is told, as a multiple of the true ones; 1 = it is told the truth
 */
public record VariantSetup(
        String name,
        String model,
        String calibration,
        double speed,
        String accelerator,
        int devicesPerReplica,
        double priceCentsPerHour,
        int minReplicas,
        int maxReplicas,
        int initialReplicas,
        ColdStart coldStart,
        double profileErrorFactor) {

    public VariantSetup {
        Refuse.ifBlank(name, "the name of a variant");
        Refuse.ifBlank(model, "the model of a variant");
        Refuse.ifBlank(calibration, "calibration");
        Refuse.ifBlank(accelerator, "accelerator");
        Refuse.unlessPositive(speed, "speed");
        Refuse.unless(devicesPerReplica >= 1, "devicesPerReplica must be 1 or more", devicesPerReplica);
        Refuse.ifNegative(priceCentsPerHour, "priceCentsPerHour");
        Refuse.unless(minReplicas >= 0, "minReplicas must be 0 or more", minReplicas);
        Refuse.unless(
                maxReplicas >= 1 && maxReplicas >= minReplicas,
                "maxReplicas must be minReplicas or more, and at least 1",
                maxReplicas);
        Refuse.unless(
                initialReplicas >= minReplicas && initialReplicas <= maxReplicas,
                "initialReplicas must be from minReplicas to maxReplicas",
                initialReplicas);
        Refuse.unlessPositive(profileErrorFactor, "profileErrorFactor");
    }
}
