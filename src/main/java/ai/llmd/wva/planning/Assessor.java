package ai.llmd.wva.planning;

import ai.llmd.wva.planning.Assessment.Settled;
import ai.llmd.wva.policy.PlanningFailure;
import ai.llmd.wva.queueing.ReplicaSizing;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;

/**
 * Looks at every variant, those that share a load together. What goes wrong with one settles that one only.
 *
 * @param failures is added to
 */
record Assessor(ReplicaSizing sizing, Collection<PlanningFailure> failures) {

    /** In the order of the situations, a group where its first variant is. */
    List<Assessment> assess(Collection<Situation> situations) {
        var assessments = new ArrayList<Assessment>(situations.size());
        var groups = new LinkedHashMap<LoadGroup.Key, List<Situation>>();
        for (var situation : situations) {
            try {
                var obstacle = SoloPlanner.obstacle(situation);
                if (obstacle.isPresent()) {
                    assessments.add(obstacle.get());
                } else {
                    groups.computeIfAbsent(LoadGroup.Key.of(situation), key -> new ArrayList<>(1))
                            .add(situation);
                }
            } catch (RuntimeException | StackOverflowError e) {
                fail(List.of(situation), e, assessments);
            }
        }
        groups.values().forEach(members -> assess(members, assessments));
        return assessments;
    }

    private void assess(List<Situation> members, List<Assessment> assessments) {
        try {
            if (members.size() == 1) {
                assessments.add(SoloPlanner.assess(members.get(0), sizing));
            } else {
                assessments.addAll(LoadGroup.assess(members, sizing));
            }
        } catch (RuntimeException | StackOverflowError e) {
            fail(members, e, assessments);
        }
    }

    private void fail(List<Situation> members, Throwable failure, List<Assessment> assessments) {
        failures.add(new PlanningFailure(Situation.ids(members), failure));
        members.forEach(member -> assessments.add(new Settled(Holding.failed(member, failure))));
    }
}
