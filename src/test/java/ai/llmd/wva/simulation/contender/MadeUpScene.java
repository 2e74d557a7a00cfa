package ai.llmd.wva.simulation.contender;

import ai.llmd.wva.engine.Calibration;
import ai.llmd.wva.engine.ClientHabits;
import ai.llmd.wva.model.PerformanceProfile;
import ai.llmd.wva.simulation.workload.ArrivalProcess;
import ai.llmd.wva.simulation.workload.ClusterSetup;
import ai.llmd.wva.simulation.workload.ColdStart;
import ai.llmd.wva.simulation.workload.LoadStage;
import ai.llmd.wva.simulation.workload.ModelLoad;
import ai.llmd.wva.simulation.workload.OfferedLoad;
import ai.llmd.wva.simulation.workload.RateNoise;
import ai.llmd.wva.simulation.workload.RateShape;
import ai.llmd.wva.simulation.workload.RequestLengths;
import ai.llmd.wva.simulation.workload.TokenLength;
import ai.llmd.wva.simulation.workload.VariantSetup;
import ai.llmd.wva.simulation.workload.Workload;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** A scene for tests: one model, 4,000 tokens in and 1,000 out, evenly spaced, with Qwen 32B on two H100 each. */
public final class MadeUpScene {
    public static final double STAGE_SECONDS = 600;
    public static final double COLD_START_SECONDS = 100;

    private final List<LoadStage> stages = new ArrayList<>();
    private final List<VariantSetup> variants = new ArrayList<>();
    private double ttftMillis = 3000;

    /** A scene with a stage of {@value #STAGE_SECONDS} s at each rate. */
    public static MadeUpScene at(double... perSecond) {
        var scene = new MadeUpScene();
        for (var rate : perSecond) {
            scene.stages.add(new LoadStage(
                    STAGE_SECONDS,
                    new RateShape.Level(rate),
                    RateNoise.NONE,
                    new RequestLengths(new TokenLength.Fixed(4000), new TokenLength.Fixed(1000))));
        }
        return scene;
    }

    /** With another target for the time to first token. */
    public MadeUpScene ttft(double millis) {
        ttftMillis = millis;
        return this;
    }

    /** One more variant of the model. */
    public MadeUpScene variant(String name, double cents, int min, int max, int initial) {
        variants.add(new VariantSetup(
                name,
                "qwen",
                Calibration.H100_QWEN32B_TP2.name(),
                1,
                "H100",
                2,
                cents,
                min,
                max,
                initial,
                new ColdStart(COLD_START_SECONDS, 0),
                1));
        return this;
    }

    public Scene scene() {
        var targets = new ArrayList<Target>();
        for (var variant : variants) {
            targets.add(target(targets.size(), variant));
        }
        return new Scene(workload(), 1, targets);
    }

    private Workload workload() {
        var load = new OfferedLoad.Staged(stages, new ArrivalProcess.Even());
        var model = new ModelLoad("qwen", ttftMillis, 100, 1, 32_768, load, Optional.empty(), ClientHabits.PATIENT);
        return new Workload("made-up", "for tests", load.seconds(), List.of(model), variants, ClusterSetup.UNLIMITED);
    }

    private Target target(int index, VariantSetup variant) {
        var calibration = Calibration.H100_QWEN32B_TP2;
        return new Target(
                index,
                variant.name(),
                0,
                variant.minReplicas(),
                variant.maxReplicas(),
                variant.initialReplicas(),
                variant.devicesPerReplica(),
                variant.priceCentsPerHour(),
                ttftMillis,
                100,
                new PerformanceProfile("H100", 2, 256, 18, 0.2, Optional.empty()),
                calibration.law(),
                calibration.limits());
    }
}
