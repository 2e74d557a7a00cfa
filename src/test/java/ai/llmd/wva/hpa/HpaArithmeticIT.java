package ai.llmd.wva.hpa;

import ai.llmd.wva.fixture.ControlPlane;
import ai.llmd.wva.fixture.ControlPlaneOptions;
import ai.llmd.wva.fixture.MetricsServer;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** Our arithmetic against the real kube-controller-manager, case by case, all at the same time. */
class HpaArithmeticIT {
    private static final Map<String, HpaTrial> TRIALS = new TreeMap<>();
    private static ControlPlane plane;
    private static String namespace;
    private static MetricsServer server;

    @BeforeAll
    static void begin() {
        plane = ControlPlane.shared();
        var options = ControlPlaneOptions.defaults();
        var flags = new HpaFlags(
                HpaFlags.DEFAULT_TOLERANCE,
                (int) options.hpaDownscaleStabilization().toSeconds(),
                options.scaleToZero());
        namespace = plane.createNamespace("hpa");
        for (var one : HpaCases.all()) {
            var name = "case-%02d".formatted(TRIALS.size());
            TRIALS.put(name, new HpaTrial(plane, namespace, name, one, flags));
        }
        server = MetricsServer.start(plane, HpaArithmeticIT::read);
        TRIALS.values().forEach(HpaTrial::begin);
    }

    @AfterAll
    static void end() {
        if (server != null) {
            server.close();
            TrialPods.release(plane.admin(), namespace);
        }
    }

    @TestFactory
    Stream<DynamicTest> decidesAsTheRealControllerDoes() {
        return TRIALS.values().stream().map(trial -> DynamicTest.dynamicTest(trial.toString(), trial::agrees));
    }

    /** Metrics are called case-NN-M. */
    private static Map<String, Long> read(String metric) {
        var dash = metric.lastIndexOf('-');
        return TRIALS.get(metric.substring(0, dash)).read(Integer.parseInt(metric.substring(dash + 1)));
    }
}
