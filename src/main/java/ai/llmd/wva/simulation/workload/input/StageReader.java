package ai.llmd.wva.simulation.workload.input;

import ai.llmd.wva.simulation.workload.LoadStage;
import ai.llmd.wva.simulation.workload.RateNoise;
import ai.llmd.wva.simulation.workload.RateShape;
import java.util.Optional;

/** Reads a stage: how long, at which rate, and, where they are its own, the lengths of requests. */
final class StageReader {
    private static final Bound RATE = Bound.ZERO_OR_MORE.upTo(1e5);
    private static final Bound SECONDS = Bound.ABOVE_ZERO.upTo(1e7);

    private StageReader() {}

    /** Empty where nothing says how long requests are, which is told. */
    static Optional<LoadStage> stage(Fields fields, Fields model, int maxSequenceTokens) {
        var seconds = fields.number("seconds", SECONDS);
        var shape = shape(fields, seconds);
        var noise = new RateNoise(
                fields.number("noiseCv", 0, Bound.between(0, 10)), fields.number("noiseSeconds", 60, SECONDS));
        var lengths = LengthReader.lengths(fields, model, maxSequenceTokens);
        fields.done();
        return lengths.map(known -> new LoadStage(seconds, shape, noise, known));
    }

    private static RateShape shape(Fields fields, double seconds) {
        boolean level = fields.has("requestsPerSecond");
        boolean ramp = fields.hasAny("fromRequestsPerSecond", "toRequestsPerSecond");
        boolean wave = fields.hasAny("meanRequestsPerSecond", "amplitudeRequestsPerSecond", "periodSeconds");
        if (ramp && !level && !wave) {
            return new RateShape.Ramp(
                    fields.number("fromRequestsPerSecond", RATE), fields.number("toRequestsPerSecond", RATE), seconds);
        }
        if (wave && !level && !ramp) {
            return wave(fields, seconds);
        }
        if (level && (ramp || wave)) {
            fields.error("requestsPerSecond", "stands beside another rate; give one of them");
        } else if (ramp) {
            fields.error("meanRequestsPerSecond", "stands beside another rate; give one of them");
        }
        return new RateShape.Level(fields.number("requestsPerSecond", RATE));
    }

    private static RateShape wave(Fields fields, double seconds) {
        var mean = fields.number("meanRequestsPerSecond", RATE);
        var amplitude = fields.number("amplitudeRequestsPerSecond", RATE);
        var period = fields.number("periodSeconds", seconds, SECONDS);
        if (amplitude > mean) {
            fields.errorIfGiven(
                    "amplitudeRequestsPerSecond", "must be the mean rate or less: " + amplitude + " > " + mean);
            amplitude = mean;
        }
        return new RateShape.Wave(mean, amplitude, period);
    }
}
