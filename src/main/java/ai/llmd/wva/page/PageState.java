package ai.llmd.wva.page;

import static ai.llmd.wva.model.Units.MILLIS_PER_SECOND;

import ai.llmd.wva.explain.DecisionText;
import ai.llmd.wva.history.DecisionLog;
import ai.llmd.wva.history.FleetHistory;
import ai.llmd.wva.history.HistoryColumn;
import ai.llmd.wva.history.HistoryPoint;
import ai.llmd.wva.history.HistoryTotals;
import ai.llmd.wva.history.ScalingChange;
import ai.llmd.wva.journal.PlannedCycle;
import ai.llmd.wva.model.Fleet;
import ai.llmd.wva.model.Mode;
import ai.llmd.wva.model.Plan;
import ai.llmd.wva.model.ServiceTarget;
import ai.llmd.wva.model.VariantId;
import ai.llmd.wva.page.view.ChangeView;
import ai.llmd.wva.page.view.ControllerView;
import ai.llmd.wva.page.view.HistoryView;
import ai.llmd.wva.page.view.TotalsView;
import ai.llmd.wva.page.view.VariantView;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.function.Predicate;

/** Everything that the page shows, kept up to date by what it is told. Used by one thread at a time. */
public final class PageState {
    /** Of the budget, what changes of decisions may take; the rest is for series. */
    private static final int SHARE_OF_CHANGES = 8;

    private static final int INTERVALS_FRESH = 3;
    private static final int SPARK_POINTS = 60;
    private static final Duration SPARK_SPAN = Duration.ofHours(1);
    private static final int CHANGES_OF_A_VARIANT = 100;

    private final PageFacts facts;
    private final Function<VariantId, Optional<ShownStatus>> statuses;
    private final Budget budget;
    private final DecisionLog log;
    private final RowBook book = new RowBook();
    private Optional<Fleet> fleet = Optional.empty();
    private Optional<PlannedCycle> planned = Optional.empty();
    private Optional<FleetHistory> history = Optional.empty();
    private Optional<RoleNow> told = Optional.empty();

    /**
     * How much is remembered.
     *
     * @param bytes for all of it
     * @param span how far back
     */
    public record Budget(long bytes, Duration span) {}

    private record RoleNow(String role, Optional<String> leader) {}

    /**
     * One that knows nothing yet.
     *
     * @param statuses what the status of a resource shows now; must not block
     */
    public PageState(PageFacts facts, Function<VariantId, Optional<ShownStatus>> statuses, Budget budget) {
        this.facts = facts;
        this.statuses = statuses;
        this.budget = budget;
        this.log = new DecisionLog(budget.bytes() / SHARE_OF_CHANGES);
    }

    /** What exists from now on, and how many replicas it has. */
    public void declared(Fleet newest, Instant now) {
        fleet = Optional.of(newest);
        remember(now);
    }

    /**
     * What this process decided, in its term as the leader.
     *
     * @return the changes that it makes
     */
    public List<ChangeView> planned(PlannedCycle cycle, Instant now) {
        planned = Optional.of(cycle);
        if (fleet.isEmpty()) {
            fleet = Optional.of(cycle.plan().observation().fleet());
        }
        var changes = log.accept(cycle.plan(), DecisionText::reason);
        remember(now);
        return changes.stream().map(ChangeView::of).toList();
    }

    /** The newest plan of this process with what it came from; empty where it does not lead or has none yet. */
    public Optional<PlannedCycle> ownPlan() {
        return planned.filter(cycle -> facts.leads());
    }

    private Optional<Plan> plan() {
        return ownPlan().map(PlannedCycle::plan);
    }

    /** Who leads no more, or again, has no plan of this term. */
    private void forgetFormerTerm() {
        if (!facts.leads()) {
            planned = Optional.empty();
        }
    }

    private void remember(Instant now) {
        forgetFormerTerm();
        var declared = fleet.orElseThrow();
        if (history.isEmpty()) {
            history = Optional.of(new FleetHistory(
                    budget.bytes() - budget.bytes() / SHARE_OF_CHANGES,
                    budget.span(),
                    declared.settings().interval(),
                    now));
        }
        var stale = now.minus(declared.settings().interval().multipliedBy(INTERVALS_FRESH));
        var points = new TreeMap<VariantId, HistoryPoint>();
        for (var id : declared.variants().keySet()) {
            var known = known(id);
            points.put(
                    id,
                    Rows.point(known, known.measuredAt().map(stale::isBefore).orElse(false)));
        }
        history.get().record(now, points);
    }

    /** Brings the rows up to date. */
    private void refresh(Instant now) {
        forgetFormerTerm();
        if (fleet.isEmpty()) {
            return;
        }
        history.ifPresent(kept -> kept.advance(now));
        var variants = fleet.get().variants();
        book.keepOnly(new TreeSet<>(variants.keySet()));
        variants.keySet()
                .forEach(id -> book.put(id, RowBook.Row.of(Rows.row(known(id), log.changed(id), spark(id), now))));
    }

