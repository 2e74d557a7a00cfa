package ai.llmd.wva.declaration;

import static org.assertj.core.api.Assertions.assertThat;

import ai.llmd.wva.config.ConfigMapNames;
import ai.llmd.wva.config.Configuration;
import ai.llmd.wva.config.LiveSettings;
import ai.llmd.wva.config.SettingsResolver;
import ai.llmd.wva.explain.Words;
import ai.llmd.wva.model.Capacity;
import ai.llmd.wva.model.Fleet;
import ai.llmd.wva.model.Handling;
import ai.llmd.wva.model.Mode;
import ai.llmd.wva.model.TargetState;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.SortedMap;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** How a fleet comes together from nodes and ConfigMaps. */
class FleetAssemblerTest {
    private static final String A100 = "NVIDIA-A100-PCIE-80GB";
    private static final String MI300X = "AMD-MI300X-192GB";

    private final SortedMap<String, SortedMap<String, String>> configMaps = new TreeMap<>();
    private final List<LiveSettings> inForce = new ArrayList<>();
    private final FleetAssembler assembler = new FleetAssembler(
            new SettingsResolver(Configuration.defaults(), Map.of("POD_NAMESPACE", "wva")), "wva", inForce::add);

    FleetAssemblerTest() {
        configMaps.put(
                ConfigMapNames.ACCELERATOR_COSTS,
                new TreeMap<>(Map.of(
                        "A100", "{\"device\": \"" + A100 + "\", \"cost\": 40}",
                        "MI300X", "{\"device\": \"" + MI300X + "\", \"cost\": 65}")));
        configMaps.put(ConfigMapNames.SERVICE_CLASSES, new TreeMap<>());
    }

    @Test
    void nothingIsLimitedByDefault() {
        var fleet = assemble(NodeDevices.NOT_FOLLOWED);

        assertThat(fleet.capacity()).isEqualTo(Capacity.UNLIMITED);
        assertThat(fleet.problems()).isEmpty();
    }

    @Test
    void aModeInTheConfigMapCountsAtOnceAndABrokenOneLeavesTheLastInForce() {
        var variant = VariantConversion.toVariant(
                Resources.resource(Resources.YAML), new TargetState.Missing("Deployment vllme does not exist"));
        assertThat(assemble(NodeDevices.NOT_FOLLOWED).isAdvisory(variant)).isFalse();

        configMaps.put(ConfigMapNames.SETTINGS, new TreeMap<>(Map.of("WVA_MODE", "advisory")));
        assertThat(assemble(NodeDevices.NOT_FOLLOWED).isAdvisory(variant)).isTrue();
        assertThat(assemble(NodeDevices.NOT_FOLLOWED)
                        .isAdvisory(variant.withHandling(new Handling(Optional.of(Mode.ACTIVE), false))))
                .as("its own mode wins")
                .isFalse();

        configMaps.put(ConfigMapNames.SETTINGS, new TreeMap<>(Map.of("WVA_MODE", "dry-run")));
        var broken = assemble(NodeDevices.NOT_FOLLOWED);
        assertThat(broken.isAdvisory(variant)).isTrue();
        assertThat(Words.of(broken.problems()))
                .singleElement()
                .asString()
                .endsWith(
                        "key WVA_MODE: \"dry-run\" is not one of active, advisory; the last good value stays in force");
    }

    @Test
    void theConfigMapLimitsTheTypesThatItNames() {
        limit(Map.of(A100, "8"));
        assertThat(assemble(NodeDevices.NOT_FOLLOWED).capacity()).isEqualTo(capacity(Map.of(A100, 8L)));

        limit(Map.of(A100, "0", MI300X, "4"));
        assertThat(assemble(NodeDevices.NOT_FOLLOWED).capacity()).isEqualTo(capacity(Map.of(A100, 0L, MI300X, 4L)));

        configMaps.remove(ConfigMapNames.ACCELERATOR_CAPACITY);
        assertThat(assemble(NodeDevices.NOT_FOLLOWED).capacity()).isEqualTo(Capacity.UNLIMITED);
    }

    @Test
    void theConfigMapWinsOverTheNodesTypeByType() {
        limit(Map.of(A100, "32"));

        assertThat(assemble(known(Map.of(A100, 8L, MI300X, 16L))).capacity())
                .isEqualTo(capacity(Map.of(A100, 32L, MI300X, 16L)));

        limit(Map.of());
        assertThat(assemble(known(Map.of(A100, 8L, MI300X, 16L))).capacity())
                .isEqualTo(capacity(Map.of(A100, 8L, MI300X, 16L)));
    }

    @Test
    void aTypeWhoseNodesAreGoneIsNotLimited() {
        assertThat(assemble(known(Map.of(A100, 8L))).capacity().of(A100)).hasValue(8);
        assertThat(assemble(known(Map.of())).capacity().of(A100)).isEqualTo(OptionalLong.empty());
    }

