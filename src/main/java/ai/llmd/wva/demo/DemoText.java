package ai.llmd.wva.demo;

import static ai.llmd.wva.model.Units.SECONDS_PER_MINUTE;

import ai.llmd.wva.simulation.workload.Workload;
import java.util.List;
import java.util.Locale;

/** What a demo says before it begins, within 80 columns. */
final class DemoText {
    private DemoText() {}

    /** What is real here, what is not, and where to look. */
    static List<String> introduction(DemoSettings settings, int pagePort, int metricsPort, String apiServer) {
        return List.of(
                subject(settings.workload()),
                "Speed:     " + pace(settings),
                "Real:      WVA as in a cluster, with its own intervals; over sockets: the pods'",
                "           /metrics, its own /metrics, the Kubernetes API.",
                "Simulated: vLLM replicas, step by step, and their clients. No GPU, no model.",
                "Stand-ins: the API server, kubelet and HPA; WVA reads the pods itself, without",
                "           Prometheus.",
                "Live page: http://localhost:" + pagePort,
                "Metrics:   https://localhost:" + metricsPort + "/metrics",
                "Resources: " + apiServer + "/apis/llmd.ai/v1alpha1/variantautoscalings",
                "");
    }

    private static String pace(DemoSettings settings) {
        return String.format(
                Locale.ROOT,
                "%.3g times real time, %.0f min in %.1f; all numbers are as in real time.",
                settings.speed(),
                settings.workload().durationSeconds() / SECONDS_PER_MINUTE,
                settings.workload().durationSeconds() / SECONDS_PER_MINUTE / settings.speed());
    }

    private static String subject(Workload workload) {
        return workload.description().isEmpty() ? workload.name() : workload.name() + ": " + workload.description();
    }
}
