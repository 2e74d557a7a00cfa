package ai.llmd.wva;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.belongToAnyOf;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideOutsideOfPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import ai.llmd.wva.kubernetes.TargetScaler;
import ai.llmd.wva.kubernetes.VariantReporter;
import ai.llmd.wva.metrics.MetricsSource;
import ai.llmd.wva.model.Capacity;
import ai.llmd.wva.model.ReplicaArithmetic;
import ai.llmd.wva.model.SaturationPolicy;
import ai.llmd.wva.model.WorkLimit;
import com.tngtech.archunit.core.domain.AccessTarget;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.core.importer.Location;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import java.time.Clock;
import java.time.Instant;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.DoubleStream;
import java.util.stream.Stream;

/** The walls between the rooms. */
@AnalyzeClasses(packages = "ai.llmd.wva", importOptions = ArchitectureTest.MainOnly.class)
class ArchitectureTest {
    private static final String ROOT = "ai.llmd.wva.";

    private static final String[] CORE = {
        ROOT + "model..",
        ROOT + "queueing..",
        ROOT + "engine..",
        ROOT + "learning..",
        ROOT + "policy..",
        ROOT + "planning..",
        ROOT + "explain..",
        ROOT + "signals..",
        ROOT + "history..",
        ROOT + "hpa.."
    };

    /** What runs in virtual time, the same on every machine. */
    private static final String[] REPEATABLE =
            Stream.concat(Stream.of(CORE), Stream.of(ROOT + "simulation..")).toArray(String[]::new);

    /** Leaves out what was compiled beside this test, wherever a build or an IDE puts it. */
    static final class MainOnly implements ImportOption {
        private static final String TESTS = ArchitectureTest.class
                .getProtectionDomain()
                .getCodeSource()
                .getLocation()
                .getPath();

        @Override
        public boolean includes(Location location) {
            return !location.contains(TESTS);
        }
    }

    @ArchTest
    static final ArchRule MODEL_KNOWS_THE_JDK_ONLY = only("model", "java..", ROOT + "model..");

    @ArchTest
    static final ArchRule QUEUEING_KNOWS_THE_JDK_ONLY = only("queueing", "java..", ROOT + "queueing..");

    @ArchTest
    static final ArchRule PLANNING_IS_PURE = only(
            "planning",
            "java..",
            ROOT + "model..",
            ROOT + "queueing..",
            ROOT + "learning..",
            ROOT + "policy..",
            ROOT + "planning..");

    @ArchTest
    static final ArchRule LEARNING_IS_PURE = only("learning", "java..", ROOT + "model..", ROOT + "learning..");

    @ArchTest
    static final ArchRule POLICY_IS_PURE =
            only("policy", "java..", ROOT + "model..", ROOT + "queueing..", ROOT + "policy..");

    @ArchTest
    static final ArchRule HISTORY_IS_PURE = only("history", "java..", ROOT + "model..", ROOT + "history..");

    @ArchTest
    static final ArchRule SIGNALS_ARE_PURE = only("signals", "java..", ROOT + "model..", ROOT + "signals..");

    @ArchTest
    static final ArchRule THE_AUTOSCALER_IS_PURE = only("hpa", "java..", ROOT + "model..", ROOT + "hpa..");

    /** What there is of each device, what to do where it is short and how long to search are all it knows. */
    @ArchTest
    static final ArchRule THE_SOLVER_KNOWS_NEITHER_QUEUEING_NOR_VARIANTS = classes()
            .that()
            .resideInAPackage(ROOT + "planning.solver..")
            .should()
            .onlyDependOnClassesThat(resideInAnyPackage("java..", ROOT + "planning.solver..")
                    .or(belongToAnyOf(
                            Capacity.class, SaturationPolicy.class, ReplicaArithmetic.class, WorkLimit.class)));

    @ArchTest
    static final ArchRule EXPLAINING_DECIDES_NOTHING = only("explain", "java..", ROOT + "model..", ROOT + "explain..");

    @ArchTest
    static final ArchRule FITTING_KNOWS_THE_JDK_ONLY = only("profile.fit", "java..", ROOT + "profile.fit..");

    @ArchTest
    static final ArchRule THE_ENGINE_KNOWS_THE_JDK_ONLY = only("engine", "java..", ROOT + "engine..");

