package ai.llmd.wva.planning;

import ai.llmd.wva.model.Constraint;
import ai.llmd.wva.model.Decision;
import ai.llmd.wva.model.DesiredScale;
import ai.llmd.wva.model.KeptReplicas;
import ai.llmd.wva.model.Mix;
import ai.llmd.wva.model.Outcome;
import ai.llmd.wva.model.Rationale;
import ai.llmd.wva.model.Rationale.Headroom;
import ai.llmd.wva.model.Rationale.NextMix;
import ai.llmd.wva.model.Rationale.Rise;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.ToIntFunction;

/**
 * Decides on variants that share a load: who gets how many replicas of what was granted, and which share of the
 * traffic.
 */
final class GroupDecisions {
    private static final KeptReplicas TRAFFIC = new KeptReplicas.Traffic();
    private static final KeptReplicas STEADINESS = new KeptReplicas.Steadiness();

    private final SharedClaim claim;
    private final SharedDemand load;
    private final Grant granted;
    private final List<GroupMember> members;
    private final int[] wanted;
    private final int[] replicas;
    private final boolean[] steady;

    GroupDecisions(SharedClaim claim, Grant granted) {
        this.claim = claim;
        this.load = claim.load();
        this.granted = granted;
        this.members = claim.members();
        this.wanted = each(member -> Math.max(granted.replicas(member.server()), member.least()));
        this.replicas = new int[wanted.length];
        for (int i = 0; i < replicas.length; i++) {
            // what is short is not kept for the sake of what is running: another one, that matters more, gets it
            replicas[i] = granted.full() ? Math.max(wanted[i], claim.floor(members.get(i))) : wanted[i];
        }
        this.steady = granted.full() ? keepWhatChanceMayAskFor() : new boolean[replicas.length];
    }

    /** Replicas that are there stay while the load may by chance be so much less. */
    private boolean[] keepWhatChanceMayAskFor() {
        var kept = new boolean[replicas.length];
        boolean fewer = false;
        for (int i = 0; i < replicas.length; i++) {
            fewer |= members.get(i).held() > replicas[i];
        }
        double chance = load.growth().map(Headroom::chance).orElse(0.0);
        if (fewer && chance > 0) {
            claim.cheapest(load.soughtPerSecond() * (1 + chance)).ifPresent(choice -> {
                var more = Grant.full(choice);
                for (int i = 0; i < replicas.length; i++) {
                    int stays = Math.min(
                            members.get(i).held(), more.replicas(members.get(i).server()));
                    kept[i] = stays > replicas[i];
                    replicas[i] = Math.max(replicas[i], stays);
                }
            });
        }
        return kept;
    }

    List<Decision> make() {
        var decisions = new ArrayList<Decision>();
        var weights = Weights.of(members, wanted, replicas, load.soughtPerSecond());
        var mix = mix(wanted);
        var runnerUp = runnerUp();
        var next = granted.full() ? next() : Optional.<NextMix>empty();
        double carried = carried(replicas);
        for (int i = 0; i < members.size(); i++) {
            var member = members.get(i);
            var situation = member.situation();
            double rate = carried == 0
                    ? 0
                    : load.presentPerSecond()
                            * member.serving(replicas[i])
                            * member.perReplicaRatePerSecond()
                            / carried;
            var allocation = member.allocation(replicas[i], rate);
            decisions.add(new Decision(
                    situation.variant().id(),
                    Outcome.OPTIMIZED,
                    DesiredScale.decided(
                            member.accelerator(),
                            replicas[i],
                            situation.variant().currentReplicas(),
                            situation.at()),
                    constraint(i),
                    new Rationale.SharedLoad(
                            load.ratePerSecond(),
                            member.candidate().requests().shape().outputTokens(),
                            members.size(),
                            granted.full(),
                            mix,
                            member.candidate().capacity(allocation.limits()),
                            kept(i),
                            runnerUp,
                            next,
                            claim.unlike(),
                            load.hidden(),
                            situation.stuckPods(),
                            load.growth()),
                    Optional.of(allocation),
                    OptionalInt.of(weights[i]),
                    Optional.empty()));
        }
        return decisions;
    }

