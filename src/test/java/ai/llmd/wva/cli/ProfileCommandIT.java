package ai.llmd.wva.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import ai.llmd.wva.emulator.EmulatorSettings;
import ai.llmd.wva.emulator.RunningEmulator;
import ai.llmd.wva.engine.Calibration;
import ai.llmd.wva.engine.EngineLimits;
import ai.llmd.wva.engine.StepLaw;
import java.time.Duration;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import tools.jackson.dataformat.yaml.YAMLMapper;

/** The command against emulators over real sockets. */
class ProfileCommandIT {
    /** What is found may differ by so much from what the emulator was told. */
    private static final double SHARE = 0.02;

    @Test
    void theLawOfTheEmulatorIsFound() throws Exception {
        var law = StepLaw.beside(8, 0.3, 5, 0.02);
        try (var emulator = emulator(law, new EngineLimits(12, 10_000, 4_096))) {
            var run = profile(emulator, "--concurrency=1,4,8,16", "--prompt-tokens=64,512", "--acc=A100");

            assertThat(run.exitCode()).as(run.err()).isZero();
            assertParameter(run, "alpha", 8);
            assertParameter(run, "beta", 0.3);
            assertParameter(run, "gamma", 5);
            assertParameter(run, "delta", 0.02);
            var accelerator = new YAMLMapper().readTree(run.out()).at("/modelProfile/accelerators/0");
            assertThat(accelerator.at("/acc").asString()).isEqualTo("A100");
            assertThat(accelerator.at("/maxBatchSize").asInt()).isEqualTo(12);
            assertThat(run.out()).contains("the server runs 12 requests at once", "One replica carries");
            assertThat(run.err()).contains("level 1 of", "16 at once");
        }
    }

    /** Prompts are read within the steps; the profile has beta at the context of the usual request. */
    @Test
    void aServerWithChunkedPrefillGivesTheProfileOfItsCalibration() throws Exception {
        var truth = Calibration.H100_QWEN32B_TP2;
        try (var emulator = emulator(truth.law(), truth.limits())) {
            var run = profile(
                    emulator,
                    "--concurrency=1,8,32",
                    "--prompt-tokens=128,2048",
                    "--input-tokens=4000",
                    "--output-tokens=1000");

            assertThat(run.exitCode()).as(run.err()).isZero();
            assertParameter(run, "alpha", 18);
            assertParameter(run, "beta", 0.12 + 1.5e-5 * 4_500);
            assertParameter(run, "gamma", 18);
            assertParameter(run, "delta", 1_000.0 / 15_928);
        }
    }

    private static RunningEmulator emulator(StepLaw law, EngineLimits limits) throws Exception {
        return new RunningEmulator(
                EmulatorSettings.sample().running(law, limits).stoppingWithin(Duration.ZERO));
    }

    private static CommandRun profile(RunningEmulator emulator, String... options) {
        var arguments = new String[options.length + 3];
        arguments[0] = "profile";
        arguments[1] = "--url=" + emulator.url();
        arguments[2] = "--answer-tokens=48";
        System.arraycopy(options, 0, arguments, 3, options.length);
        return CommandRun.of(arguments);
    }

    private static void assertParameter(CommandRun run, String name, double truth) {
        var matcher = Pattern.compile(name + ": \"([0-9.]+)\"").matcher(run.out());
        assertThat(matcher.find()).as(run.out()).isTrue();
        assertThat(Double.parseDouble(matcher.group(1)) / truth).as(name).isCloseTo(1, within(SHARE));
    }
}
