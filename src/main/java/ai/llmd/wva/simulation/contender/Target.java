package ai.llmd.wva.simulation.contender;

import ai.llmd.wva.engine.EngineLimits;
import ai.llmd.wva.engine.StepLaw;
import ai.llmd.wva.model.PerformanceProfile;

/**
 * What is scaled, as its owner declares it and as it truly is.
 *
 * @param index of it in the scene
 * @param name of its Deployment
 * @param model index of its model in the workload
 * @param minReplicas at least so many, 0 or more
 * @param maxReplicas at most so many
 * @param initialReplicas so many are ready at time 0
 * @param devicesPerReplica of its device type
 * @param centsPerHour price of one replica
 * @param ttftMillis target for the time to first token of each request
 * @param itlMillis target for the mean time between the tokens of each request
 * @param declared the profile that its owner gives, right or wrong
 * @param law how fast a replica truly is
 * @param limits what truly bounds it
 */
public record Target(
        int index,
        String name,
        int model,
        int minReplicas,
        int maxReplicas,
        int initialReplicas,
        int devicesPerReplica,
        double centsPerHour,
        double ttftMillis,
        double itlMillis,
        PerformanceProfile declared,
        StepLaw law,
        EngineLimits limits) {}
