package ai.llmd.wva.planning;

import ai.llmd.wva.model.Constraint;
import ai.llmd.wva.model.Decision;
import ai.llmd.wva.model.Outcome;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.ToIntFunction;

/** The decisions on variants that share a load: how it is split, and why so. */
final class GroupExplanation {
    /** A load beyond a threshold by no more than this share. */
    private static final double JUST_ABOVE = 1e-6;

    private final SharedClaim claim;
    private final Grant granted;
    private final Sentence sentence;
    private final List<GroupMember> members;
    private final int[] wanted;
    private final int[] replicas;

    GroupExplanation(SharedClaim claim, Grant granted, Sentence sentence) {
        this.claim = claim;
        this.granted = granted;
        this.sentence = sentence;
        this.members = claim.members();
        this.wanted = each(member -> Math.max(granted.replicas(member.server()), member.least()));
        this.replicas = new int[wanted.length];
        for (int i = 0; i < replicas.length; i++) {
            // what is short is not kept for the sake of what is running: another one, that matters more, gets it
            replicas[i] = granted.full() ? Math.max(wanted[i], claim.floor(members.get(i))) : wanted[i];
        }
    }

    List<Decision> decisions() {
        var decisions = new ArrayList<Decision>();
        var weights = Weights.of(members, wanted, replicas, claim.ratePerSecond());
        var common = common();
        var runnerUp = runnerUp();
        var changesAt = granted.full() ? changesAt() : Optional.of("more devices");
        double carried = carried(replicas);
        for (int i = 0; i < members.size(); i++) {
            var member = members.get(i);
            var situation = member.situation();
            double rate =
                    carried == 0 ? 0 : claim.ratePerSecond() * replicas[i] * member.perReplicaRatePerSecond() / carried;
            decisions.add(new Decision(
                    situation.variant().id(),
                    Outcome.OPTIMIZED,
                    member.accelerator(),
                    OptionalInt.of(replicas[i]),
                    situation.variant().currentReplicas(),
                    Optional.of(situation.at()),
                    Optional.of(member.allocation(replicas[i], rate)),
                    constraint(i),
                    reason(common, i),
                    runnerUp,
                    changesAt,
                    OptionalInt.of(weights[i]),
                    Optional.empty()));
        }
        return decisions;
    }

    private Constraint constraint(int i) {
        var member = members.get(i);
        if (!granted.full()) {
            return Constraint.CAPACITY;
        }
        if (replicas[i] > wanted[i]) {
            return claim.guard().map(SharedClaim.Guard::constraint).orElse(Constraint.TRAFFIC);
        }
        if (wanted[i] == member.least()) {
            return Constraint.MINIMUM;
        }
        var maximum = member.situation().bounds().maximum();
        return maximum.isPresent() && wanted[i] == maximum.getAsInt()
                ? Constraint.MAXIMUM
                : member.candidate().binding();
    }

    private String common() {
        sentence.perMinute(claim.ratePerSecond())
                .add(" of ")
                .number(members.get(0).candidate().requests().shape().outputTokens())
                .add(" output tokens, shared by ")
                .add(members.size())
                .add(members.size() == 1 ? " variant" : " variants")
                .add(granted.full() ? ", cost least with " : "; the devices that there are suffice for ");
        return mix(wanted).end();
    }

    private String reason(String common, int i) {
        var member = members.get(i);
        sentence.add(common).add("; of ").add(member.accelerator()).add(" ");
        Explanation.carries(sentence, member.candidate());
        if (replicas[i] > wanted[i]) {
            sentence.add("; ").add(claim.guard().map(SharedClaim.Guard::words).orElse(Constraint.TRAFFIC.words()));
        }
        return sentence.end();
    }

    /** The cheapest way to have one of them carry what the others' minimum does not. */
    private Optional<String> runnerUp() {
        int[] best = null;
        for (int i = 0; i < members.size(); i++) {
            var alone = alone(i);
            if (carried(alone) >= claim.ratePerSecond()
                    && !Arrays.equals(alone, wanted)
                    && (best == null || cost(alone) < cost(best))) {
                best = alone;
            }
        }
        return best == null ? Optional.empty() : Optional.of(mix(best).end());
    }

    private int[] alone(int chosen) {
        var alone = each(GroupMember::least);
        alone[chosen] = 0;
        var member = members.get(chosen);
        double rest = Math.max(0, claim.ratePerSecond() - carried(alone));
        alone[chosen] = member.situation().bounds().apply(Option.replicasFor(rest, member.perReplicaRatePerSecond()));
        return alone;
    }

    /** What the mix would be just above what this one carries. */
    private Optional<String> changesAt() {
        double threshold = carried(wanted);
        if (threshold < claim.ratePerSecond()
                || members.get(0).candidate().requests().target().tokensPerSecond() > 0) {
            return Optional.empty();
        }
        return claim.cheapest(threshold * (1 + JUST_ABOVE)).map(next -> {
            Thresholds.above(sentence, threshold, claim.ratePerSecond()).add(": ");
            var grant = Grant.full(next);
            return mix(each(member -> grant.replicas(member.server()))).end();
        });
    }

    private Sentence mix(int[] counts) {
        var separator = "";
        for (int i = 0; i < counts.length; i++) {
            if (counts[i] > 0) {
                var member = members.get(i);
                sentence.add(separator)
                        .add(counts[i])
                        .add(" of ")
                        .add(member.accelerator())
                        .add(" (")
                        .add(member.situation().variant().id().name())
                        .add(")");
                separator = " and ";
            }
        }
        return sentence.add(separator.isEmpty() ? "nothing, " : ", ").cost(cost(counts));
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
            carried += counts[i] * members.get(i).perReplicaRatePerSecond();
        }
        return carried;
    }

    private int[] each(ToIntFunction<GroupMember> count) {
        return members.stream().mapToInt(count).toArray();
    }
}
