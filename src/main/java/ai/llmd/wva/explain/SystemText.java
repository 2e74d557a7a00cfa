package ai.llmd.wva.explain;

import static ai.llmd.wva.model.Units.SECONDS_PER_MINUTE;

import ai.llmd.wva.model.Load;
import ai.llmd.wva.model.Measurement;
import ai.llmd.wva.model.Observation;
import ai.llmd.wva.model.PerformanceProfile;
import ai.llmd.wva.model.ServiceClass;
import ai.llmd.wva.model.Variant;
import java.util.Locale;
import java.util.OptionalDouble;
import java.util.stream.Collectors;

/** What a cycle was planned from, on one line: accelerators, service classes, models, servers with their load. */
public final class SystemText {
    private SystemText() {}

    public static String of(Observation observation) {
        var fleet = observation.fleet();
        var accelerators = fleet.accelerators().values().stream()
                .map(one -> "{name: " + one.name() + ", type: " + one.device() + ", cost: "
                        + number(one.unitCostCentsPerHour()) + "}")
                .collect(Collectors.joining(", "));
        var classes =
                fleet.serviceClasses().stream().map(SystemText::serviceClass).collect(Collectors.joining(", "));
        var servers = fleet.variants().values().stream()
                .map(variant -> server(variant, observation.measurements().get(variant.id())))
                .collect(Collectors.joining(", "));
        return "accelerators: [" + accelerators + "]; serviceClasses: [" + classes + "]; servers: [" + servers + "]";
    }

    private static String serviceClass(ServiceClass serviceClass) {
        return serviceClass.targets().entrySet().stream()
                .map(entry -> "{name: " + serviceClass.name() + ", model: " + entry.getKey() + ", priority: "
                        + serviceClass.priority() + ", slo-itl: "
                        + number(entry.getValue().itlMillis())
                        + ", slo-ttft: " + number(entry.getValue().ttftMillis()) + ", slo-tps: "
                        + number(entry.getValue().tokensPerSecond()) + "}")
                .collect(Collectors.joining(", "));
    }

    private static String server(Variant variant, Measurement measurement) {
        var profiles = variant.profiles().stream().map(SystemText::profile).collect(Collectors.joining(", "));
        return "{name: " + variant.id().name() + ":" + variant.id().namespace() + ", model: " + variant.modelId()
                + ", accelerator: " + variant.currentAccelerator().orElse("") + ", numReplicas: "
                + variant.currentReplicas() + ownPrice(variant) + ", load: " + load(measurement) + ", profiles: ["
                + profiles + "]}";
    }

    private static String ownPrice(Variant variant) {
        var own = variant.acceleratorOptions().replicaCostCentsPerHour();
        return own.isPresent() ? ", variantCost: " + number(own.getAsDouble()) : "";
    }

    private static String profile(PerformanceProfile profile) {
        return "{acc: " + profile.accelerator() + ", accCount: " + profile.acceleratorCount() + ", alpha: "
                + profile.alphaMillis() + ", beta: " + profile.betaMillis()
                + profile.prefill()
                        .map(prefill -> ", gamma: " + prefill.gammaMillis() + ", delta: " + prefill.deltaMillis())
                        .orElse("")
                + ", maxBatchSize: " + profile.maxBatchSize() + "}";
    }

    private static String load(Measurement measurement) {
        return measurement instanceof Measurement.Measured measured
                ? load(measured.load())
                : "unknown (" + ((Measurement.Unknown) measurement).message() + ")";
    }

    private static String load(Load load) {
        return "{arrivalRate: " + number(load.arrivalRatePerSecond() * SECONDS_PER_MINUTE) + ", avgInputTokens: "
                + number(load.inputTokens()) + ", avgOutputTokens: " + number(load.outputTokens()) + ", itlAverage: "
                + number(load.itlMillis()) + ", ttftAverage: " + number(load.ttftMillis()) + ", waitAverage: "
                + number(load.waitMillis()) + ", running: " + number(load.running()) + ", waiting: "
                + number(load.waiting()) + abandoned(load) + cache(load) + "}";
    }

    private static String abandoned(Load load) {
        return load.abandonedRatePerSecond() == 0
                ? ""
                : ", abandonedRate: " + number(load.abandonedRatePerSecond() * SECONDS_PER_MINUTE);
    }

    private static String cache(Load load) {
        return load.kvCacheTokens().isEmpty()
                ? ""
                : ", kvCacheTokens: " + Math.round(load.kvCacheTokens().getAsDouble());
    }

    private static String number(OptionalDouble value) {
        return value.isPresent() ? number(value.getAsDouble()) : "unknown";
    }

    static String number(double value) {
        return String.format(Locale.ROOT, "%.2f", value);
    }
}
