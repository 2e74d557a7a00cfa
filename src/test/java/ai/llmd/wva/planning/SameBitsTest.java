package ai.llmd.wva.planning;

import static org.assertj.core.api.Assertions.assertThat;

import ai.llmd.wva.benchmark.RandomFleet;
import ai.llmd.wva.model.Allocation;
import ai.llmd.wva.model.Capacity;
import ai.llmd.wva.model.Decision;
import ai.llmd.wva.model.Fleet;
import ai.llmd.wva.model.Observation;
import ai.llmd.wva.model.Plan;
import ai.llmd.wva.model.SaturationPolicy;
import ai.llmd.wva.model.ServiceClass;
import ai.llmd.wva.model.ServiceTarget;
import ai.llmd.wva.model.SizingLaw;
import ai.llmd.wva.model.SolverKind;
import ai.llmd.wva.model.Variant;
import ai.llmd.wva.model.VariantId;
import ai.llmd.wva.model.WorkLimit;
import ai.llmd.wva.queueing.DecodeTime;
import ai.llmd.wva.queueing.LatencyTargets;
import ai.llmd.wva.queueing.PrefillTime;
import ai.llmd.wva.queueing.Replica;
import ai.llmd.wva.queueing.RequestShape;
import ai.llmd.wva.queueing.Sizer;
import ai.llmd.wva.queueing.Sizing;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.Properties;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * A plan is the same bit for bit on every machine and every Java: what is planned here is compared with what was
 * recorded, and the build runs this test on 17 and on 25. The record is a digest of {@link #line}s; a plan that differs
 * is written to {@code target/plan-bits}, so that two Javas, or two revisions, can be compared with diff. After a
 * change that is meant to change plans, record the digests that the test prints.
 */
class SameBitsTest {
    private static final int VARIANTS = 60;
    private static final int CYCLES = 2;
    private static final String RECORD = "plan-bits.properties";

    enum Case {
        CHEAPEST {
            @Override
            String text() {
                return planned(SizingLaw.PUBLISHED, SolverKind.NEAR_EXACT, false, fleet -> fleet);
            }
        },
        RUNNING {
            @Override
            String text() {
                return planned(SizingLaw.PUBLISHED, SolverKind.NEAR_EXACT, true, fleet -> fleet);
            }
        },
        PERCENTILES {
            @Override
            String text() {
                return planned(SizingLaw.PUBLISHED, SolverKind.NEAR_EXACT, false, SameBitsTest::promisingPercentiles);
            }
        },
        SHARED_LOADS {
            @Override
            String text() {
                return planned(SizingLaw.PUBLISHED, SolverKind.NEAR_EXACT, false, SameBitsTest::sharingModels);
            }
        },
        LIMITED {
            @Override
            String text() {
                return planned(SizingLaw.PUBLISHED, SolverKind.NEAR_EXACT, false, SameBitsTest::limited);
            }
        },
        LIMITED_GREEDY {
            @Override
            String text() {
                return planned(SizingLaw.PUBLISHED, SolverKind.GREEDY, false, SameBitsTest::limited);
            }
        },
        CONTINUOUS {
            @Override
            String text() {
                return planned(SizingLaw.CONTINUOUS, SolverKind.NEAR_EXACT, false, fleet -> fleet);
            }
        },
        CONTINUOUS_PERCENTILES {
            @Override
            String text() {
                return planned(SizingLaw.CONTINUOUS, SolverKind.NEAR_EXACT, false, SameBitsTest::promisingPercentiles);
            }
        },
        SIZING {
            @Override
            String text() {
                return sized();
            }
        };

        abstract String text();
    }

    @ParameterizedTest
    @EnumSource
    void plansAreTheSameBitForBitAsRecorded(Case one) throws IOException {
        var text = one.text();
        var digest = sha256(text);
        var written = Path.of(System.getProperty("wva.basedir", "."), "target", "plan-bits", one + ".txt");
        if (!digest.equals(recorded(one))) {
            Files.createDirectories(written.getParent());
            Files.writeString(written, text);
        }
        assertThat(digest).as("%s, written to %s", one, written).isEqualTo(recorded(one));
    }

    private static String planned(SizingLaw law, SolverKind solver, boolean live, UnaryOperator<Fleet> change) {
        var rules = new PlanningRules(solver, SaturationPolicy.PRIORITY_ROUND_ROBIN, false, live, law);
        var memory = Memory.EMPTY;
        var lines = new ArrayList<String>();
        for (int cycle = 0; cycle < CYCLES; cycle++) {
            var random = RandomFleet.observation(VARIANTS, cycle);
            var observation = new Observation(cycle, random.at(), change.apply(random.fleet()), random.measurements());
            var step = new Planner(rules).plan(observation, memory, WorkLimit.NONE);
            memory = step.memory();
            lines.addAll(lines(step.plan()));
        }
        return String.join("\n", lines);
    }

    private static List<String> lines(Plan plan) {
        var lines = new ArrayList<String>();
        var summary = plan.summary();
        lines.add("plan " + bits(summary.costCentsPerHour()) + " " + bits(summary.lowerBoundCentsPerHour()));
        plan.decisions().values().forEach(decision -> lines.add(line(decision)));
        return lines;
    }

    private static String line(Decision decision) {
        return decision.id().name() + " " + decision.outcome() + " " + decision.accelerator() + " "
                + decision.desiredReplicas().orElse(-1) + " "
                + decision.suggestedWeightPercent().orElse(-1) + " "
                + decision.allocation().map(SameBitsTest::numbers).orElse("-");
    }

    private static String numbers(Allocation allocation) {
        var limits = allocation.limits();
        return bits(
                allocation.costCentsPerHour(),
                allocation.itlMillis(),
                allocation.ttftMillis(),
                allocation.waitMillis(),
                allocation.utilization(),
                allocation.rateTargetPerSecond(),
                allocation.maxRatePerSecond(),
                limits.ttft().orElse(-1),
                limits.itl().orElse(-1),
                limits.tokensPerSecond().orElse(-1),
                limits.throughput());
    }

    private static Fleet promisingPercentiles(Fleet fleet) {
        var classes = new ArrayList<ServiceClass>();
        for (var one : fleet.serviceClasses()) {
            var targets = new TreeMap<String, ServiceTarget>();
            one.targets()
                    .forEach((model, target) -> targets.put(
                            model,
                            new ServiceTarget(
                                    2 * target.ttftMillis(), 2 * target.itlMillis(), 0, OptionalDouble.of(90))));
            classes.add(new ServiceClass(one.key(), one.name(), one.priority(), targets));
        }
        return with(fleet, fleet.variants(), classes, Capacity.UNLIMITED);
    }

    /** Six variants in a row, of which every third is of the same class, serve the first one's model. */
    private static Fleet sharingModels(Fleet fleet) {
        var variants = new TreeMap<VariantId, Variant>();
        fleet.variants().values().forEach(variant -> {
            int number = Integer.parseInt(variant.modelId().substring("model-".length()));
            int first = number - number % 6 + number % 3;
            variants.put(variant.id(), Variants.withModel(variant, "model-" + first));
        });
        return with(fleet, variants, fleet.serviceClasses(), Capacity.UNLIMITED);
    }

    private static Fleet limited(Fleet fleet) {
        var devices = new TreeMap<String, Long>();
        fleet.accelerators().values().forEach(one -> devices.put(one.device(), 40L));
        return with(fleet, fleet.variants(), fleet.serviceClasses(), new Capacity(devices));
    }

    private static Fleet with(
            Fleet from, Map<VariantId, Variant> variants, List<ServiceClass> classes, Capacity capacity) {
        return new Fleet(
                from.generation(),
                new TreeMap<>(variants),
                from.accelerators(),
                classes,
                capacity,
                from.settings(),
                from.problems());
    }

    /** Lengths of every variability, which a plan does not know yet. */
    private static String sized() {
        var random = new SplittableRandom(2026);
        var lines = new ArrayList<String>();
        for (int i = 0; i < 200; i++) {
            int batch = 4 << random.nextInt(7);
            var decode = new DecodeTime(random.nextDouble(5, 25), random.nextDouble(0.02, 0.5));
            var replica = random.nextBoolean()
                    ? Replica.decodeOnly(batch, decode)
                    : Replica.prefillAndDecode(
                            batch, decode, new PrefillTime(random.nextDouble(20), random.nextDouble(0.01)));
            var shape = new RequestShape(random.nextDouble(1000), random.nextDouble(1, 600), random.nextDouble());
            var targets = new LatencyTargets(
                            random.nextDouble(200, 2000), decode.millisAt(random.nextDouble(2, batch)), 0)
                    .atPercentile(random.nextDouble(50, 99));
            lines.add(line(Sizer.size(replica, shape, targets)));
        }
        return String.join("\n", lines);
    }

    private static String line(Sizing sizing) {
        return sizing instanceof Sizing.Feasible feasible
                ? feasible.binding() + " "
                        + bits(
                                feasible.maxRatePerSecond(),
                                feasible.perReplicaRatePerSecond(),
                                feasible.rateForTtftPerSecond(),
                                feasible.rateForItlPerSecond())
                : "infeasible " + bits(((Sizing.Infeasible) sizing).bestMillis());
    }

    private static String bits(double... numbers) {
        var text = new StringBuilder();
        for (var number : numbers) {
            text.append(Long.toHexString(Double.doubleToLongBits(number))).append(' ');
        }
        return text.toString().strip();
    }

    private static String recorded(Case one) throws IOException {
        var record = new Properties();
        try (var in = SameBitsTest.class.getResourceAsStream("/" + RECORD)) {
            record.load(in);
        }
        return record.getProperty(one.name());
    }

    private static String sha256(String text) {
        try {
            return HexFormat.of()
                    .formatHex(MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