    private VariantNow known(VariantId id) {
        var declared = fleet.orElseThrow();
        return VariantNow.of(declared, declared.variants().get(id), plan(), statuses.apply(id));
    }

    private List<Double> spark(VariantId id) {
        return history.map(kept -> kept.recent(id, HistoryColumn.ARRIVALS, SPARK_SPAN, SPARK_POINTS)
                        .boxed()
                        .toList())
                .orElse(List.of());
    }

    /**
     * A page of the fleet, as JSON.
     *
     * @param limit how many variants at most
     * @param after the variant before the first one
     */
    public byte[] fleet(int limit, Optional<VariantId> after, Instant now) {
        refresh(now);
        var json = begin(now);
        var rest = book.after(after);
        json.array(
                "variants",
                rest.values().stream().limit(limit).map(RowBook.Row::json).toList());
        if (rest.size() > limit) {
            json.value(
                    "next",
                    rest.keySet().stream()
                            .skip(limit - 1L)
                            .findFirst()
                            .orElseThrow()
                            .toString());
        }
        return json.end();
    }

    /** What is new since this was last asked, as JSON; empty where nothing is. */
    public Optional<byte[]> change(Instant now, boolean anyway) {
        refresh(now);
        var standing = Optional.of(standing());
        if (!anyway && !book.hasNews() && standing.equals(told)) {
            return Optional.empty();
        }
        told = standing;
        var json = begin(now);
        json.array(
                "variants", book.takeChanged().stream().map(RowBook.Row::json).toList());
        json.value("removed", book.takeRemoved());
        return Optional.of(json.end());
    }

    private ObjectJson begin(Instant now) {
        return new ObjectJson().value("controller", controller(now)).value("totals", totals(now));
    }

    /** All about a variant, as JSON; empty where there is none of that name. */
    public Optional<byte[]> variant(VariantId id, Instant now) {
        if (fleet.isEmpty() || !fleet.get().variants().containsKey(id)) {
            return Optional.empty();
        }
        history.ifPresent(kept -> kept.advance(now));
        var known = known(id);
        return Optional.of(PageJson.bytes(new VariantView(
                Rows.row(known, log.changed(id), spark(id), now),
                known.explanation(),
                known.status().conditions(),
                Rows.profile(known),
                log.newest(id, CHANGES_OF_A_VARIANT).stream()
                        .map(ChangeView::of)
                        .toList(),
                history.flatMap(kept -> kept.series(id))
                        .map(series -> HistoryView.of(
                                series,
                                Rows.limit(known.target(), ServiceTarget::ttftMillis),
                                Rows.limit(known.target(), ServiceTarget::itlMillis))))));
    }

    /** Changes after one, oldest first. */
    public List<ScalingChange> changes(long since, Predicate<VariantId> meant, int limit) {
        return log.since(since, meant, limit);
    }

    /** The last changes, newest first. */
    public List<ScalingChange> newestChanges(Predicate<VariantId> meant, int limit) {
        return log.newest(meant, limit);
    }

    private RoleNow standing() {
        var role = facts.leads() ? "leader" : fleet.isPresent() ? "standby" : "starting";
        return new RoleNow(role, facts.whoLeads());
    }

    private ControllerView controller(Instant now) {
        var standing = standing();
        var settings = fleet.map(Fleet::settings);
        return new ControllerView(
                facts.version(),
                facts.identity(),
                standing.role(),
                standing.leader(),
                now,
                facts.startedAt(),
                plan().map(plan -> OptionalLong.of(plan.cycle())).orElse(OptionalLong.empty()),
                plan().map(plan -> plan.observation().at()),
                settings.map(one -> one.interval().toMillis() / MILLIS_PER_SECOND)
                        .orElse(Double.NaN),
                facts.policy().label(),
                facts.law().label(),
                settings.map(one -> one.mode()).orElse(Mode.ACTIVE).label());
    }

    private TotalsView totals(Instant now) {
        int holding = 0;
        int troubled = 0;
        double cost = 0;
        double desired = 0;
        for (var row : book.all()) {
            holding += row.holds() ? 1 : 0;
            troubled += row.troubled() ? 1 : 0;
            cost += row.costCentsPerHour();
            desired += row.desiredCostCentsPerHour();
        }
        var spent = history.map(kept -> kept.totals(now)).orElse(new HistoryTotals(0, 0, 0, 0));
        return new TotalsView(
                book.size(),
                holding,
                troubled,
                cost,
                desired,
                spent.peakCentsPerHour(),
                spent.spentCents(),
                spent.peakSpentCents(),
                spent.seconds());
    }
}
