package ai.llmd.wva.demo;

import ai.llmd.wva.model.Fleets;
import ai.llmd.wva.model.Measurement;
import ai.llmd.wva.model.VariantId;
import ai.llmd.wva.model.WorkLimit;
import ai.llmd.wva.planning.Planner;
import ai.llmd.wva.planning.PlanningRules;
import ai.llmd.wva.policy.PolicyRun;

/** Decisions on the variant {@code chat}, as the planner makes them. */
final class Mades {
    private static final VariantId ID = new VariantId(DemoManifests.NAMESPACE, DemoWorkloads.VARIANT);

    private Mades() {}

    /** From so many requests a minute, of which a replica of the sample carries 25.3. */
    static Made sized(double atMillis, int current, double requestsPerMinute) {
        return made(atMillis, current, Fleets.measured(Fleets.load(requestsPerMinute, 178)));
    }

    /** Without any metrics. */
    static Made held(double atMillis, int current) {
        return made(
                atMillis,
                current,
                new Measurement.Unknown(Measurement.Cause.STALE, "the newest sample is 3 minutes old"));
    }

    private static Made made(double atMillis, int current, Measurement measurement) {
        var variant = Fleets.variant(ID, current);
        var observation = Fleets.observation(1, Fleets.fleet(variant), measurement);
        var plan = PolicyRun.start(new Planner(PlanningRules.DEFAULT))
                .plan(observation, WorkLimit.NONE)
                .plan();
        return new Made(atMillis, plan, variant, plan.decisions().get(ID));
    }
}
