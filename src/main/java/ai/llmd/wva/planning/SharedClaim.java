package ai.llmd.wva.planning;

import ai.llmd.wva.model.Decision;
import ai.llmd.wva.model.KeptReplicas;
import ai.llmd.wva.model.Rationale.UnlikeLengths;
import ai.llmd.wva.model.ReplicaArithmetic;
import ai.llmd.wva.planning.solver.Choice;
import ai.llmd.wva.planning.solver.Demand;
import ai.llmd.wva.planning.solver.Mixes;
import ai.llmd.wva.planning.solver.Mixture;
import ai.llmd.wva.planning.solver.Part;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Several variants that share one load.
 *
 * @param members at least one
 * @param load of all of them together
 * @param guard why none of them may give up a replica, where that is so
 * @param unlike two whose requests hardly are of one kind
 */
record SharedClaim(
        List<GroupMember> members, SharedDemand load, Optional<KeptReplicas> guard, Optional<UnlikeLengths> unlike)
        implements Claim {

    /** A load beyond what is carried by no more than this share. */
    static final double JUST_ABOVE = 1e-6;

    SharedClaim {
        members = List.copyOf(members);
    }

    /**
     * The same where demand is partly estimated: that part may double the replicas, and while clients give up it adds
     * one at least.
     *
     * @param countedPerSecond what of the load was counted
     * @param hides whether clients give up, however few seem to
     */
    SharedClaim estimated(double countedPerSecond, boolean hides) {
        double hiddenPerSecond = load.ratePerSecond() - countedPerSecond;
        if (hiddenPerSecond == 0 && !hides) {
            return this;
        }
        var whole = with(load.estimated(hiddenPerSecond));
        return whole.with(whole.bounded(countedPerSecond, hides));
    }

    private SharedClaim with(SharedDemand other) {
        return new SharedClaim(members, other, guard, unlike);
    }

    private SharedDemand bounded(double countedPerSecond, boolean hides) {
        double ready = 0;
        double fastest = 0;
        double kept = 0;
        int asked = 0;
        int stuck = 0;
        for (var member : members) {
            var situation = member.situation();
            double each = member.perReplicaRatePerSecond();
            ready += each * member.serving(situation.readyReplicas());
            kept += each * member.serving(Math.max(member.held(), member.least()));
            fastest = Math.max(fastest, each);
            asked = ReplicaArithmetic.plus(asked, situation.askedReplicas());
            stuck = ReplicaArithmetic.plus(stuck, situation.stuckPods());
        }
        int most = Doubling.most(asked - stuck);
        double served = Math.max(Double.MIN_NORMAL, countedPerSecond);
        if (hides) {
            served = Math.max(served, ready * (1 + JUST_ABOVE));
        }
        double conceivable = Math.min(load.ratePerSecond(), kept + most * fastest);
        double sought = Doubling.largestRate(served, conceivable, this::replicas, (long) most + stuck);
        return load.sought(sought, cheapest(sought).isEmpty());
    }

    @Override
    public List<Situation> situations() {
        return members.stream().map(GroupMember::situation).toList();
    }

    @Override
    public boolean wantsRoom() {
        return load.growth().isPresent();
    }

    @Override
    public Demand demand() {
        return Mixes.demand(name(), priority(), mixture(load.soughtPerSecond()))
                .orElseGet(() -> new Demand(name(), priority(), List.of(most(load.soughtPerSecond()))));
    }

    @Override
    public Demand plainDemand() {
        return Mixes.plainDemand(name(), priority(), mixture(load.soughtPerSecond()))
                .orElseGet(this::demand);
    }

    @Override
    public Optional<Demand> costDemand() {
        return Optional.empty();
    }

    @Override
    public double keptForMovesCentsPerHour() {
        return 0;
    }

    @Override
    public Optional<Demand> movingDemand() {
        return Optional.empty();
    }

    @Override
    public List<Decision> unlimited() {
        return decisions(Grant.full(cheapestElseMost(load.soughtPerSecond())));
    }

    @Override
    public List<Decision> granted(Grant granted, Optional<Choice> advised) {
        return decisions(granted);
    }

    private List<Decision> decisions(Grant granted) {
        return new GroupDecisions(this, granted).make();
    }

    /** The cheapest mix that carries a rate; empty where even all maxima do not. */
    Optional<Choice> cheapest(double rate) {
        return Mixes.cheapest(mixture(rate));
    }

    /** A floor for each member: what is not taken away, whatever the mix. */
    int floor(GroupMember member) {
        return guard.isPresent() ? member.held() : member.floor();
    }

    private Choice cheapestElseMost(double rate) {
        return cheapest(rate).orElseGet(() -> most(rate));
    }

    /** What the rate takes in the cheapest way, with what is not taken away. */
    private long replicas(double rate) {
        var grant = Grant.full(cheapestElseMost(rate));
        long replicas = 0;
        for (var member : members) {
            replicas += Math.max(grant.replicas(member.server()), floor(member));
        }
        return replicas;
    }

    /** What stuck pods do not carry is asked for on top. */
    private Mixture mixture(double rate) {
        double missing = 0;
        for (var member : members) {
            missing += member.missingPerSecond();
        }
        double wanted = rate + missing;
        return new Mixture(
                wanted,
                members.stream()
                        .map(member -> member.ingredient(wanted, least(member)))
                        .toList());
    }

    /** Clients that give up see what runs, so that what is added is added to all of it. */
    private int least(GroupMember member) {
        return load.hidden().isPresent() && guard.isPresent()
                ? Math.max(member.least(), member.held())
                : member.least();
    }

    private Choice most(double rate) {
        List<Part> parts = new ArrayList<>();
        double cost = 0;
        for (var member : members) {
            int most = member.most(rate);
            if (most > 0) {
                parts.add(member.part(most));
                cost += member.candidate().costCentsPerHour(most);
            }
        }
        return new Choice(parts, cost);
    }

    private int priority() {
        return members.get(0).situation().serviceClass().orElseThrow().priority();
    }
}
