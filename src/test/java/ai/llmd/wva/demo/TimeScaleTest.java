package ai.llmd.wva.demo;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class TimeScaleTest {
    @Test
    void dividesTheTimesOfTheSamplesAndNothingElse() {
        var twice = new TimeScale(2);
        var before = SampleManifests.files().stream()
                .map(SampleManifests::read)
                .collect(Collectors.joining("\n---\n"))
                .lines()
                .toList();
        var after = SampleManifests.files().stream()
                .map(SampleManifests::read)
                .map(twice)
                .collect(Collectors.joining("\n---\n"))
                .lines()
                .toList();
        assertThat(after).hasSameSizeAs(before);
        var changed = new ArrayList<String>();
        for (var i = 0; i < before.size(); i++) {
            if (!before.get(i).equals(after.get(i)) && !before.get(i).strip().startsWith("#")) {
                changed.add(after.get(i).strip());
            }
        }
        assertThat(changed)
                .contains(
                        "slo-tpot: 12",
                        "slo-ttft: 250",
                        "args: [emulator, --port, \"8000\", --alpha, \"10.29\", --beta, \"0.205\"]",
                        "alpha: \"10.29\"",
                        "beta: \"0.205\"")
                .allMatch(line -> line.matches("(slo-tpot|slo-ttft|alpha|beta): .*|args: .*"));
    }

    @Test
    void aSpeedOfOneLeavesThemToTheLetter() {
        var text = SampleManifests.read("configmap-serviceclass.yaml");
        assertThat(new TimeScale(1).apply(text)).isEqualTo(text);
    }

    @Test
    void whatDoesNotDivideEvenlyIsRoundedFinely() {
        assertThat(new TimeScale(3).apply("alpha: \"20.58\"\nslo-ttft: 500"))
                .isEqualTo("alpha: \"6.86\"\nslo-ttft: 166.6667");
    }
}