    @Test
    void nodesThatCannotBeReadLimitNothingAndThatIsSaid() {
        limit(Map.of(MI300X, "4"));

        var fleet = assemble(NodeDevices.UNKNOWN);

        assertThat(fleet.capacity()).isEqualTo(capacity(Map.of(MI300X, 4L)));
        assertThat(Words.of(fleet.problems()))
                .containsExactly("nodes" + ": "
                        + "cannot be read; accelerators without a key in accelerator-capacity are not limited");
        assertThat(assemble(known(Map.of(A100, 8L))).problems()).isEmpty();
    }

    @Test
    void nodesThatCannotBeReadAnyMoreCountAsTheyDid() {
        assemble(known(Map.of(A100, 8L)));

        var fleet = assemble(NodeDevices.UNKNOWN);

        assertThat(fleet.capacity()).isEqualTo(capacity(Map.of(A100, 8L)));
        assertThat(Words.of(fleet.problems()))
                .containsExactly("nodes" + ": " + "cannot be read; the accelerators last seen there still count");
    }

    @Test
    void aBrokenLimitIsNamedAndTheLastGoodOneStays() {
        limit(Map.of(A100, "8", MI300X, "4"));
        assemble(NodeDevices.NOT_FOLLOWED);

        limit(Map.of(A100, "many", MI300X, "6"));
        var fleet = assemble(known(Map.of(A100, 16L)));

        assertThat(fleet.capacity()).isEqualTo(capacity(Map.of(A100, 8L, MI300X, 6L)));
        assertThat(Words.of(fleet.problems()))
                .singleElement()
                .asString()
                .startsWith("ConfigMap wva/accelerator-capacity key " + A100 + ": ");
    }

    @Test
    void aBrokenEntryIsNamedAndTheLastGoodOneStays() {
        assemble(NodeDevices.NOT_FOLLOWED);

        configMaps.put(
                ConfigMapNames.ACCELERATOR_COSTS,
                new TreeMap<>(Map.of("A100", "{\"device\": \"gpu\", \"cost\": \"cheap\"}", "G2", "{\"cost\": 23}")));
        var fleet = assemble(NodeDevices.NOT_FOLLOWED);

        assertThat(fleet.accelerators().get("A100").unitCostCentsPerHour()).isEqualTo(40);
        assertThat(fleet.accelerators().get("G2").unitCostCentsPerHour()).isEqualTo(23);
        assertThat(Words.of(fleet.problems()))
                .singleElement()
                .asString()
                .startsWith("ConfigMap wva/accelerator-unit-costs key A100: ")
                .endsWith("; the last good entry stays in force");
    }

    @Test
    void aConfigMapThatIsGoneIsAProblem() {
        configMaps.remove(ConfigMapNames.SERVICE_CLASSES);
        assertThat(Words.of(assemble(NodeDevices.NOT_FOLLOWED).problems()))
                .containsExactly("ConfigMap wva/service-classes-config: does not exist; a sample is in deploy/;"
                        + " nothing can be planned without it");
    }

    @Test
    void theSettingsInForceAreTold() {
        configMaps.put(
                ConfigMapNames.SETTINGS, new TreeMap<>(Map.of("LOG_LEVEL", "warn", "WVA_SCALE_TO_ZERO", "true")));
        var fleet = assemble(NodeDevices.NOT_FOLLOWED);
        assertThat(inForce).singleElement().satisfies(settings -> {
            assertThat(settings.logLevel()).isEqualTo("warn");
            assertThat(settings.fleet()).isEqualTo(fleet.settings());
        });
    }

    @Test
    void whatTheConfigMapsHoldIsNotPrinted() {
        configMaps.put(ConfigMapNames.SETTINGS, new TreeMap<>(Map.of("PROMETHEUS_BEARER_TOKEN", "s3cret")));
        var snapshot = new ClusterSnapshot(new TreeMap<>(), configMaps, NodeDevices.NOT_FOLLOWED);
        assertThat(snapshot.toString()).contains(ConfigMapNames.SETTINGS).doesNotContain("s3cret");
    }

    private Fleet assemble(NodeDevices nodes) {
        return assembler.assemble(new ClusterSnapshot(new TreeMap<>(), configMaps, nodes));
    }

    private void limit(Map<String, String> devices) {
        configMaps.put(ConfigMapNames.ACCELERATOR_CAPACITY, new TreeMap<>(devices));
    }

    private static NodeDevices known(Map<String, Long> devices) {
        return new NodeDevices.Known(new TreeMap<>(devices));
    }

    private static Capacity capacity(Map<String, Long> devices) {
        return new Capacity(new TreeMap<>(devices));
    }
}
