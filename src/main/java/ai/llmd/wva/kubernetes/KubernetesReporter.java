package ai.llmd.wva.kubernetes;

import ai.llmd.wva.explain.CaveatText;
import ai.llmd.wva.explain.ClaimText;
import ai.llmd.wva.explain.ConditionNames;
import ai.llmd.wva.explain.DecisionText;
import ai.llmd.wva.explain.ProblemText;
import ai.llmd.wva.model.Alternative;
import ai.llmd.wva.model.Caveat;
import ai.llmd.wva.model.ControllerClaim;
import ai.llmd.wva.model.Decision;
import ai.llmd.wva.model.Outcome;
import ai.llmd.wva.model.Plan;
import ai.llmd.wva.model.Problem;
import ai.llmd.wva.model.ScaleRemark;
import ai.llmd.wva.model.StatusWrite;
import ai.llmd.wva.model.Variant;
import java.util.Optional;

/** Writes status and Events to the API server. */
public final class KubernetesReporter implements VariantReporter {
    private final StatusWriter statuses;
    private final EventRecorder events;

    public KubernetesReporter(StatusWriter statuses, EventRecorder events) {
        this.statuses = statuses;
        this.events = events;
    }

    @Override
    public void termBegins() {
        statuses.forget();
    }

    @Override
    public StatusWrite writeStatus(Plan plan, Variant variant, Decision decision, Optional<ScaleRemark> scaling) {
        var observation = plan.observation();
        var inputs = new StatusInputs(
                observation.fleet(),
                variant,
                observation.measurements().get(variant.id()),
                decision,
                observation.at(),
                scaling);
        return statuses.write(inputs);
    }

    @Override
    public boolean scaled(Variant variant, int from, Decision decision) {
        int to = decision.desiredReplicas().orElseThrow();
        var direction = to > from ? "ScaleUp" : "ScaleDown";
        return events.onVariant(
                variant,
                EventRecorder.Type.NORMAL,
                decision.advisory() ? direction + "Advised" : direction,
                from + " -> " + to + " replicas: " + DecisionText.reason(decision));
    }

    @Override
    public boolean advised(Variant variant, Alternative advice) {
        return events.onVariant(
                variant,
                EventRecorder.Type.NORMAL,
                "AcceleratorAdvised",
                "another accelerator would serve it better: " + DecisionText.alternative(advice)
                        + "; to move to it, change the pod template and the accelerator label");
    }

    @Override
    public boolean lacksCapacity(Variant variant, Decision decision) {
        return events.onVariant(
                variant, EventRecorder.Type.WARNING, "InsufficientCapacity", DecisionText.reason(decision));
    }

    @Override
    public boolean stuck(Variant variant, Caveat.StuckPods pods) {
        return events.onVariant(
                variant,
                EventRecorder.Type.WARNING,
                "PodStuck",
                CaveatText.of(pods) + "; check the log, and delete pods that do not recover");
    }

    @Override
    public boolean heldBack(Variant variant, ControllerClaim claim) {
        return events.onVariant(
                variant, EventRecorder.Type.WARNING, ConditionNames.CONTROLLER_CONFLICT, ClaimText.full(claim));
    }

    @Override
    public boolean held(Variant variant, Decision decision) {
        return events.onVariant(
                variant,
                isExpected(decision.outcome()) ? EventRecorder.Type.NORMAL : EventRecorder.Type.WARNING,
                ConditionNames.reason(decision.outcome()),
                DecisionText.reason(decision.outcome() == Outcome.UNPROFILED ? withoutProgress(decision) : decision));
    }

    @Override
    public void problem(Problem problem) {
        problem.subject()
                .configMap()
                .ifPresent(in -> events.onConfigMap(
                        in.namespace(),
                        in.name(),
                        EventRecorder.Type.WARNING,
                        ConditionNames.reason(Outcome.INVALID),
                        ProblemText.withinConfigMap(problem)));
    }

    /** How far learning is would make another Event of it each cycle. */
    private static Decision withoutProgress(Decision decision) {
        return decision.withoutMeasurements();
    }

    /** Whether its owner let it come to that. */
    private static boolean isExpected(Outcome outcome) {
        return outcome == Outcome.FROZEN || outcome == Outcome.UNPROFILED;
    }
}