    private Optional<KeptReplicas> kept(int i) {
        if (steady[i]) {
            return Optional.of(STEADINESS);
        }
        return replicas[i] > wanted[i] ? Optional.of(claim.guard().orElse(TRAFFIC)) : Optional.empty();
    }

    private Constraint constraint(int i) {
        var member = members.get(i);
        if (!granted.full()) {
            return Constraint.CAPACITY;
        }
        var kept = kept(i);
        if (kept.isPresent()) {
            return kept.get().constraint();
        }
        if (wanted[i] == member.situation().bounds().apply(0)) {
            return Constraint.MINIMUM;
        }
        var maximum = member.situation().bounds().maximum();
        if (maximum.isPresent() && wanted[i] == maximum.getAsInt()) {
            return Constraint.MAXIMUM;
        }
        return load.hidden()
                .flatMap(hidden -> forHidden(hidden.rise()))
                .orElseGet(() -> member.candidate().binding());
    }

    private static Optional<Constraint> forHidden(Rise rise) {
        return switch (rise) {
            case FULL -> Optional.empty();
            case DOUBLED -> Optional.of(Constraint.DOUBLING);
            case ONE_MORE -> Optional.of(Constraint.HIDDEN_DEMAND);
        };
    }

    /** The cheapest way to have one of them carry what the others' minimum does not. */
    private Optional<Mix> runnerUp() {
        int[] best = null;
        for (int i = 0; i < members.size(); i++) {
            var alone = alone(i);
            if (carried(alone) >= load.soughtPerSecond()
                    && !Arrays.equals(alone, wanted)
                    && (best == null || cost(alone) < cost(best))) {
                best = alone;
            }
        }
        return best == null ? Optional.empty() : Optional.of(mix(best));
    }

    private int[] alone(int chosen) {
        var alone = each(GroupMember::least);
        alone[chosen] = 0;
        var member = members.get(chosen);
        double rest = Math.max(0, load.soughtPerSecond() - carried(alone));
        alone[chosen] = member.bounded(rest);
        return alone;
    }

    /** What the mix would be just above what this one carries. */
    private Optional<NextMix> next() {
        double threshold = carried(wanted);
        if (threshold < load.ratePerSecond()
                || members.get(0).candidate().requests().target().tokensPerSecond() > 0) {
            return Optional.empty();
        }
        return claim.cheapest(threshold * (1 + SharedClaim.JUST_ABOVE)).map(choice -> {
            var grant = Grant.full(choice);
            double present = load.growth().map(Headroom::times).orElse(1.0);
            return new NextMix(threshold / present, mix(each(member -> grant.replicas(member.server()))));
        });
    }

    private Mix mix(int[] counts) {
        var shares = new ArrayList<Mix.Share>(counts.length);
        for (int i = 0; i < counts.length; i++) {
            if (counts[i] > 0) {
                var member = members.get(i);
                shares.add(new Mix.Share(member.situation().variant().id().name(), member.accelerator(), counts[i]));
            }
        }
        return new Mix(shares, cost(counts));
    }

    private double cost(int[] counts) {
        double cost = 0;
        for (int i = 0; i < counts.length; i++) {
            cost += members.get(i).candidate().costCentsPerHour(counts[i]);
        }
        return cost;
    }

    private double carried(int[] counts) {
        double carried = 0;
        for (int i = 0; i < counts.length; i++) {
            carried += members.get(i).serving(counts[i]) * members.get(i).perReplicaRatePerSecond();
        }
        return carried;
    }

    private int[] each(ToIntFunction<GroupMember> count) {
        return members.stream().mapToInt(count).toArray();
    }
}
