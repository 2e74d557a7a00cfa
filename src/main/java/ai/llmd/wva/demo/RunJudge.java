package ai.llmd.wva.demo;

import static ai.llmd.wva.model.Units.MILLIS_PER_SECOND;

import ai.llmd.wva.simulation.contender.Target;
import ai.llmd.wva.simulation.outcome.Moment;
import ai.llmd.wva.simulation.outcome.RunResult;
import ai.llmd.wva.simulation.score.Measure;
import ai.llmd.wva.simulation.score.Scorer;
import ai.llmd.wva.simulation.score.Yardstick;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Whether a run was as it is promised to be. Pure. */
final class RunJudge {
    /** The share of requests that must be served in full within both targets. */
    static final double AIM = 0.95;

    /** A fault of monitoring that is shorter is over before what is known is stale. */
    private static final double TOLD_AFTER_SECONDS = 240;

    /** How long without any load all but the fewest replicas must be gone. */
    private static final double SETTLED_SECONDS = 300;

    /** A decision takes no longer to reach the cluster, by an autoscaler that looks every 15 s. */
    private static final double FOLLOWED_MILLIS = 45_000;

    private RunJudge() {}

    /**
     * What did not work, in words; empty when all did.
     *
     * @param decisions the newest on each variant
     * @param problems what was wrong with the declarations, and statuses that could not be written
     */
    static List<String> failures(RunResult run, Map<String, Made> decisions, List<String> problems) {
        var failures = new ArrayList<>(problems);
        var attainment = Scorer.score(run, Yardstick.NONE).value(Measure.ATTAINMENT);
        if (attainment < AIM) {
            failures.add(String.format(
                    Locale.ROOT,
                    "%.1f %% of the requests were served within their targets; the aim is %.0f %%",
                    100 * attainment,
                    100 * AIM));
        }
        for (var target : run.scene().targets()) {
            if (!decisions.containsKey(target.name())) {
                failures.add(target.name() + ": nothing was ever decided");
            } else {
                settled(run, target, decisions.get(target.name()), failures);
            }
        }
        held(run, failures);
        return List.copyOf(failures);
    }

    private static void settled(RunResult run, Target target, Made newest, List<String> failures) {
        var last = run.moments().stream()
                .filter(moment -> moment.target() == target.index())
                .reduce((earlier, later) -> later)
                .map(Moment::spec)
                .orElse(0);
        var desired = newest.decision().desiredReplicas();
        var old = newest.atMillis() + FOLLOWED_MILLIS < run.durationMillis();
        if (old && desired.isPresent() && desired.getAsInt() != last) {
            failures.add(
                    target.name() + " ended with " + last + " replicas, but " + desired.getAsInt() + " are wanted");
        }
        if (isIdle(run, target.model()) && last > target.minReplicas()) {
            failures.add(target.name() + " still has " + last + " replicas, " + (int) (SETTLED_SECONDS / 60)
                    + " min after the last request");
        }
    }

    private static boolean isIdle(RunResult run, int model) {
        var endSeconds = run.durationMillis() / MILLIS_PER_SECOND;
        var requests = run.requests();
        for (var index = requests.size() - 1; index >= 0; index--) {
            if (requests.model(index) == model) {
                return requests.arrivedMillis(index) / MILLIS_PER_SECOND < endSeconds - SETTLED_SECONDS;
            }
        }
        return true;
    }

    private static void held(RunResult run, List<String> failures) {
        for (var silence : run.scene().workload().cluster().scraping().silences()) {
            var report = SilenceReport.of(run, silence);
            if (silence.seconds() >= TOLD_AFTER_SECONDS
                    && report.isPresent()
                    && !report.get().harmless()) {
                failures.add(
                        report.get().held() == 0
                                ? silence.variant() + ": no decision was held while its metrics could not be read"
                                : silence.variant() + " was taken from "
                                        + report.get().before() + " to "
                                        + report.get().least() + " replicas while its metrics could not be read");
            }
        }
    }
}
