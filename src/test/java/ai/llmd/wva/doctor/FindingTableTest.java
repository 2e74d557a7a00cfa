package ai.llmd.wva.doctor;

import static ai.llmd.wva.signals.PodFleets.ready;
import static ai.llmd.wva.signals.PodFleets.running;
import static ai.llmd.wva.signals.PodFleets.variant;
import static org.assertj.core.api.Assertions.assertThat;

import ai.llmd.wva.hpa.ScalePacing;
import ai.llmd.wva.kubernetes.ExternalApi;
import ai.llmd.wva.kubernetes.ExternalReading;
import ai.llmd.wva.metrics.Inventory.Found;
import ai.llmd.wva.model.ActuationMode;
import ai.llmd.wva.model.Autoscaler;
import ai.llmd.wva.model.AutoscalerRules;
import ai.llmd.wva.model.Caveat;
import ai.llmd.wva.model.ControllerClaim;
import ai.llmd.wva.model.ControllerName;
import ai.llmd.wva.model.DecisionMetric;
import ai.llmd.wva.model.Fleets;
import ai.llmd.wva.model.Handling;
import ai.llmd.wva.model.LastGoodDecision;
import ai.llmd.wva.model.Load;
import ai.llmd.wva.model.Measurement.Cause;
import ai.llmd.wva.model.Measurement.Measured;
import ai.llmd.wva.model.Measurement.Unknown;
import ai.llmd.wva.model.TargetState;
import ai.llmd.wva.signals.Signal;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

class FindingTableTest {
    private static final Load LOAD = new Load(
            2,
            OptionalDouble.of(128),
            OptionalDouble.of(178.5),
            OptionalDouble.empty(),
            OptionalDouble.empty(),
            OptionalDouble.empty(),
            3,
            1,
            OptionalDouble.empty());

    private static Found found(Set<Signal> signals, String... pods) {
        return new Found(
                new TreeSet<>(Set.of("vLLM")),
                Optional.of(Duration.ofSeconds(15)),
                signals,
                new TreeSet<>(List.of(pods)));
    }

    private static final Autoscaler FOLLOWS = new Autoscaler(
            "hpa",
            1,
            20,
            Optional.of(new AutoscalerRules(
                    Optional.of("llm"),
                    List.of(new DecisionMetric(
                            DecisionMetric.Quantity.REPLICAS,
                            DecisionMetric.TargetType.AVERAGE_VALUE,
                            DecisionMetric.ONE,
                            Optional.empty())),
                    List.of(),
                    OptionalDouble.of(0.1),
                    OptionalDouble.of(0.2),
                    List.of())));

    private static final Found NOTHING = new Found(new TreeSet<>(), Optional.empty(), Set.of(), new TreeSet<>());

    private static VariantFinding measured(String name, Found found, int reporting, Caveat... caveats) {
        var target = autoscaled(running(ready("a", 600), ready("b", 600)), FOLLOWS);
        return new VariantFinding(
                variant(name, target), new Measured(LOAD, Duration.ZERO, reporting, 2, List.of(caveats)), found);
    }

    private static TargetState.Found autoscaled(TargetState.Found target, Autoscaler autoscaler) {
        return new TargetState.Found(
                target.currentReplicas(), target.readyReplicas(), target.pods(), Optional.ofNullable(autoscaler));
    }

    /** Ten replicas run, and so many were last decided. */
    private static VariantFinding decided(int replicas, Autoscaler autoscaler, boolean advisory) {
        var variant = variant("one", new TargetState.Found(10, 10, List.of(), Optional.ofNullable(autoscaler)))
                .withLastGood(Optional.of(new LastGoodDecision("A100", replicas, Instant.EPOCH)));
        return new VariantFinding(
                variant,
                new Measured(LOAD, Duration.ZERO, 2, 2, List.of()),
                found(EnumSet.allOf(Signal.class), "a", "b"),
                advisory);
    }

    private static VariantFinding unknown(String name, Unknown unknown) {
        return new VariantFinding(variant(name, running(ready("a", 600))), unknown, NOTHING);
    }

    private static String text(VariantFinding... findings) {
        return String.join("\n", FindingTable.lines(List.of(findings)));
    }

