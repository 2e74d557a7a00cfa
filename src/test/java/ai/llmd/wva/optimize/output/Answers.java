package ai.llmd.wva.optimize.output;

import ai.llmd.wva.model.Advice;
import ai.llmd.wva.model.Allocation;
import ai.llmd.wva.model.Constraint;
import ai.llmd.wva.model.Decision;
import ai.llmd.wva.model.Load;
import ai.llmd.wva.model.Outcome;
import ai.llmd.wva.model.PlanSummary;
import ai.llmd.wva.model.RateLimits;
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
                List.of());
    }

    static ServerAnswer served() {
        return server(
                "alone",
                Service.FULL,
                new Decision(
                        new VariantId("alone", "alone"),
                        Outcome.OPTIMIZED,
                        "G2",
                        OptionalInt.of(4),
                        0,
                        Optional.of(Instant.EPOCH),
                        Optional.of(allocation("G2", 4, 92, 2, 0.52)),
                        Constraint.ITL,
                        "it needs 4",
                        Optional.of("A100: 3 replicas, 120.00 cents/h"),
                        Optional.of("above 124.80 requests/min: 5 replicas"),
                        OptionalInt.of(60),
                        Optional.of(new Advice("L4", 2, 80.5))));
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
                        "A100",
                        OptionalInt.of(2),
                        2,
                        Optional.empty(),
                        Optional.empty(),
                        Constraint.HOLD,
                        "the target cannot be met",
                        Optional.empty(),
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
                        decision.allocation().map(Allocation::costCentsPerHour).orElse(80.0)))
                .toList();
        return new ServerAnswer(name, "granite", "Gold", 1, new ServiceTarget(0, 40, 0), load, service, parts);
    }

    private static Decision decision(
            String accelerator, int replicas, Optional<Allocation> allocation, Constraint constraint) {
        return new Decision(
                new VariantId("ns", accelerator),
                Outcome.OPTIMIZED,
                accelerator,
                OptionalInt.of(replicas),
                0,
                Optional.of(Instant.EPOCH),
                allocation,
                constraint,
                "there are devices for " + replicas,
                Optional.empty(),
                Optional.empty());
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
