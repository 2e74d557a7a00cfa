package ai.llmd.wva.demo;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.function.UnaryOperator;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/** Divides the times in the sample manifests: token times of profiles and emulators, and latency targets. */
final class TimeScale implements UnaryOperator<String> {
    private static final Pattern TIMES = Pattern.compile(
            "((?:^|[ \\[])(?:alpha: |beta: |--alpha, |--beta, |slo-tpot: |slo-ttft: )\"?)(\\d+(?:\\.\\d+)?)",
            Pattern.MULTILINE);

    private final double speed;

    TimeScale(double speed) {
        this.speed = speed;
    }

    @Override
    public String apply(String manifest) {
        return speed == 1 ? manifest : TIMES.matcher(manifest).replaceAll(this::divided);
    }

    private String divided(MatchResult time) {
        var divided = new BigDecimal(time.group(2)).divide(BigDecimal.valueOf(speed), MathContext.DECIMAL32);
        return time.group(1) + divided.toPlainString();
    }
}
