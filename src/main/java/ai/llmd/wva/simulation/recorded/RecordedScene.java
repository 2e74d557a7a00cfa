package ai.llmd.wva.simulation.recorded;

import ai.llmd.wva.engine.ClientHabits;
import ai.llmd.wva.engine.EngineLimits;
import ai.llmd.wva.engine.StepLaw;
import ai.llmd.wva.model.Fleet;
import ai.llmd.wva.model.PerformanceProfile;
import ai.llmd.wva.model.ServiceClass;
import ai.llmd.wva.model.ServiceTarget;
import ai.llmd.wva.model.TargetState;
import ai.llmd.wva.model.Units;
import ai.llmd.wva.model.Variant;
import ai.llmd.wva.policy.Bounds;
import ai.llmd.wva.simulation.contender.Scene;
import ai.llmd.wva.simulation.contender.Target;
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
import java.util.TreeMap;

/**
 * Sets recorded demand up for a simulation. What a journal does not tell is assumed: requests come at random (Poisson)
 * at the measured rate and have random lengths (geometric) of the measured means, replicas are as fast as declared and
 * take the same time to start, clients wait for ever, and any number of accelerators is there.
 */
public final class RecordedScene {
    private static final int LONGEST_SEQUENCE = 32_768;
    private static final int MOST_REPLICAS = 1_000;
    private static final double NO_LIMIT_MILLIS = 1e9;
    private static final String DECLARED = "as declared";

    private final RecordedDemand demand;
    private final Fleet fleet;
    private final double coldStartSeconds;
    private final List<ModelLoad> models = new ArrayList<>();
    private final List<VariantSetup> setups = new ArrayList<>();
    private final List<Target> targets = new ArrayList<>();

    private RecordedScene(RecordedDemand demand, Fleet fleet, double coldStartSeconds) {
        this.demand = demand;
        this.fleet = fleet;
        this.coldStartSeconds = coldStartSeconds;
    }

