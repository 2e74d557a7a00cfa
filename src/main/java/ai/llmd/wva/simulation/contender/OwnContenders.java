package ai.llmd.wva.simulation.contender;

import ai.llmd.wva.model.SaturationPolicy;
import ai.llmd.wva.model.SizingLaw;
import ai.llmd.wva.model.SolverKind;
import ai.llmd.wva.planning.Planner;
import ai.llmd.wva.planning.PlanningRules;
import ai.llmd.wva.policy.OriginalPolicy;
import ai.llmd.wva.simulation.contender.PolicyContender.Actuation;
import java.time.Duration;
import java.util.List;

/** The policies that the controller ships, as contenders. */
public final class OwnContenders {
    /** The default of {@code GLOBAL_OPT_INTERVAL}. */
    private static final Duration INTERVAL = Duration.ofSeconds(60);

    private static final String SAMPLE_HPA =
            "cycle 60 s, rates over 60 s; the HPA of deploy/samples/hpa-integration.yaml";

    private OwnContenders() {}

    /** The default first. */
    public static List<Contender> all() {
        return List.of(
                new PolicyContender(
                        "wva",
                        new Description(
                                "the controller's default: the cheapest replicas that keep the targets, sized as vLLM"
                                        + " V1 schedules, with the room that the load's own rises ask for",
                                SAMPLE_HPA,
                                "docs/planning.md, docs/sizing.md",
                                ""),
                        () -> new Planner(PlanningRules.DEFAULT),
                        INTERVAL,
                        Actuation.HPA),
                new PolicyContender(
                        "wva-direct",
                        new Description(
                                "wva, whose decisions are acted on at once",
                                "cycle 60 s, rates over 60 s; no HPA",
                                "docs/planning.md, docs/sizing.md",
                                ""),
                        () -> new Planner(PlanningRules.DEFAULT),
                        INTERVAL,
                        Actuation.DIRECT),
                new PolicyContender(
                        "wva-published",
                        new Description(
                                "wva with optimizer.law: published: sized by the published model, for the measured"
                                        + " load",
                                SAMPLE_HPA,
                                "docs/planning.md, docs/sizing.md",
                                ""),
                        () -> new Planner(PlanningRules.controller(
                                SolverKind.NEAR_EXACT, SaturationPolicy.PRIORITY_ROUND_ROBIN, SizingLaw.PUBLISHED)),
                        INTERVAL,
                        Actuation.HPA),
                new PolicyContender(
                        "original",
                        new Description(
                                "completed requests / what a replica carries by the queueing model, rounded up",
                                SAMPLE_HPA,
                                "the Go controller's arithmetic, docs/sizing.md",
                                ""),
                        OriginalPolicy::new,
                        INTERVAL,
                        Actuation.HPA));
    }
}
