package ai.llmd.wva.doctor;

import ai.llmd.wva.doctor.FindingText.Remark;
import ai.llmd.wva.kubernetes.ExternalApi;
import ai.llmd.wva.kubernetes.ExternalReading;
import java.util.Optional;

/** What there is to say of the API by which autoscalers read external metrics. */
final class ExternalApiText {
    private static final String KIND = "external metrics";
    private static final String HELP = "docs/troubleshooting.md#an-apiservice-is-not-available";

    private ExternalApiText() {}

    /** Of the API as a whole. */
    static Remark of(ExternalApi api) {
        var holder = api.holder().orElse("the API server itself");
        return switch (api.state()) {
            case AVAILABLE -> new Remark(KIND, holder + " serves them (APIService " + ExternalApi.NAME + ")");
            case UNAVAILABLE ->
                new Remark(
                        KIND,
                        holder + " holds the APIService " + ExternalApi.NAME
                                + " but is not available, so no autoscaler can read any: " + api.message(),
                        Optional.of("see " + HELP));
            case ABSENT ->
                new Remark(
                        KIND,
                        "no service provides them: there is no APIService " + ExternalApi.NAME,
                        Optional.of(
                                "install deploy/external-metrics or an adapter, unless WVA scales the targets itself"));
            case UNKNOWN ->
                new Remark(
                        KIND,
                        "unknown which service provides them: " + api.message(),
                        Optional.of("grant the permission to get apiservices"));
        };
    }

    /** Of what the autoscaler of a variant reads there. */
    static Remark of(ExternalReading reading) {
        var values = reading.values();
        if (values.size() == 1) {
            return new Remark("autoscaler reads", reading.metric() + " " + values.get(0));
        }
        if (values.isEmpty()) {
            return new Remark(
                    "autoscaler reads",
                    "no " + reading.metric() + ", and keeps its replicas"
                            + (reading.failure().isEmpty() ? "" : ": " + reading.failure()),
                    Optional.of("see docs/troubleshooting.md#the-horizontalpodautoscaler-shows-unknown"));
        }
        return new Remark(
                "autoscaler reads",
                values.size() + " values of " + reading.metric() + ", and adds them up: " + String.join(" + ", values),
                Optional.of(
                        "do two controllers publish the variant? If not, select its labels in the metric's selector"));
    }
}
