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
                "Real:      WVA as in a cluster, with its own intervals; the pods' /metrics, its",
                "           own /metrics and the Kubernetes API over sockets.",
                "Simulated: vLLM replicas, step by step, and their clients. No GPU, no model.",
                "Stand-ins: the API server, kubelet and HPA; WVA reads the pods itself, without",
                "           Prometheus.",
                "Live page: http://localhost:" + pagePort,
                "Look, too: curl -sk https://localhost:" + metricsPort + "/metrics | grep inferno_",
                "           curl -s " + apiServer + "/apis/llmd.ai/v1alpha1/variantautoscalings",
                "");
    }

    private static String pace(DemoSettings settings) {
        return String.format(
                Locale.ROOT,
                "%.3g times real time: %.0f min in %.1f. All numbers are those of real time.",
                settings.speed(),
                settings.workload().durationSeconds() / SECONDS_PER_MINUTE,
                settings.workload().durationSeconds() / SECONDS_PER_MINUTE / settings.speed());
    }

    private static String subject(Workload workload) {
        return workload.description().isEmpty() ? workload.name() : workload.name() + ": " + workload.description();
    }
}