    /** Empty where nothing can be simulated: no variant is sound, or the journal has fewer than two cycles. */
    public static Optional<Scene> of(RecordedDemand demand, double coldStartSeconds, long seed) {
        if (demand.fleet().isEmpty()
                || demand.tracks().isEmpty()
                || demand.seconds().isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(new RecordedScene(demand, demand.fleet().get(), coldStartSeconds).scene(seed));
    }

    private Scene scene(long seed) {
        var sharing = new TreeMap<String, List<DemandTrack>>();
        for (var track : demand.tracks().values()) {
            var variant = track.variant();
            sharing.computeIfAbsent(variant.id().namespace() + "/" + variant.modelId(), name -> new ArrayList<>())
                    .add(track);
        }
        sharing.forEach(this::add);
        var workload = new Workload(
                "journal", "the demand of a journal", demand.totalSeconds(), models, setups, ClusterSetup.UNLIMITED);
        return new Scene(workload, seed, targets);
    }

    private void add(String model, List<DemandTrack> tracks) {
        var first = tracks.get(0).variant();
        var declared = serviceClass(first);
        var limits = declared.targetFor(first.modelId()).orElseThrow();
        var longest = LONGEST_SEQUENCE;
        for (var track : tracks) {
            longest = (int) Math.min(longest, limits(track).kvTokens());
        }
        models.add(new ModelLoad(
                model,
                orNone(limits.ttftMillis()),
                itlMillis(limits),
                limits.percentile(),
                declared.priority(),
                longest,
                new OfferedLoad.Staged(stages(tracks), new ArrivalProcess.Poisson()),
                Optional.empty(),
                ClientHabits.PATIENT));
        for (var track : tracks) {
            add(track, model, models.size() - 1, limits);
        }
    }

    private ServiceClass serviceClass(Variant variant) {
        return fleet.classFor(variant).orElseThrow();
    }

    private void add(DemandTrack track, String model, int modelIndex, ServiceTarget limits) {
        var variant = track.variant();
        var profile = profile(variant);
        var found = (TargetState.Found) variant.target();
        var bounds = Bounds.of(variant, fleet.settings());
        int least = Math.max(
                bounds.minimum(),
                found.autoscaler().map(one -> one.minReplicas()).orElse(0));
        int most = Math.max(
                Math.max(1, least),
                Math.min(
                        bounds.maximum().orElse(MOST_REPLICAS),
                        found.autoscaler().map(one -> one.maxReplicas()).orElse(MOST_REPLICAS)));
        int initial = Math.max(least, Math.min(most, found.readyReplicas()));
        double price = fleet.costCentsPerHour(variant, profile.accelerator(), 1).orElseThrow();
        setups.add(new VariantSetup(
                variant.id().toString(),
                model,
                DECLARED,
                1,
                profile.accelerator(),
                profile.acceleratorCount(),
                price,
                least,
                most,
                initial,
                new ColdStart(coldStartSeconds, 0),
                1));
        targets.add(new Target(
                targets.size(),
                variant.id().toString(),
                modelIndex,
                least,
                most,
                initial,
                profile.acceleratorCount(),
                price,
                orNone(limits.ttftMillis()),
                itlMillis(limits),
                profile,
                law(profile),
                limits(track)));
    }

    private static PerformanceProfile profile(Variant variant) {
        return variant.profileFor(variant.currentAccelerator().orElseThrow()).orElseThrow();
    }

    /** With prefill, prompts are read in chunks, as vLLM does. */
    private static StepLaw law(PerformanceProfile profile) {
        return profile.prefill()
                .map(prefill -> StepLaw.chunked(profile.alphaMillis(), profile.betaMillis(), 0, prefill.deltaMillis()))
                .orElseGet(() -> StepLaw.decodeOnly(profile.alphaMillis(), profile.betaMillis()));
    }

    /** Where nothing told how much the cache holds, a full batch of the longest requests. */
    private static EngineLimits limits(DemandTrack track) {
        int batch = profile(track.variant()).maxBatchSize();
        int whole = EngineLimits.blocksFor(LONGEST_SEQUENCE);
        int blocks = track.kvCacheTokens() >= EngineLimits.BLOCK_TOKENS
                ? (int) Math.min(Integer.MAX_VALUE, track.kvCacheTokens() / EngineLimits.BLOCK_TOKENS)
                : (int) Math.min(Integer.MAX_VALUE, (long) batch * whole);
        return new EngineLimits(batch, blocks, LONGEST_SEQUENCE);
    }

    private static double itlMillis(ServiceTarget limits) {
        double byRate =
                limits.tokensPerSecond() > 0 ? Units.MILLIS_PER_SECOND / limits.tokensPerSecond() : NO_LIMIT_MILLIS;
        return Math.min(orNone(limits.itlMillis()), byRate);
    }

    private static double orNone(double millis) {
        return millis > 0 ? millis : NO_LIMIT_MILLIS;
    }

    private List<LoadStage> stages(List<DemandTrack> tracks) {
        var stages = new ArrayList<LoadStage>();
        double input = 1;
        double output = 1;
        for (int i = 0; i < demand.seconds().size(); i++) {
            double rate = 0;
            double prompts = 0;
            double answers = 0;
            for (var track : tracks) {
                var sample = track.at(i);
                rate += sample.ratePerSecond();
                prompts += sample.ratePerSecond() * sample.inputTokens();
                answers += sample.ratePerSecond() * sample.outputTokens();
            }
            if (rate > 0) {
                input = Math.max(1, prompts / rate);
                output = Math.max(1, answers / rate);
            }
            stages.add(new LoadStage(
                    demand.seconds().get(i),
                    new RateShape.Level(rate),
                    RateNoise.NONE,
                    new RequestLengths(new TokenLength.Geometric(input), new TokenLength.Geometric(output))));
        }
        return stages;
    }
}
