package ai.llmd.wva.declaration;

import static org.assertj.core.api.Assertions.assertThat;

import ai.llmd.wva.explain.Words;
import ai.llmd.wva.model.Accelerator;
import ai.llmd.wva.model.ConfigMapName;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AcceleratorCapacityTest {
    private static final ConfigMapName NAME = new ConfigMapName("wva", "accelerator-capacity");
    private static final String SOURCE = "ConfigMap wva/accelerator-capacity";
    private static final String A100 = "NVIDIA-A100-PCIE-80GB";
    private static final String MI300X = "AMD-MI300X-192GB";
    private static final SortedMap<String, Long> NOTHING = new TreeMap<>();
    private static final SortedMap<String, Accelerator> PRICED = new TreeMap<>(
            Map.of("A100", new Accelerator("A100", A100, 40), "MI300X", new Accelerator("MI300X", MI300X, 65)));

    @ParameterizedTest
    @CsvSource({"0, 0", "8, 8", "' 16 ', 16", "+4, 4", "007, 7", "1000000000, 1000000000"})
    void readsWholeNumbersOfDevices(String text, long devices) {
        var parsed = parse(Map.of(A100, text), NOTHING);

        assertThat(parsed.value()).isEqualTo(Map.of(A100, devices));
        assertThat(parsed.problems()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            -1                     | "-1" is less than 0
            4.5                    | "4.5" is not a whole number of devices, such as "8"
            8 GPUs                 | "8 GPUs" is not a whole number of devices, such as "8"
            1e3                    | "1e3" is not a whole number of devices, such as "8"
            1000000001             | "1000000001" is more than 1000000000
            99999999999999999999   | "99999999999999999999" is more than 1000000000
            ''                     | is empty
            '  '                   | is empty
            """)
    void namesABrokenEntryAndKeepsItsLastGoodValue(String text, String message) {
        var data = Map.of(A100, text, MI300X, "16");

        var first = parse(data, NOTHING);
        assertThat(first.value()).isEqualTo(Map.of(MI300X, 16L));
        assertThat(Words.of(first.problems()))
                .containsExactly(SOURCE + " key " + A100 + ": " + message + "; the entry is ignored until it is fixed");

        var later = parse(data, new TreeMap<>(Map.of(A100, 8L, MI300X, 4L)));
        assertThat(later.value()).isEqualTo(Map.of(A100, 8L, MI300X, 16L));
        assertThat(Words.of(later.problems()))
                .containsExactly(SOURCE + " key " + A100 + ": " + message + "; the last good entry stays in force");
    }

    @Test
    void aKeyThatIsRemovedLimitsNothing() {
        assertThat(parse(Map.of(), new TreeMap<>(Map.of(A100, 8L))).value()).isEmpty();
    }

    /** Columns: a key that is no device; what is asked of its author. */
    @ParameterizedTest
    @CsvSource(
            nullValues = "-",
            value = {
                "NVIDIA-A100-PCIE-80gb, NVIDIA-A100-PCIE-80GB",
                "NVIDIA-A100-PCI-80GB, NVIDIA-A100-PCIE-80GB",
                "A100, NVIDIA-A100-PCIE-80GB",
                "MI300X, AMD-MI300X-192GB",
                "L4, -"
            })
    void asksAboutATypeThatNoAcceleratorIsOf(String key, String meant) {
        var parsed = parse(Map.of(key, "8", MI300X, "16"), NOTHING);

        assertThat(parsed.value()).isEqualTo(Map.of(key, 8L, MI300X, 16L));
        assertThat(Words.of(parsed.problems()))
                .containsExactly(
                        SOURCE + " key " + key + ": " + "no accelerator of accelerator-unit-costs has this device"
                                + (meant == null ? "" : "; did you mean " + meant + "?"));
    }

    @Test
    void asksNothingWhileNoAcceleratorIsKnown() {
        var parsed = AcceleratorCapacity.parse(NAME, Map.of("L4", "8"), NOTHING, new TreeMap<>());

        assertThat(parsed.value()).isEqualTo(Map.of("L4", 8L));
        assertThat(parsed.problems()).isEmpty();
    }

    private static Parsed<SortedMap<String, Long>> parse(Map<String, String> data, SortedMap<String, Long> lastGood) {
        return AcceleratorCapacity.parse(NAME, data, lastGood, PRICED);
    }
}