    @ArchTest
    static final ArchRule A_SIMULATION_KNOWS_NEITHER_VERTX_NOR_A_CLUSTER = noClasses()
            .that()
            .resideInAPackage(ROOT + "simulation..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("io.vertx..", "io.fabric8..", "picocli..");

    /** Files are read in its room {@code input}. */
    @ArchTest
    static final ArchRule A_WORKLOAD_KNOWS_NO_FILE = classes()
            .that()
            .resideInAPackage(ROOT + "simulation.workload")
            .should()
            .onlyDependOnClassesThat(
                    resideInAnyPackage("java.lang..", "java.util..", ROOT + "simulation.workload", ROOT + "engine..")
                            .and(not(resideInAnyPackage("java.util.logging.."))));

    @ArchTest
    static final ArchRule NEITHER_THE_CORE_NOR_A_SIMULATION_HAS_A_LOGGER = noClasses()
            .that()
            .resideInAnyPackage(REPEATABLE)
            .should()
            .dependOnClassesThat(resideInAnyPackage("java.util.logging..", "org.slf4j..", "ch.qos..")
                    .or(belongToAnyOf(System.Logger.class)));

    @ArchTest
    static final ArchRule KUBERNETES_KNOWS_NO_OTHER_ROOM =
            noOther("kubernetes", "kubernetes", "declaration", "explain", "hpa", "model", "serving.auth");

    @ArchTest
    static final ArchRule SERVING_KNOWS_ITS_CONFIGURATION_AND_THE_MODEL =
            noOther("serving", "serving", "config", "model");

    @ArchTest
    static final ArchRule SERVING_KNOWS_NO_KUBERNETES_CLIENT = noClasses()
            .that()
            .resideInAPackage(ROOT + "serving..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("io.fabric8..");

    /** It shows what others decide; what it plans with changed inputs, the policy that it is handed plans. */
    @ArchTest
    static final ArchRule THE_PAGE_DECIDES_NOTHING =
            noOther("page", "page", "explain", "history", "journal", "model", "policy", "serving");

    /** What is shown is put together without a server. */
    @ArchTest
    static final ArchRule VIEWS_KNOW_NO_VERTX = noClasses()
            .that()
            .resideInAnyPackage(ROOT + "page", ROOT + "page.view")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("io.vertx..", "org.slf4j..");

    @ArchTest
    static final ArchRule METRICS_KNOWS_ONLY_ITS_CONFIGURATION =
            noOther("metrics", "metrics", "config", "model", "signals");

    @ArchTest
    static final ArchRule CONFIG_KNOWS_NO_OTHER_ROOM = noOther("config", "config", "model", "signals");

    @ArchTest
    static final ArchRule DECLARATION_KNOWS_THE_MODEL_AND_THE_CONFIGURATION =
            noOther("declaration", "declaration", "config", "model");

    /** Policies are handed to it. */
    @ArchTest
    static final ArchRule VERTICLES_KNOW_NEITHER_A_PLANNER_NOR_WHO_DECLARES = noOther(
            "verticle",
            "verticle",
            "config",
            "explain",
            "hpa",
            "journal",
            "kubernetes",
            "metrics",
            "model",
            "page",
            "policy",
            "serving");

    @ArchTest
    static final ArchRule THE_JOURNAL_KNOWS_WHAT_DECIDES_AND_NO_MORE =
            noOther("journal", "journal", "model", "policy", "planning");

    /** What other rooms do for a verticle is called through their interfaces, in records of the model. */
    @ArchTest
    static final ArchRule VERTICLES_KNOW_OF_THE_CLUSTER_AND_OF_METRICS_ONLY_THEIR_INTERFACES = noClasses()
            .that()
            .resideInAPackage(ROOT + "verticle..")
            .should()
            .dependOnClassesThat(resideInAnyPackage("io.fabric8..", ROOT + "kubernetes..", ROOT + "metrics..")
                    .and(not(belongToAnyOf(VariantReporter.class, TargetScaler.class, MetricsSource.class))));

    @ArchTest
    static final ArchRule THE_CONTROLLER_PUTS_TOGETHER_AND_NEITHER_SIZES_NOR_WORDS = noOther(
            "controller",
            "controller",
            "config",
            "declaration",
            "journal",
            "kubernetes",
            "metrics",
            "model",
            "page",
            "planning",
            "policy",
            "serving",
            "verticle");

    @ArchTest
    static final ArchRule ONLY_PLANNING_USES_THE_SOLVERS = noClasses()
            .that()
            .resideOutsideOfPackage(ROOT + "planning..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage(ROOT + "planning.solver..");

    @ArchTest
    static final ArchRule OPTIMIZE_KNOWS_NO_OTHER_TOOL = noOther(
            "optimize",
            "optimize",
            "model",
            "explain",
            "policy",
            "planning",
            "queueing",
            "config",
            "declaration",
            "text");

    /** Of optimize, the reading of files. */
    @ArchTest
    static final ArchRule MIGRATION_READS_AS_THE_CONTROLLER_DOES =
            noOther("migration", "migration", "model", "explain", "config", "declaration", "optimize.input");

    @ArchTest
    static final ArchRule TEXT_KNOWS_UNITS_ONLY = only("text", "java..", ROOT + "model..", ROOT + "text..");

    @ArchTest
    static final ArchRule OPTIMIZE_KNOWS_NO_VERTX = noClasses()
            .that()
            .resideInAPackage(ROOT + "optimize..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("io.vertx..", "picocli..");

    /** So that a test or a simulation reads the metrics page of an engine in virtual time. */
    @ArchTest
    static final ArchRule A_VIRTUAL_SERVER_KNOWS_NO_VERTX = noClasses()
            .that()
            .resideInAPackage(ROOT + "emulator")
            .and()
            .haveNameMatching(".*\\.(Virtual|Vllm)\\w+")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("io.vertx..", "org.slf4j..");

    @ArchTest
    static final ArchRule NEITHER_THE_CORE_NOR_A_SIMULATION_HAS_A_CLOCK = noClasses()
            .that()
            .resideInAnyPackage(REPEATABLE)
            .should()
            .callMethod(System.class, "currentTimeMillis")
            .orShould()
            .callMethod(System.class, "nanoTime")
            .orShould()
            .callMethod(Instant.class, "now")
            .orShould()
            .dependOnClassesThat()
            .areAssignableTo(Clock.class);

    @ArchTest
    static final ArchRule THE_CORE_AND_A_SIMULATION_COMPUTE_THE_SAME_BITS_EVERYWHERE = noClasses()
            .that()
            .resideInAnyPackage(REPEATABLE)
            .should()
            .accessTargetWhere(describe(
                    "differs from machine to machine: use StrictMath, and sum in a loop",
                    access -> isInexactMath(access.getTarget()) || isStreamOfSums(access.getTarget())));

    @ArchTest
    static final ArchRule ONLY_THE_COMMAND_LINE_USES_THE_TOOLS = noClasses()
            .that()
            .resideInAnyPackage(
                    ROOT + "model..",
                    ROOT + "queueing..",
                    ROOT + "engine..",
                    ROOT + "policy..",
                    ROOT + "planning..",
                    ROOT + "kubernetes..",
                    ROOT + "metrics..",
                    ROOT + "signals..",
                    ROOT + "hpa..",
                    ROOT + "config..",
                    ROOT + "declaration..",
                    ROOT + "journal..",
                    ROOT + "controller..",
                    ROOT + "serving..",
                    ROOT + "history..",
                    ROOT + "page..",
                    ROOT + "verticle..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(
                    ROOT + "emulator..",
                    ROOT + "loadgen..",
                    ROOT + "optimize..",
                    ROOT + "simulation..",
                    ROOT + "profile..",
                    ROOT + "demo..",
                    ROOT + "cli..");

    @ArchTest
    static final ArchRule ONLY_THE_DEMO_USES_AN_API_SERVER_INSIDE_THE_PROCESS = noClasses()
            .that()
            .resideOutsideOfPackage(ROOT + "demo..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("io.fabric8.mockwebserver..", "io.fabric8.kubernetes.client.server.mock..");

    @ArchTest
    static final ArchRule ONE_NAME_STANDS_FOR_ONE_THING = classes().should(new NamesOnce());

    @ArchTest
    static final ArchRule ROOMS_DO_NOT_GO_IN_CIRCLES =
            slices().matching(ROOT + "(*)..").should().beFreeOfCycles();

    /** All of Math but what the Java language specifies to the last bit. */
    private static boolean isInexactMath(AccessTarget target) {
        return target.getOwner().isEquivalentTo(Math.class)
                && !Set.of("min", "max", "abs", "ceil", "floor", "round", "rint", "sqrt", "fma", "PI", "E")
                        .contains(target.getName())
                && !target.getName().endsWith("Exact")
                && !target.getName().startsWith("floor");
    }

    private static boolean isStreamOfSums(AccessTarget target) {
        var owner = target.getOwner();
        return target.getName().startsWith("parallel")
                || (owner.isEquivalentTo(DoubleStream.class)
                        && Set.of("sum", "average", "summaryStatistics").contains(target.getName()))
                || (owner.isEquivalentTo(Collectors.class) && target.getName().endsWith("ingDouble"));
    }

    private static ArchRule only(String room, String... packages) {
        return classes()
                .that()
                .resideInAPackage(ROOT + room + "..")
                .should()
                .onlyDependOnClassesThat()
                .resideInAnyPackage(packages)
                .allowEmptyShould(false);
    }

    private static ArchRule noOther(String room, String... rooms) {
        var allowed = Stream.of(rooms).map(name -> ROOT + name + "..").toArray(String[]::new);
        return classes()
                .that()
                .resideInAPackage(ROOT + room + "..")
                .should()
                .onlyDependOnClassesThat(resideInAnyPackage(allowed).or(resideOutsideOfPackage("ai.llmd.wva..")))
                .allowEmptyShould(false);
    }
}
