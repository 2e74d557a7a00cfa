package ai.llmd.wva.declaration;

import static org.assertj.core.api.Assertions.assertThat;

import ai.llmd.wva.config.ConfigMapNames;
import ai.llmd.wva.config.Configuration;
import ai.llmd.wva.config.SettingsResolver;
import ai.llmd.wva.explain.Words;
import ai.llmd.wva.model.Effect;
import ai.llmd.wva.model.EngineArguments;
import ai.llmd.wva.model.PodTemplate;
import ai.llmd.wva.model.Problem;
import ai.llmd.wva.model.ReplicaPrice;
import ai.llmd.wva.model.TargetState;
import ai.llmd.wva.model.Variant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.SortedMap;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a variant names must be declared, and it is told of each entry that it refers to and that is not in force. */
class VariantCheckTest {
    private static final String CLASSES = "ConfigMap wva/service-classes-config key ";
    private static final TargetState TARGET = new TargetState.Found(1, 1, List.of(), Optional.empty());

    private final SortedMap<String, SortedMap<String, String>> configMaps = new TreeMap<>();
    private final FleetAssembler assembler =
            new FleetAssembler(new SettingsResolver(Configuration.defaults(), Map.of("POD_NAMESPACE", "wva")), "wva");

    VariantCheckTest() {
        costs(Map.of("A100", "{\"device\": \"gpu\", \"cost\": 40}", "G2", "{\"device\": \"hpu\", \"cost\": 23}"));
        classes("name: Premium\npriority: 1\ndata:\n- {model: default/default, slo-tpot: 24}\n");
    }

    @Test
    void aVariantThatNamesWhatIsDeclaredHasNoProblem() {
        assertThat(check(Resources.YAML).problems()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "modelID: default/default | modelID: default/defaul | model default/defaul is in no service class of"
                        + " service-classes-config; did you mean default/default?",
                "modelID: default/default | modelID: llama | model llama is in no service class of"
                        + " service-classes-config",
                "acceleratorName: A100 | acceleratorName: G2 | accelerator G2 has no profile in"
                        + " modelProfile.accelerators (profiles: A100)",
                "A100 | H200 | accelerator H200 is not in accelerator-unit-costs (known: A100, G2)",
                "A100 | A10 | accelerator A10 is not in accelerator-unit-costs; did you mean A100?",
            })
    void aNameThatNothingDeclaresKeepsItFromBeingPlanned(String text, String replacement, String reason) {
        var variant = check(Resources.YAML.replace(text, replacement));

        assertThat(variant.isPlannable()).isFalse();
        assertThat(variant.problems()).extracting(Problem::message).containsExactly(reason);
    }

    @ParameterizedTest
    @CsvSource({
        "apps/v1, DaemonSet",
        "v1, Pod",
        "batch/v1, Job",
        "apps/v1beta1, Deployment",
        "apps.example.com/v1, Deployment",
        "example.com/, Pool",
        "example.com/v1/x, Pool"
    })
    void aTargetOfAnotherKindKeepsItFromBeingPlanned(String apiVersion, String kind) {
        var variant = check(Resources.YAML + "  scaleTargetRef: {apiVersion: " + apiVersion + ", kind: " + kind
                + ", name: server}\n");

        assertThat(variant.isPlannable()).isFalse();
        assertThat(variant.problems())
                .extracting(Problem::message)
                .containsExactly(
                        "scaleTargetRef " + apiVersion + " " + kind + " is not supported: the target must be an"
                                + " apps/v1 Deployment or StatefulSet, or of a"
                                + " kind that another API group defines with a"
                                + " scale");
    }

    @Test
    void aKindOfAnotherGroupMayBeATarget() {
        var variant = check(Resources.YAML + """
              scaleTargetRef: {apiVersion: leaderworkerset.x-k8s.io/v1, kind: LeaderWorkerSet, name: lws}
            """);

        assertThat(variant.isPlannable()).isTrue();
    }

