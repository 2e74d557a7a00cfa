package ai.llmd.wva.planning;

import ai.llmd.wva.model.Decision;
import ai.llmd.wva.model.KeptReplicas;
import ai.llmd.wva.model.Rationale.UnlikeLengths;
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
 * @param ratePerSecond of all of them together
 * @param guard why none of them may give up a replica, where that is so
 * @param unlike two whose requests hardly are of one kind
 */
record SharedClaim(
        List<GroupMember> members,
        double ratePerSecond,
        Optional<KeptReplicas> guard,
        Optional<UnlikeLengths> unlike)
        implements Claim {

    SharedClaim {
        members = List.copyOf(members);
    }

    @Override
    public List<Situation> situations() {
        return members.stream().map(GroupMember::situation).toList();
    }

    @Override
    public Demand demand() {
        return Mixes.demand(name(), priority(), mixture(ratePerSecond))
                .orElseGet(() -> new Demand(name(), priority(), List.of(most())));
    }

    @Override
    public Optional<Demand> movingDemand() {
        return Optional.empty();
    }

    @Override
    public List<Decision> unlimited() {
        return decisions(Grant.full(cheapest(ratePerSecond).orElseGet(this::most)));
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

    private Mixture mixture(double rate) {
        return new Mixture(
                rate, members.stream().map(member -> member.ingredient(rate)).toList());
    }

    private Choice most() {
        List<Part> parts = new ArrayList<>();
        double cost = 0;
        for (var member : members) {
            int most = member.most(ratePerSecond);
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
