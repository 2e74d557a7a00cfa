package ai.llmd.wva.engine;

import java.util.List;
import java.util.stream.Collectors;

/**
 * A model on a device, as measured by someone.
 *
 * @param name what people call it
 */
public record Calibration(String name, StepLaw law, EngineLimits limits) {
    /** The replica of the project's samples: 80 GB with a 25 GB model and 2 MB of cache a token, no prefill. */
    public static final Calibration PUBLISHED =
            new Calibration("published", StepLaw.decodeOnly(20.58, 0.41), new EngineLimits(4, 1718, 2048));

    /** Qwen 32B on two H100: 360,000 tokens of cache of which 1 % is a watermark, 15,928 prompt tokens a second. */
    public static final Calibration H100_QWEN32B_TP2 = new Calibration(
            "h100-qwen32b-tp2",
            StepLaw.chunked(18, 0.12, 1.5e-5, 1000.0 / 15_928),
            new EngineLimits(256, 360_000 / EngineLimits.BLOCK_TOKENS, 32_768)
                    .withWatermark(360_000 / EngineLimits.BLOCK_TOKENS / 100));

    /**
     * Qwen2.5-14B-Instruct on one H100, as {@code deploy/samples/profiles} has it and says where it was measured: times
     * at a context of 1,280 tokens, whose share was not measured apart.
     */
    public static final Calibration H100_QWEN14B = new Calibration(
            "h100-qwen14b",
            StepLaw.chunked(10.25, 0.0962, 0, 0.0284),
            new EngineLimits(128, 226_992 / EngineLimits.BLOCK_TOKENS, 32_768));

    private static final List<Calibration> ALL = List.of(PUBLISHED, H100_QWEN32B_TP2, H100_QWEN14B);

    /**
     * The calibration of that name.
     *
     * @throws IllegalArgumentException with all names, if there is none
     */
    public static Calibration named(String name) {
        return ALL.stream()
                .filter(calibration -> calibration.name().equals(name))
                .findFirst()
                .orElseThrow(
                        () -> new IllegalArgumentException("there is no calibration '" + name + "', but " + names()));
    }

    public static List<Calibration> all() {
        return ALL;
    }

    /** All names, for messages. */
    public static String names() {
        return ALL.stream().map(Calibration::name).collect(Collectors.joining(", "));
    }
}