    @Test
    void aReferenceToNoClassIsRemarkedAndThePlanGoesOn() {
        var variant = check(Resources.YAML + "  sloClassRef: {name: Premum}\n");

        assertThat(variant.isPlannable()).isTrue();
        assertThat(variant.problems()).extracting(Problem::effect).containsExactly(Effect.REMARK);
        assertThat(variant.problems())
                .extracting(Problem::message)
                .containsExactly("sloClassRef Premum is not a service class of service-classes-config,"
                        + " so the targets are those of Premium; did you mean Premium?");
    }

    @Test
    void aBrokenClassIsToldToThoseThatHaveTheirTargetsFromIt() {
        check(Resources.YAML);
        classes("name: [");
        var variant = check(Resources.YAML);

        assertThat(variant.isPlannable()).isTrue();
        assertThat(Words.of(variant.problems()))
                .singleElement()
                .asString()
                .startsWith(CLASSES + "premium.yaml: is not valid YAML")
                .endsWith("; the last good entry stays in force");
        assertThat(check(Resources.YAML.replace("default/default", "other")).problems())
                .as("of a model that is in no class nothing of that class was in force")
                .extracting(Problem::effect)
                .containsExactly(Effect.NOT_PLANNED);
    }

    @Test
    void aClassThatWasNeverGoodIsNamedToThoseThatHaveNone() {
        classes("name: [");
        var variant = check(Resources.YAML);

        assertThat(variant.isPlannable()).isFalse();
        assertThat(Words.of(variant.problems()))
                .anyMatch(words -> words.startsWith(CLASSES + "premium.yaml: is not valid YAML"));
    }

    @Test
    void aBrokenRowIsToldToTheVariantsOfItsModelOnly() {
        classes("name: P\ndata:\n- {model: default/default, slo-tpot: 24}\n- {model: other, slo-tpot: 9}\n");
        check(Resources.YAML);
        classes("name: P\ndata:\n- {model: default/default, slo-tpot: 24}\n- {model: other, slo-tpot: x}\n");

        assertThat(check(Resources.YAML).problems()).isEmpty();
        assertThat(Words.of(check(Resources.YAML.replace("default/default", "other"))
                        .problems()))
                .containsExactly(CLASSES + "premium.yaml: data row 2 (other): slo-tpot: \"x\" is not a number;"
                        + " the last good values of the model stay in force");
    }

    @Test
    void aBrokenPriceIsToldToThoseThatRunOnTheAccelerator() {
        check(Resources.YAML);
        costs(Map.of("A100", "{\"device\": \"gpu\", \"cost\": 40}", "G2", "{\"cost\": \"cheap\"}"));
        assertThat(check(Resources.YAML).problems()).isEmpty();

        costs(Map.of("A100", "{\"cost\": \"cheap\"}"));
        assertThat(Words.of(check(Resources.YAML).problems()))
                .containsExactly("ConfigMap wva/accelerator-unit-costs key A100: cost: \"cheap\" is not a number;"
                        + " the last good entry stays in force");
    }

    @Test
    void aBrokenLimitIsToldToThoseThatUseTheDevice() {
        configMaps.put(ConfigMapNames.ACCELERATOR_CAPACITY, new TreeMap<>(Map.of("gpu", "many", "hpu", "few")));

        assertThat(Words.of(check(Resources.YAML).problems()))
                .singleElement()
                .asString()
                .startsWith("ConfigMap wva/accelerator-capacity key gpu: ")
                .endsWith("; the entry is ignored until it is fixed");
    }

    @Test
    void aVariantWithAPriceOfItsOwnNeedsNoUnitCosts() {
        var priced = Resources.YAML.replace("A100", "H200") + "  variantCost: \"300\"\n";
        configMaps.put(ConfigMapNames.ACCELERATOR_CAPACITY, new TreeMap<>(Map.of("H200", "8")));

        assertThat(check(priced).problems()).isEmpty();
        assertThat(assembler
                        .assemble(new ClusterSnapshot(new TreeMap<>(), configMaps))
                        .problems())
                .as("without that variant nothing is of that device")
                .isNotEmpty();
        configMaps.put(ConfigMapNames.ACCELERATOR_CAPACITY, new TreeMap<>(Map.of("H200", "many")));
        assertThat(check(priced).problems()).as("its limit concerns it").hasSize(1);
    }

