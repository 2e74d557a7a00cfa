package ai.llmd.wva.simulation;

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
import ai.llmd.wva.simulation.workload.TokenLength;
import ai.llmd.wva.simulation.workload.VariantSetup;
import ai.llmd.wva.simulation.workload.Workload;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.TreeMap;

/** Small workloads for tests: one model, one variant of the published sample unless a test changes it. */
public final class Workloads {
    private Workloads() {}

    /** Poisson arrivals of 25 tokens in and 178 out, a cold start of 60 s. */
    public static Workload steady(double perSecond, double seconds, int initialReplicas) {
        return of(seconds, model(perSecond, seconds, ClientHabits.PATIENT), variant("v", initialReplicas));
    }

    public static Workload of(double seconds, ModelLoad model, VariantSetup... variants) {
        return new Workload("small", "for a test", seconds, List.of(model), List.of(variants), ClusterSetup.UNLIMITED);
    }

    public static ModelLoad model(double perSecond, double seconds, ClientHabits clients) {
        var stage = new LoadStage(
                seconds,
                new RateShape.Level(perSecond),
                RateNoise.NONE,
                new RequestLengths(new TokenLength.Fixed(25), new TokenLength.Fixed(178)));
        return new ModelLoad(
                "m",
                500,
                24,
                1,
                2048,
                new OfferedLoad.Staged(List.of(stage), new ArrivalProcess.Poisson()),
                Optional.empty(),
                clients);
    }

    public static VariantSetup variant(String name, int initialReplicas) {
        return new VariantSetup(
                name, "m", "published", 1, "A100", 1, 40, 0, 20, initialReplicas, new ColdStart(60, 0), 1);
    }

    /** The same with targets promised to so many of a hundred requests. */
    public static Workload promising(Workload workload, OptionalDouble percentile) {
        return new Workload(
                workload.name(),
                workload.description(),
                workload.durationSeconds(),
                workload.models().stream()
                        .map(model -> model.promising(percentile))
                        .toList(),
                workload.variants(),
                workload.cluster());
    }

    /** The same on a cluster of so many devices whose nodes come after a while. */
    public static Workload on(Workload workload, int devices, double provisioningSeconds, double reclaimsPerHour) {
        var byType = new TreeMap<String, Integer>();
        byType.put("A100", devices);
        return in(
                workload,
                new ClusterSetup(
                        byType, provisioningSeconds, reclaimsPerHour, RoutingMethod.LEAST_OUTSTANDING, Scraping.USUAL));
    }

    /** The same, scraped otherwise. */
    public static Workload scraped(Workload workload, Scraping scraping) {
        return in(workload, new ClusterSetup(new TreeMap<>(), 0, 0, RoutingMethod.LEAST_OUTSTANDING, scraping));
    }

    private static Workload in(Workload workload, ClusterSetup cluster) {
        return new Workload(
                workload.name(),
                workload.description(),
                workload.durationSeconds(),
                workload.models(),
                workload.variants(),
                cluster);
    }
}