    @Test
    void twoControllersThatWantItAreNamedWithTheRemedy() {
        var finding = measured("one", found(EnumSet.allOf(Signal.class), "a", "b"), 2);
        var claim = new ControllerClaim(
                new ControllerName("wva-a", "wva"), Optional.of(new ControllerName("wva-b", "wva")), false);
        var contended =
                finding.variant().withHandling(finding.variant().handling().withClaim(claim));

        assertThat(text(new VariantFinding(contended, finding.measurement(), finding.found())))
                .contains(
                        "  controllers: controller wva-a/wva manages it, and controller wva-b/wva stays passive\n",
                        "    to fix it: have one of them watch this namespace");
    }

    private static String ofCluster(ExternalApi.State state, String holder, String message) {
        var api = new ExternalApi(Optional.ofNullable(holder), state, message, new TreeMap<>());
        return String.join("\n", FindingTable.lines(List.of(), Optional.of(api)));
    }

    @Test
    void whoServesExternalMetricsIsToldAndWhetherItWorks() {
        assertThat(ofCluster(ExternalApi.State.AVAILABLE, "keda/keda-operator-metrics-apiserver", ""))
                .contains(
                        "the cluster\n  external metrics: keda/keda-operator-metrics-apiserver serves them (APIService"
                                + " v1beta1.external.metrics.k8s.io)\n\n");
        assertThat(ofCluster(ExternalApi.State.UNAVAILABLE, "wva/api", "FailedDiscoveryCheck: timed out"))
                .contains(
                        "wva/api holds the APIService v1beta1.external.metrics.k8s.io but is not available, so no"
                                + " autoscaler can read any: FailedDiscoveryCheck: timed out",
                        "to fix it: see docs/troubleshooting.md#an-apiservice-is-not-available");
        assertThat(ofCluster(ExternalApi.State.ABSENT, null, ""))
                .contains("no service provides them", "to fix it: install deploy/external-metrics or an adapter");
        assertThat(ofCluster(ExternalApi.State.UNKNOWN, null, "apiservices is forbidden"))
                .contains("unknown which service provides them: apiservices is forbidden", "to fix it: ");
    }

    private static String reading(ExternalReading reading) {
        var finding = measured("one", found(EnumSet.allOf(Signal.class), "a", "b"), 2);
        return text(new VariantFinding(
                finding.variant(),
                finding.measurement(),
                finding.found(),
                false,
                Optional.empty(),
                Optional.of(reading)));
    }

    @Test
    void whatTheAutoscalerReadsIsToldAndWhenItIsASum() {
        assertThat(reading(new ExternalReading("inferno_desired_replicas", List.of("2"), "")))
                .contains("  autoscaler reads: inferno_desired_replicas 2\n");
        assertThat(reading(new ExternalReading("inferno_desired_replicas", List.of("2", "3"), "")))
                .contains("2 values of inferno_desired_replicas, and adds them up: 2 + 3", "two controllers");
        assertThat(reading(new ExternalReading("inferno_desired_replicas", List.of(), "no such variant")))
                .contains("no inferno_desired_replicas, and keeps its replicas: no such variant", "to fix it: see");
    }

    @Test
    void anAutoscalerBesideAControllerThatScalesIsToldWithTheRemedy() {
        var finding = measured("one", found(EnumSet.allOf(Signal.class), "a", "b"), 2);
        var own = finding.variant().withHandling(Handling.USUAL.withActuation(ActuationMode.SCALE));
        var fleet = Fleets.fleet(own);

        assertThat(text(new VariantFinding(
                        own,
                        finding.measurement(),
                        finding.found(),
                        true,
                        ScalePacing.rival(fleet, own),
                        Optional.empty())))
                .contains(
                        "  autoscaler: not scaled by the controller, since HorizontalPodAutoscaler hpa of ScaledObject"
                                + " llm acts on the same target; delete ScaledObject llm, or set actuation to"
                                + " metrics\n");
    }

    @Test
    void aHealthyVariantIsOneRowAndNoMore() {
        var text = text(measured("one", found(EnumSet.allOf(Signal.class), "a", "b"), 2));

        assertThat(text.lines()).hasSize(4).last().isEqualTo("1 of 1 variant could be measured");
        assertThat(text.lines().toList().get(0).split(" {2,}"))
                .containsExactly(
                        "VARIANT",
                        "MODEL",
                        "PODS",
                        "RATE/MIN",
                        "TOKENS IN",
                        "TOKENS OUT",
                        "RUNNING",
                        "WAITING",
                        "SCRAPED",
                        "ENGINE",
                        "AUTOSCALER");
        assertThat(text.lines().toList().get(1).split(" {2,}"))
                .containsExactly(
                        "llm/one",
                        "default/default",
                        "2/2",
                        "120",
                        "128",
                        "178.5",
                        "3",
                        "1",
                        "15s",
                        "vLLM",
                        "hpa 1 to 20");
    }