    @Test
    void withoutAProfileTheAcceleratorOfTheLabelIsPricedByWhatAPodAsksFor() {
        var variants = DeclaredVariants.read(
                List.of(Resources.resource(Resources.WITHOUT_PROFILE)),
                (resource, target) -> new TargetState.Found(
                        1,
                        1,
                        1,
                        List.of(),
                        Optional.empty(),
                        new PodTemplate(Optional.empty(), EngineArguments.NONE, OptionalInt.of(2), Optional.empty())));
        var fleet = assembler.assemble(new ClusterSnapshot(variants, configMaps));
        var variant = fleet.variants().values().iterator().next();

        assertThat(variant.problems()).isEmpty();
        assertThat(fleet.price(variant, "A100")).contains(new ReplicaPrice("A100", 2, 80, false));
        assertThat(fleet.price(variant, "G2")).isEmpty();
        assertThat(fleet.devices(variant.id(), fleet.accelerators().get("A100"), 3))
                .isEqualTo(6);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "A100 | H200 | accelerator H200 is not in accelerator-unit-costs (known: A100, G2)",
                "acceleratorName: A100 | other: A100 | without modelProfile, the label"
                        + " inference.optimization/acceleratorName must name the accelerator that it runs on",
            })
    void withoutAProfileTheLabelMustNameAnAcceleratorThatIsDeclared(String text, String other, String reason) {
        var variant = check(Resources.WITHOUT_PROFILE.replace(text, other));

        assertThat(variant.isPlannable()).isFalse();
        assertThat(variant.problems()).extracting(Problem::message).containsExactly(reason);
    }

    @ParameterizedTest
    @CsvSource({"off, on, off, 1", "observe, on, off, 0", ", off, on, 1", "on, off, on, 0"})
    void withoutAProfileAndCalibrationThereIsNothingToPlanBy(String own, String setting, String other, int problems) {
        configMaps.put(ConfigMapNames.SETTINGS, new TreeMap<>(Map.of("WVA_CALIBRATION", setting)));
        var variant = check(Resources.WITHOUT_PROFILE + (own == null ? "" : "  calibration: \"" + own + "\"\n"));

        assertThat(variant.problems()).hasSize(problems);
        assertThat(variant.problems())
                .extracting(Problem::message)
                .allMatch(
                        "without modelProfile, calibration must not be off: there is no profile to plan with"::equals);
        assertThat(check(Resources.YAML + "  calibration: \"" + other + "\"\n").problems())
                .isEmpty();
    }

    @Test
    void withoutAProfileAPriceOfItsOwnAndABrokenLimitConcernIt() {
        var priced = Resources.WITHOUT_PROFILE.replace("A100", "H200") + "  variantCost: \"300\"\n";
        configMaps.put(ConfigMapNames.ACCELERATOR_CAPACITY, new TreeMap<>(Map.of("H200", "many")));

        assertThat(check(priced).problems()).extracting(Problem::effect).containsExactly(Effect.LEFT_OUT);
    }

    @Test
    void aRemarkOnAnEntryIsNotTheVariantsConcern() {
        costs(Map.of("A100", "{\"device\": \"gpu\", \"cost\": 40, \"colour\": 1}"));

        assertThat(check(Resources.YAML).problems()).isEmpty();
    }

    private Variant check(String yaml) {
        var variants = DeclaredVariants.read(List.of(Resources.resource(yaml)), (resource, target) -> TARGET);
        var fleet = assembler.assemble(new ClusterSnapshot(variants, configMaps));
        return fleet.variants().values().iterator().next();
    }

    private void costs(Map<String, String> data) {
        configMaps.put(ConfigMapNames.ACCELERATOR_COSTS, new TreeMap<>(data));
    }

    private void classes(String premium) {
        configMaps.put(ConfigMapNames.SERVICE_CLASSES, new TreeMap<>(Map.of("premium.yaml", premium)));
    }
}
