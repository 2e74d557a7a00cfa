package ai.llmd.wva.config;

import static org.assertj.core.api.Assertions.assertThat;

import ai.llmd.wva.explain.ProblemText;
import ai.llmd.wva.model.ScaleRules;
import ai.llmd.wva.model.ScaleRules.Course;
import ai.llmd.wva.model.ScaleRules.Pace;
import ai.llmd.wva.model.ScaleRules.PaceUnit;
import ai.llmd.wva.model.ScaleRules.Select;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ScalingReaderTest {
    private static ConfigurationReader.Result read(String down) {
        return ConfigurationReader.read("{\"actuator\": {\"scaling\": {\"down\": " + down + "}}}");
    }

    private static ScaleRules rules(ConfigurationReader.Result result) {
        return ((ConfigurationReader.Ok) result).configuration().actuator().scaling();
    }

    @Test
    void whatIsNotGivenIsAsAutoscalersHaveIt() {
        assertThat(rules(ConfigurationReader.read("{}"))).isEqualTo(ScaleRules.DEFAULT);
        assertThat(rules(read("{\"select\": \"MIN\"}")))
                .isEqualTo(new ScaleRules(
                        ScaleRules.DEFAULT.up(),
                        new Course(
                                Duration.ofMinutes(5),
                                Select.MIN,
                                ScaleRules.DEFAULT.down().policies())));
    }

    @Test
    void policiesAreReadHoweverTheyAreSpelt() {
        assertThat(rules(read("{\"policies\": [\"1 pod in 2m\", \"10%  in 30s\", \"5 percent in 1m30s\"]}"))
                        .down()
                        .policies())
                .containsExactly(
                        new Pace(1, PaceUnit.PODS, Duration.ofMinutes(2)),
                        new Pace(10, PaceUnit.PERCENT, Duration.ofSeconds(30)),
                        new Pace(5, PaceUnit.PERCENT, Duration.ofSeconds(90)));
    }

    @ParameterizedTest
    @CsvSource(delimiter = ';', textBlock = """
        {"policies": ["fast"]};           actuator.scaling.down.policies[0]: "fast" is no policy such as "4 pods in 15s"
        {"policies": ["0 pods in 15s"]};  actuator.scaling.down.policies[0]: "0 pods in 15s" is no policy: at least 1
        {"policies": ["4 pods in 31m"]};  actuator.scaling.down.policies[0]: "31m" is not between 1s and 30m
        {"policies": ["4 pods in 1500ms"]}; actuator.scaling.down.policies[0]: "4 pods in 1500ms" is no policy
        {"policies": []};                 actuator.scaling.down.policies: needs a policy
        {"select": "most"};               actuator.scaling.down.select: "most" is not one of max, min, disabled
        {"stabilizationWindow": "1500ms"}; actuator.scaling.down.stabilizationWindow: must be whole seconds
        {"polices": []};                  actuator.scaling.down.polices: unknown key; did you mean
        """)
    void whatCannotBeReadIsToldByItsKey(String down, String message) {
        var told = ((ConfigurationReader.Faulty) read(down))
                .problems().stream().map(ProblemText::full).toList();
        assertThat(told).singleElement().asString().contains(message);
    }
}
