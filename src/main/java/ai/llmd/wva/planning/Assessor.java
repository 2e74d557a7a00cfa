package ai.llmd.wva.planning;

import ai.llmd.wva.planning.Assessment.Settled;
import ai.llmd.wva.queueing.Sizer;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;

/** Looks at every variant, those that share a load together. What goes wrong with one settles that one only. */
final class Assessor {
    private Assessor() {}

    /** In the order of the situations, a group where its first variant is. */
    static List<Assessment> assess(Collection<Situation> situations) {
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
            } catch (RuntimeException e) {
                assessments.add(failed(situation, e));
            }
        }
        var sizer = new Sizer();
        groups.values().forEach(members -> assess(members, sizer, assessments));
        return assessments;
    }

    private static void assess(List<Situation> members, Sizer sizer, List<Assessment> assessments) {
        try {
            if (members.size() == 1) {
                assessments.add(SoloPlanner.assess(members.get(0), sizer));
            } else {
                assessments.addAll(LoadGroup.assess(members, sizer));
            }
        } catch (RuntimeException e) {
            members.forEach(member -> assessments.add(failed(member, e)));
        }
    }

    private static Settled failed(Situation situation, RuntimeException failure) {
        return new Settled(Holding.failed(situation, failure));
    }
}
