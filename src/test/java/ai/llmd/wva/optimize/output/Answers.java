package ai.llmd.wva.optimize.output;

import ai.llmd.wva.model.Allocation;
import ai.llmd.wva.model.Alternative;
import ai.llmd.wva.model.Constraint;
import ai.llmd.wva.model.Decision;
import ai.llmd.wva.model.DesiredScale;
import ai.llmd.wva.model.KeptDecision;
import ai.llmd.wva.model.Load;
import ai.llmd.wva.model.LoadThresholds;
import ai.llmd.wva.model.NotPlanned;
import ai.llmd.wva.model.Outcome;
import ai.llmd.wva.model.PlanSummary;
import ai.llmd.wva.model.RateLimits;
import ai.llmd.wva.model.Rationale;
import ai.llmd.wva.model.Rationale.Held;
import ai.llmd.wva.model.Rationale.OwnLoad;
import ai.llmd.wva.model.Rationale.Shortage;
import ai.llmd.wva.model.ReplicaCapacity;
import ai.llmd.wva.model.ServiceTarget;
import ai.llmd.wva.model.VariantId;
import ai.llmd.wva.optimize.Answer;
import ai.llmd.wva.optimize.DeviceUse;
import ai.llmd.wva.optimize.ServerAnswer;
import ai.llmd.wva.optimize.ServerPart;
import ai.llmd.wva.optimize.Service;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.stream.Stream;

/** A made-up answer with a server of every sort: served, mixed, in part, not at all, and one that is held. */
final class Answers {
    static final PlanSummary SUMMARY = new PlanSummary("near-exact", 392.5, 390, true, true);

    private Answers() {}

    static Answer answer() {
        return answer(SUMMARY);
    }

    static Answer answer(PlanSummary summary) {
        return new Answer(
                List.of(served(), held(), mixed(), partial(), unserved()),
                summary,
                "near-exact",
                List.of(new DeviceUse("A100", 7, OptionalLong.of(8)), new DeviceUse("G2", 9, OptionalLong.empty())),
                12.3456,
                List.of(),
                List.of(),
                Optional.empty());
    }

    static ServerAnswer served() {
        return server(
                "alone",
                Service.FULL,
                new Decision(
                        new VariantId("alone", "alone"),
                        Outcome.OPTIMIZED,
                        DesiredScale.decided("G2", 4, 0, Instant.EPOCH),
                        Constraint.ITL,
                        load(
                                4,
                                Optional.empty(),
                                Optional.of(new Alternative("A100", 3, 120)),
                                new LoadThresholds(4, OptionalDouble.of(2.08), OptionalDouble.empty())),
                        Optional.of(allocation("G2", 4, 92, 2, 0.52)),
                        OptionalInt.of(60),
                        Optional.of(new Alternative("L4", 2, 80.5))));
    }

    private static Rationale load(
            int needed, Optional<Shortage> shortage, Optional<Alternative> runnerUp, LoadThresholds thresholds) {
        var limits = new RateLimits(OptionalDouble.empty(), OptionalDouble.of(0.52), OptionalDouble.empty(), 1.04);
        var capacity = new ReplicaCapacity(0.52, Constraint.ITL, new ServiceTarget(0, 40, 0), limits);
        return new OwnLoad(2, 1024.5, needed, capacity, shortage, runnerUp, thresholds);
    }

    private static ServerAnswer mixed() {
        return server(
                "mixed",
                Service.FULL,
                decision("A100", 1, Optional.of(allocation("A100", 1, 40, 1, 1.2)), Constraint.TTFT),
                decision("G2", 2, Optional.of(allocation("G2", 2, 46, 1, 0.6)), Constraint.TTFT));
    }

    private static ServerAnswer partial() {
        return server(
                "part",
                Service.PARTIAL,
                decision("A100", 3, Optional.of(allocation("A100", 3, 120, 2, 0.5)), Constraint.CAPACITY));
    }

    private static ServerAnswer unserved() {
        return server(
                "unserved",
                Service.NONE,
                decision("A100", 0, Optional.of(allocation("A100", 0, 0, 2, 0.5)), Constraint.CAPACITY));
    }

    private static ServerAnswer held() {
        return server(
                "held",
                Service.NONE,
                new Decision(
                        new VariantId("ns", "held"),
                        Outcome.INFEASIBLE,
                        new DesiredScale("A100", OptionalInt.of(2), 2, Optional.empty()),
                        Constraint.HOLD,
                        new Held(
                                NotPlanned.because("the target cannot be met"),
                                KeptDecision.DECLARED,
                                Optional.empty()),
                        Optional.empty()));
    }

    private static ServerAnswer server(String name, Service service, Decision... decisions) {
        var load = new Load(
                2,
                OptionalDouble.of(128),
                OptionalDouble.of(1024.5),
                OptionalDouble.empty(),
                OptionalDouble.empty(),
                OptionalDouble.empty(),
                0,
                0,
                OptionalDouble.empty());
        var parts = Stream.of(decisions)
                .map(decision -> new ServerPart(
                        decision,
                        decision.allocation().map(Allocation::costCentsPerHour).orElse(80.0),
                        Optional.empty(),
                        Optional.empty()))
                .toList();
        return new ServerAnswer(name, "granite", "Gold", 1, new ServiceTarget(0, 40, 0), load, service, parts);
    }

    private static Decision decision(
            String accelerator, int replicas, Optional<Allocation> allocation, Constraint constraint) {
        return new Decision(
                new VariantId("ns", accelerator),
                Outcome.OPTIMIZED,
                DesiredScale.decided(accelerator, replicas, 0, Instant.EPOCH),
                constraint,
                load(4, Optional.of(new Shortage("device", replicas)), Optional.empty(), LoadThresholds.NONE),
                allocation);
    }

    private static Allocation allocation(
            String accelerator, int replicas, double cost, double ratePerSecond, double maxRatePerSecond) {
        return new Allocation(
                accelerator,
                replicas,
                19,
                cost,
                21.190855123,
                263.3,
                1.5,
                0.5,
                ratePerSecond,
                maxRatePerSecond,
                new RateLimits(
                        OptionalDouble.empty(),
                        OptionalDouble.of(maxRatePerSecond),
                        OptionalDouble.empty(),
                        maxRatePerSecond * 2));
    }
}