    @Test
    void whatCouldNotBeMeasuredSaysWhyInTheWordsOfTheCondition() {
        var text = text(
                measured("one", found(EnumSet.allOf(Signal.class), "a", "b"), 2),
                unknown("two", new Unknown(Cause.ABSENT, "no series; set collector.metricPrefix to x")));

        assertThat(text)
                .contains(
                        "llm/two\n  not measured: no series; set collector.metricPrefix to x",
                        "1 of 2 variants could be measured");
        assertThat(text.lines().toList().get(2).split(" {2,}"))
                .containsExactly("llm/two", "default/default", "0/1", "-", "-", "-", "-", "-", "-", "-", "-");
    }

    @Test
    void aStaleSampleComesWithTheSetting() {
        assertThat(text(unknown("one", new Unknown(Cause.STALE, "old"))))
                .contains("not measured: old\n    to fix it: scraping fails", "collector.staleAfter");
    }

    @Test
    void caveatsComeWithWhatMendsThem() {
        var caveat = new Caveat.BatchLimit(8, 4);

        assertThat(text(measured("one", found(EnumSet.allOf(Signal.class), "a", "b"), 2, caveat)))
                .contains("  note: maxBatchSize of the profile is 8, but the engine admits 4\n"
                        + "    to fix it: set maxBatchSize of the profile to 4");
    }

    @Test
    void podsWithoutSeriesAreNamed() {
        assertThat(text(measured("one", found(EnumSet.allOf(Signal.class), "a"), 1)))
                .contains("  partial: 1 of 2 pods report", "without series: b");
    }

    @Test
    void whatTheEngineDoesNotExportIsNamed() {
        var some = EnumSet.of(Signal.RUNNING, Signal.WAITING, Signal.FINISHED, Signal.STARTED, Signal.PROMPT_TOKENS);

        assertThat(text(measured("one", found(some, "a", "b"), 2)))
                .contains("  no series of: generated tokens, time to the first token, time between tokens,"
                        + " time in the queue, KV cache usage");
    }

    @Test
    void anAutoscalerThatDoesNotFollowTheLastDecisionComesWithTheSetting() {
        assertThat(text(decided(11, FOLLOWS, false)))
                .contains("  autoscaler: HorizontalPodAutoscaler hpa of ScaledObject llm ignores 11 while 10 run:"
                        + " its tolerance is 10 %\n    to fix it: set"
                        + " advanced.horizontalPodAutoscalerConfig.behavior.scaleUp.tolerance to 0");
        assertThat(text(decided(12, FOLLOWS, false))).doesNotContain("autoscaler:");
    }

    @Test
    void thatNoAutoscalerActsIsToldUnlessNothingIsToAct() {
        assertThat(text(decided(11, null, false)))
                .contains("  autoscaler: no HorizontalPodAutoscaler acts on Deployment one\n    to fix it: create one");
        assertThat(text(decided(11, null, true))).doesNotContain("autoscaler:");
    }

    @Test
    void forProgramsTheAutoscalerIsThereWithWhatItStates() {
        assertThat(FindingTree.json(List.of(decided(12, FOLLOWS, false))))
                .contains(
                        "\"name\" : \"hpa\"",
                        "\"minReplicas\" : 1",
                        "\"maxReplicas\" : 20",
                        "\"scaledObject\" : \"llm\"",
                        "\"scaleUpTolerance\" : 0.1",
                        "\"scaleDownTolerance\" : 0.2");
        assertThat(FindingTree.json(List.of(decided(12, new Autoscaler("hpa", 1, 20), false))))
                .contains("\"autoscaler\"")
                .doesNotContain("Tolerance");
        assertThat(FindingTree.json(List.of(decided(12, null, true)))).doesNotContain("\"autoscaler\"");
    }

    @Test
    void forProgramsTheSameIsJson() {
        var json = FindingTree.json(List.of(
                measured("one", found(EnumSet.allOf(Signal.class), "a", "b"), 2),
                unknown("two", new Unknown(Cause.STALE, "old"))));

        assertThat(json)
                .contains(
                        "\"arrivalsPerMinute\" : 120.0",
                        "\"scrapeIntervalSeconds\" : 15.0",
                        "\"measured\" : false",
                        "\"text\" : \"old\"");
    }
}
