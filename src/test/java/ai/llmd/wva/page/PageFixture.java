package ai.llmd.wva.page;

import ai.llmd.wva.fixture.SettableClock;
import ai.llmd.wva.journal.PlannedCycle;
import ai.llmd.wva.model.Fleet;
import ai.llmd.wva.model.Fleets;
import ai.llmd.wva.model.Observation;
import ai.llmd.wva.model.PolicyKind;
import ai.llmd.wva.model.ServedModel;
import ai.llmd.wva.model.ServiceClass;
import ai.llmd.wva.model.ServiceTarget;
import ai.llmd.wva.model.SizingLaw;
import ai.llmd.wva.model.Variant;
import ai.llmd.wva.model.VariantId;
import ai.llmd.wva.model.WorkLimit;
import ai.llmd.wva.page.view.ConditionView;
import ai.llmd.wva.planning.PlanningRules;
import ai.llmd.wva.planning.ShippedPolicies;
import ai.llmd.wva.policy.PolicyRun;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicReference;

/** What a page knows in a test, planned by the real policy, with a leadership and statuses that the test sets. */
public final class PageFixture {
    public static final String IDENTITY = "wva-0";

    public final SettableClock clock = new SettableClock(Fleets.NOW);
    public final AtomicReference<Boolean> leading = new AtomicReference<>(true);
    public final AtomicReference<Optional<String>> leader = new AtomicReference<>(Optional.empty());
    public final Map<VariantId, ShownStatus> statuses = new ConcurrentHashMap<>();
    public final PageState state;
    private PolicyRun<?> run = PolicyRun.start(ShippedPolicies.of(PolicyKind.WVA, PlanningRules.DEFAULT));
    private long cycle;

    /** One with a small memory. */
    public PageFixture() {
        this(1 << 20);
    }

    /** One with that many bytes for its history. */
    public PageFixture(int historyBytes) {
        var facts = new PageFacts(
                "0.0.0", IDENTITY, Fleets.NOW, PolicyKind.WVA, SizingLaw.DEFAULT, leading::get, leader::get);
        state = new PageState(
                facts,
                id -> Optional.ofNullable(statuses.get(id)),
                new PageState.Budget(historyBytes, Duration.ofHours(6)));
    }

    /** A fleet of variants like the sample, each with a model of its own, all in one class. */
    public static Fleet fleetOf(int variants) {
        var declared = new ArrayList<Variant>();
        var targets = new TreeMap<String, ServiceTarget>();
        for (int i = 0; i < variants; i++) {
            var name = "v%05d".formatted(i);
            targets.put("model/" + name, new ServiceTarget(500, 24, 0));
            declared.add(Fleets.variant(new VariantId("team", name), 1).withModel(ServedModel.named("model/" + name)));
        }
        var fleet = Fleets.fleet(declared.toArray(Variant[]::new));
        return new Fleet(
                1,
                fleet.variants(),
                fleet.accelerators(),
                List.of(new ServiceClass("premium.yaml", "Premium", 1, targets)),
                fleet.settings(),
                List.of());
    }

    /** The next cycle on a fleet with the same load for each variant. */
    public PlannedCycle cycle(Fleet fleet, double requestsPerMinute) {
        return cycle(Fleets.observation(++cycle, fleet, Fleets.measured(Fleets.load(requestsPerMinute, 100))));
    }

    /** The next cycle on what was observed. */
    public PlannedCycle cycle(Observation observation) {
        var before = run;
        var planned = run.plan(observation, WorkLimit.NONE);
        run = planned.next();
        return new PlannedCycle(before.memory(), planned.plan());
    }

    /** What a leader wrote of a variant: so many replicas, and one condition. */
    public static ShownStatus status(String uid, int desired, String type, String verdict, String reason) {
        return new ShownStatus(
                uid,
                OptionalInt.of(desired),
                "A100",
                Optional.of(Fleets.NOW),
                OptionalDouble.of(1.5),
                OptionalDouble.of(30),
                OptionalDouble.empty(),
                new ShownStatus.StatusWords(
                        "because",
                        "inter-token latency",
                        Optional.of("more"),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty()),
                Optional.empty(),
                List.of(new ConditionView(type, verdict, reason, "message", Optional.of(Fleets.NOW))));
    }
}
