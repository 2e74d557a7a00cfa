package ai.llmd.wva.simulation.contender;

import ai.llmd.wva.config.CollectorConfiguration;
import ai.llmd.wva.explain.DecisionText;
import ai.llmd.wva.metrics.EngineNames;
import ai.llmd.wva.metrics.LoadMeter;
import ai.llmd.wva.metrics.RawSeries;
import ai.llmd.wva.model.CalibrationMode;
import ai.llmd.wva.model.Observation;
import ai.llmd.wva.model.WorkLimit;
import ai.llmd.wva.policy.Policy;
import ai.llmd.wva.policy.PolicyRun;
import ai.llmd.wva.simulation.contender.PolicyContender.Actuation;
import ai.llmd.wva.simulation.workload.Substreams;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;

/** The controller's pipeline in virtual time: measure, plan, publish; and the HPAs that follow what was published. */
final class PolicyScaler implements Scaler {
    private static final CollectorConfiguration COLLECTOR = CollectorConfiguration.defaults();
    private static final double LOOK_BACK_MILLIS =
            (double) COLLECTOR.sampling().lookBack().toMillis();

    /** How often it looks how long requests were; more often than the controller, as it may begin with nothing. */
    private static final double LENGTHS_EVERY_MILLIS = 120_000;

    private final Scene scene;
    private final SceneFleet fleets;
    private final LoadMeter meter = new LoadMeter(
            COLLECTOR.sampling(),
            COLLECTOR.series(),
            new EngineNames(COLLECTOR.series().metricPrefix()),
            "check the ServiceMonitor");
    private final Every cycles;
    private final PublishedMetric published;
    private final Actuation actuation;
    private PolicyRun<?> run;
    private long cycle;
    private double lengthsAtMillis;

    PolicyScaler(Scene scene, Policy<?> policy, Duration interval, CalibrationMode calibration, Actuation actuation) {
        this.scene = scene;
        this.fleets = new SceneFleet(scene, interval, calibration);
        this.run = PolicyRun.start(policy);
        this.actuation = actuation;
        var phases = Substreams.of(scene.seed(), "phases of the controller", 0);
        this.cycles = new Every(interval.toMillis(), phases.nextDouble());
        this.published = new PublishedMetric(scene, phases.nextDouble(), phases.nextDouble());
    }

    @Override
    public double look(Sight sight, Orders orders) {
        if (cycles.isDue(sight.nowMillis())) {
            plan(sight, orders);
        }
        return actuation == Actuation.HPA
                ? Math.min(cycles.nextMillis(), published.look(sight, orders))
                : cycles.nextMillis();
    }

    private void plan(Sight sight, Orders orders) {
        var now = Scene.START.plusMillis((long) sight.nowMillis());
        var fleet = fleets.fleet(sight, ++cycle);
        meter.see(fleet, now);
        learnLengths(sight, now);
        var measurements = meter.withGateways(
                fleet,
                meter.measure(fleet.variants().values(), series(sight), List.of(), now),
                sight.gatewaySeries(LOOK_BACK_MILLIS),
                now);
        var planned = run.plan(new Observation(cycle, now, fleet, measurements), WorkLimit.NONE);
        run = planned.next();
        for (var target : scene.targets()) {
            var decision = planned.plan().decisions().get(SceneFleet.id(target));
            decision.desiredReplicas().ifPresent(desired -> act(target, desired, orders));
            orders.note(
                    target.index(),
                    decision.desiredReplicas().orElse(decision.currentReplicas()),
                    !decision.outcome().succeeded(),
                    DecisionText.reason(decision));
        }
    }

    private void act(Target target, int desired, Orders orders) {
        switch (actuation) {
            case HPA -> published.set(target.index(), OptionalInt.of(desired));
            case DIRECT ->
                orders.scale(target.index(), Math.max(target.minReplicas(), Math.min(target.maxReplicas(), desired)));
        }
    }

    /** Looks how long the requests were that came since it looked last. */
    private void learnLengths(Sight sight, Instant now) {
        var since = sight.nowMillis() - lengthsAtMillis;
        if (since < LENGTHS_EVERY_MILLIS) {
            return;
        }
        lengthsAtMillis = sight.nowMillis();
        var series = new ArrayList<RawSeries>();
        for (var target : scene.targets()) {
            series.addAll(sight.target(target.index()).lengthSeries(since));
        }
        meter.learnLengths(series, now);
    }

    private List<RawSeries> series(Sight sight) {
        var series = new ArrayList<RawSeries>();
        for (var target : scene.targets()) {
            series.addAll(sight.target(target.index()).series(LOOK_BACK_MILLIS));
        }
        return series;
    }
}
