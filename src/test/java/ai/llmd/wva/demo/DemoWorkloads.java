package ai.llmd.wva.demo;

import ai.llmd.wva.engine.ClientHabits;
import ai.llmd.wva.simulation.workload.ArrivalProcess;
import ai.llmd.wva.simulation.workload.ClusterSetup;
import ai.llmd.wva.simulation.workload.ColdStart;
import ai.llmd.wva.simulation.workload.LoadStage;
import ai.llmd.wva.simulation.workload.ModelLoad;
import ai.llmd.wva.simulation.workload.OfferedLoad;
import ai.llmd.wva.simulation.workload.RateNoise;
import ai.llmd.wva.simulation.workload.RateShape;
import ai.llmd.wva.simulation.workload.RequestLengths;
import ai.llmd.wva.simulation.workload.RoutingMethod;
import ai.llmd.wva.simulation.workload.Scraping;
import ai.llmd.wva.simulation.workload.Silence;
import ai.llmd.wva.simulation.workload.StoryPhase;
import ai.llmd.wva.simulation.workload.TokenLength;
import ai.llmd.wva.simulation.workload.VariantSetup;
import ai.llmd.wva.simulation.workload.Workload;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;

/** Small workloads for tests: one model on one variant, {@code chat}, of at most four replicas on two H100 each. */
final class DemoWorkloads {
    static final String VARIANT = "chat";
    private static final double TTFT_MILLIS = 3000;
    private static final double ITL_MILLIS = 60;

    private DemoWorkloads() {}

    /** Seconds and requests a second, one pair for each stage. */
    static Workload staged(List<Silence> silences, double... secondsAndRates) {
        var stages = new ArrayList<LoadStage>();
        var seconds = 0.0;
        for (var i = 0; i < secondsAndRates.length; i += 2) {
            seconds += secondsAndRates[i];
            stages.add(new LoadStage(
                    secondsAndRates[i],
                    new RateShape.Level(secondsAndRates[i + 1]),
                    RateNoise.NONE,
                    new RequestLengths(new TokenLength.Fixed(1000), new TokenLength.Fixed(200))));
        }
        var model = new ModelLoad(
                "org/model",
                TTFT_MILLIS,
                ITL_MILLIS,
                1,
                16_384,
                new OfferedLoad.Staged(stages, new ArrivalProcess.Poisson()),
                Optional.empty(),
                ClientHabits.PATIENT);
        return new Workload(
                "small",
                "for tests",
                seconds,
                List.of(model),
                List.of(variant(VARIANT, "H100", 600)),
                new ClusterSetup(new TreeMap<>(), 0, 0, RoutingMethod.LEAST_OUTSTANDING, new Scraping(15, 0, silences)),
                List.of(new StoryPhase(0, "beginning")));
    }

    /** The same variant under another name, on another accelerator, at another price. */
    static VariantSetup variant(String name, String accelerator, double cents) {
        return new VariantSetup(
                name, "org/model", "h100-qwen32b-tp2", 1, accelerator, 2, cents, 1, 4, 1, new ColdStart(30, 0), 1);
    }

    /** The same workload with another variant beside. */
    static Workload with(Workload workload, VariantSetup more) {
        var variants = new ArrayList<>(workload.variants());
        variants.add(more);
        return new Workload(
                workload.name(),
                workload.description(),
                workload.durationSeconds(),
                workload.models(),
                variants,
                workload.cluster(),
                workload.phases());
    }
}
