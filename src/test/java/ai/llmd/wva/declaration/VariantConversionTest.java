package ai.llmd.wva.declaration;

import static org.assertj.core.api.Assertions.assertThat;

import ai.llmd.wva.explain.ProblemText;
import ai.llmd.wva.explain.Words;
import ai.llmd.wva.model.AcceleratorOptions;
import ai.llmd.wva.model.ActuationMode;
import ai.llmd.wva.model.CalibrationMode;
import ai.llmd.wva.model.Effect;
import ai.llmd.wva.model.Handling;
import ai.llmd.wva.model.LastGoodDecision;
import ai.llmd.wva.model.Mode;
import ai.llmd.wva.model.PerformanceProfile;
import ai.llmd.wva.model.Problem;
import ai.llmd.wva.model.ReplicaLimits;
import ai.llmd.wva.model.ResourceIdentity;
import ai.llmd.wva.model.Role;
import ai.llmd.wva.model.ScaleTarget;
import ai.llmd.wva.model.ServedModel;
import ai.llmd.wva.model.SloClassRef;
import ai.llmd.wva.model.TargetRef;
import ai.llmd.wva.model.TargetState;
import ai.llmd.wva.model.Variant;
import ai.llmd.wva.model.VariantId;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class VariantConversionTest {
    private static final String PERF_PARMS = "modelProfile.accelerators[0].perfParms.";
    private static final TargetState TARGET = new TargetState.Missing("Deployment vllme does not exist");

    @Test
    void readsWhatIsDeclaredAndLeavesTheRestOpen() {
        var variant = read(Resources.YAML);

        assertThat(variant)
                .isEqualTo(new Variant(
                        new ResourceIdentity(new VariantId("llm", "vllme"), "u-1", 3),
                        ServedModel.named("default/default"),
                        new ScaleTarget(TargetRef.deployment("vllme"), TARGET),
                        new AcceleratorOptions(
                                Optional.of("A100"),
                                List.of(new PerformanceProfile("A100", 1, 4, 20.58, 0.41, Optional.empty())),
                                Optional.empty()),
                        ReplicaLimits.NONE,
                        Optional.empty(),
                        Optional.empty(),
                        List.of()));
    }

    @Test
    void readsEveryOptionalField() {
        var variant = read(Resources.YAML + """
              minReplicas: 0
              maxReplicas: 7
              keepAccelerator: false
              fallbackReplicas: 3
              variantCost: "12.50"
              role: decode
              mode: advisory
              sloClassRef: {name: Premium, key: ""}
              scaleTargetRef: {kind: StatefulSet, name: server}
            status:
              desiredOptimizedAlloc: {lastRunTime: "2026-01-02T03:04:05Z", accelerator: A100, numReplicas: 0}
            """);

        assertThat(variant.problems()).isEmpty();
        assertThat(variant.minReplicas()).hasValue(0);
        assertThat(variant.maxReplicas()).hasValue(7);
        assertThat(variant.keepAccelerator()).contains(false);
        assertThat(variant.fallbackReplicas()).hasValue(3);
        assertThat(variant.acceleratorOptions().ownPrice("A100")).hasValue(12.5);
        assertThat(variant.role()).isEqualTo(Role.DECODE);
        assertThat(variant.handling()).isEqualTo(new Handling(Optional.of(Mode.ADVISORY), false));
        assertThat(variant.sloClassRef()).contains(new SloClassRef(Optional.of("Premium"), Optional.empty()));
        assertThat(variant.targetRef()).isEqualTo(new TargetRef("apps/v1", "StatefulSet", "server"));
        assertThat(variant.lastGood()).contains(new LastGoodDecision("A100", 0, Instant.parse("2026-01-02T03:04:05Z")));
    }

    @Test
    void prefersTheProfileWithPrefillAndDecodeApart() {
        var variant = read(Resources.YAML + """
                    perfParms:
                      decodeParms: {alpha: "7.470", beta: "0.044"}
                      prefillParms: {gamma: "15.415", delta: "0.000337"}
            """);

        assertThat(variant.problems()).isEmpty();
        assertThat(variant.profiles())
                .containsExactly(new PerformanceProfile(
                        "A100", 1, 4, 7.47, 0.044, Optional.of(new PerformanceProfile.Prefill(15.415, 0.000337))));
    }

    @ParameterizedTest
    @EnumSource(CalibrationMode.class)
    void saysWhatIsDoneAboutALearnedProfile(CalibrationMode mode) {
        var variant = read(Resources.YAML + "  calibration: \"" + mode.label() + "\"\n");

        assertThat(variant.problems()).isEmpty();
        assertThat(variant.handling().calibration()).contains(mode);
    }

    @Test
    void aCalibrationThatThereIsNotIsAFaultAndNothingIsLearned() {
        var variant = read(Resources.YAML + "  calibration: \"On\"\n");

        assertThat(faults(variant)).containsExactly("calibration \"On\" is not off, observe or on");
        assertThat(variant.handling().calibration()).contains(CalibrationMode.OFF);
    }

    @ParameterizedTest
    @EnumSource(ActuationMode.class)
    void saysWhoScalesTheTarget(ActuationMode mode) {
        var variant = read(Resources.YAML + "  actuation: " + mode.label() + "\n");

        assertThat(variant.problems()).isEmpty();
        assertThat(variant.handling().actuation()).contains(mode);
    }

    @Test
    void anActuationThatThereIsNotIsAFaultAndNothingIsWritten() {
        var variant = read(Resources.YAML + "  actuation: hpa\n");

        assertThat(faults(variant)).containsExactly("actuation \"hpa\" is not metrics, scale or both");
        assertThat(variant.handling().actuation()).contains(ActuationMode.METRICS);
    }

    @ParameterizedTest
    @CsvSource({"1s, PT1S", "1m30s, PT1M30S", "1h, PT1H"})
    void readsHowSoonWhatWaitsShouldBeServed(String text, Duration duration) {
        var variant = read(Resources.YAML + "  drainWithin: " + text + "\n");

        assertThat(variant.problems()).isEmpty();
        assertThat(variant.handling().drainWithin()).contains(duration);
    }

    @ParameterizedTest
    @CsvSource({"999ms", "1h1ns", "0s", "-2m", "120", "soon"})
    void aDrainWithinOutOfBoundsLeavesTheDefaultInForce(String text) {
        var variant = read(Resources.YAML + "  drainWithin: \"" + text + "\"\n");

        assertThat(variant.handling().drainWithin()).isEmpty();
        assertThat(Words.of(variant.problems()))
                .containsExactly("VariantAutoscaling llm/vllme: drainWithin \"" + text
                        + "\" is not a duration from 1s to 1h, such as 2m or 90s; the default is in force");
    }

    @Test
    void theMarkThatResetsTheProfileIsRead() {
        var resource = Resources.resource(Resources.YAML);
        resource.getMetadata().setAnnotations(Map.of("wva.llmd.ai/reset-profile", "2026-11-29"));
        assertThat(VariantConversion.toVariant(resource, TARGET).handling().resetMark())
                .contains("2026-11-29");

        resource.getMetadata().setAnnotations(Map.of("wva.llmd.ai/reset-profile", "x".repeat(254)));
        var variant = VariantConversion.toVariant(resource, TARGET);
        assertThat(variant.handling()).isSameAs(Handling.USUAL);
        assertThat(Words.of(variant.problems()))
                .containsExactly("VariantAutoscaling llm/vllme: annotation wva.llmd.ai/reset-profile is longer than 253"
                        + " characters; the default is in force");
    }

    @Test
    void oneWithoutAProfileHasNothingWrongWithIt() {
        var variant = read(Resources.WITHOUT_PROFILE);

        assertThat(variant.problems()).isEmpty();
        assertThat(variant.profiles()).isEmpty();
        assertThat(variant.currentAccelerator()).contains("A100");
    }

    @Test
    void aProfileWithoutAcceleratorsIsAFault() {
        assertThat(faults(read(Resources.WITHOUT_PROFILE + "  modelProfile: {accelerators: []}\n")))
                .containsExactly("modelProfile.accelerators is empty");
    }

    @Test
    void anEmptyPrefillIsNone() {
        var variant = read(Resources.YAML + """
                    perfParms: {decodeParms: {alpha: "1", beta: "2"}, prefillParms: {}}
            """);

        assertThat(variant.profiles().get(0).prefill()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        alpha: "20.58"    | alpha: "x"      | modelProfile.accelerators[0].alpha "x" is not a number such as 20.58
        alpha: "20.58"    | alpha: "-1"     | modelProfile.accelerators[0].alpha "-1" is not a number such as 20.58
        alpha: "20.58"    | alpha: "NaN"    | modelProfile.accelerators[0].alpha "NaN" is not a number such as 20.58
        alpha: "20.58"    | alpha: "1e307"  | modelProfile.accelerators[0].alpha "1e307" is not a number such as 20.58
        alpha: "20.58"    | alpha: "Infinity" | modelProfile.accelerators[0].alpha "Infinity" is not a number such as 20.58
        alpha: "20.58"    | alpha: "1000000.1" | modelProfile.accelerators[0].alpha "1000000.1" is above 1000000 (ms)
        beta: "0.41"      | beta: "1000001" | modelProfile.accelerators[0].beta "1000001" is above 1000000 (ms)
        maxBatchSize: 4   | maxBatchSize: 100001 | modelProfile.accelerators[0].maxBatchSize 100001 is above 100000
        accCount: 1       | accCount: 10001 | modelProfile.accelerators[0].accCount 10001 is above 10000
        beta: "0.41"      | other: 1        | modelProfile.accelerators[0].beta is missing
        accCount: 1       | accCount: 0     | modelProfile.accelerators[0].accCount 0 is below 1
        maxBatchSize: 4   | other: 1        | modelProfile.accelerators[0].maxBatchSize is missing
        acc: A100         | acc: ""         | modelProfile.accelerators[0].acc is empty
        modelID: default/default | modelID: "" | modelID is empty
        modelID: default/default | {modelID: m, minReplicas: 3, maxReplicas: 2} | minReplicas 3 is above maxReplicas 2
        modelID: default/default | {modelID: m, fallbackReplicas: -1} | fallbackReplicas -1 is below 0
        modelID: default/default | {modelID: m, role: Decode} | role "Decode" is not prefill, decode or both
        modelID: default/default | {modelID: m, role: ""} | role "" is not prefill, decode or both
        modelID: default/default | {modelID: m, scaleTargetRef: {kind: Deployment}} | scaleTargetRef.name is empty
        """)
    void whatCannotBeUsedIsAFaultInWords(String good, String bad, String fault) {
        var replacement =
                bad.startsWith("{") ? bad.substring(1, bad.length() - 1).replaceAll(", (?=[a-z])", "\n  ") : bad;
        assertThat(Resources.YAML).contains(good);

        var variant = read(Resources.YAML.replace(good, replacement));

        assertThat(faults(variant)).containsExactly(fault);
    }

    @Test
    void tellsAllFaultsAtOnce() {
        var variant = read(Resources.YAML.replace("20.58", "a").replace("0.41", "b"));

        assertThat(faults(variant)).hasSize(2);
        assertThat(variant.profiles()).isEmpty();
    }

    @Test
    void refusesAProfileThatTakesNoTime() {
        assertThat(faults(read(Resources.YAML.replace("20.58", "0").replace("0.41", "0.0"))))
                .containsExactly("modelProfile.accelerators[0]: alpha and beta must not both be 0");
    }

    @Test
    void refusesAProfileThatIsFasterThanAnyEngine() {
        assertThat(faults(read(Resources.YAML.replace("20.58", "0.0000004").replace("0.41", "0.0000005"))))
                .containsExactly("modelProfile.accelerators[0]: alpha and beta together are below 0.000001 (ms)");
    }

    @Test
    void refusesADecodeOrPrefillTimeBeyondAnyEngine() {
        var absurd = "9".repeat(400);
        var quoted = "\"" + "9".repeat(60) + "...\" is above 1000000 (ms)";
        var parms = Resources.YAML + """
                    perfParms:
                      decodeParms: {alpha: "ABSURD", beta: "ABSURD"}
                      prefillParms: {gamma: "ABSURD", delta: "ABSURD"}
            """;

        assertThat(faults(read(parms.replace("ABSURD", absurd))))
                .containsExactly(
                        PERF_PARMS + "decodeParms.alpha " + quoted,
                        PERF_PARMS + "decodeParms.beta " + quoted,
                        PERF_PARMS + "prefillParms.gamma " + quoted,
                        PERF_PARMS + "prefillParms.delta " + quoted);
    }

    @Test
    void refusesASecondProfileForAnAccelerator() {
        var profile = Resources.YAML.substring(Resources.YAML.indexOf("      - acc"));

        assertThat(faults(read(Resources.YAML + profile)))
                .containsExactly("modelProfile.accelerators[1].acc \"A100\" is there more than once");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "cheap | variantCost \"cheap\" is not a number of cents/hour such as 40.00",
                "-1 | variantCost \"-1\" is not a number of cents/hour such as 40.00",
                "NaN | variantCost \"NaN\" is not a number of cents/hour such as 40.00",
                "1000000000.01 | variantCost \"1000000000.01\" is above 1000000000 (cents/hour)",
            })
    void refusesAPriceThatIsNone(String cost, String fault) {
        assertThat(faults(read(Resources.YAML + "  variantCost: \"" + cost + "\"\n")))
                .containsExactly(fault);
    }

    @Test
    void refusesAModeThatIsNone() {
        assertThat(faults(read(Resources.YAML + "  mode: dry-run\n")))
                .containsExactly("mode \"dry-run\" is not active or advisory");
    }

    @ParameterizedTest
    @CsvSource({"true, true, ''", "false, false, ''", "yes, false, yes"})
    void theAnnotationFreezesItAndAValueThatIsNoneIsTold(String value, boolean frozen, String told) {
        var resource = Resources.resource(Resources.YAML);
        resource.getMetadata().setAnnotations(Map.of("wva.llmd.ai/freeze", value));
        var variant = VariantConversion.toVariant(resource, TARGET);

        assertThat(variant.handling().frozen()).isEqualTo(frozen);
        assertThat(variant.isPlannable()).isTrue();
        assertThat(ProblemText.losses(variant.problems()))
                .isEqualTo(
                        told.isEmpty()
                                ? ""
                                : "VariantAutoscaling llm/vllme: annotation wva.llmd.ai/freeze \"" + told
                                        + "\" is neither \"true\" nor \"false\"; the default is in force");
    }

    @Test
    void anEmptyResourceIsAFaultAndNoException() {
        var variant = read("""
            apiVersion: llmd.ai/v1alpha1
            kind: VariantAutoscaling
            metadata: {name: a, namespace: b}
            """);

        assertThat(faults(variant)).containsExactly("modelID is empty");
        assertThat(variant.targetRef()).isEqualTo(TargetRef.deployment("a"));
    }

    @Test
    void anEmptyAcceleratorLabelIsNone() {
        assertThat(read(Resources.YAML.replace("acceleratorName: A100", "acceleratorName: \"\""))
                        .acceleratorLabel())
                .isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"yesterday, 2", "2026-01-02T03:04:05Z, -1"})
    void aStatusThatCannotBeReadIsNoDecision(String lastRunTime, int replicas) {
        var variant = read(Resources.YAML + """
            status:
              desiredOptimizedAlloc: {lastRunTime: "%s", numReplicas: %d}
            """.formatted(lastRunTime, replicas));

        assertThat(variant.lastGood()).isEmpty();
        assertThat(variant.problems()).isEmpty();
    }

    private static List<String> faults(Variant variant) {
        return variant.problems().stream()
                .filter(problem -> problem.effect() == Effect.NOT_PLANNED)
                .map(Problem::message)
                .toList();
    }

    private static Variant read(String yaml) {
        return VariantConversion.toVariant(Resources.resource(yaml), TARGET);
    }
}
