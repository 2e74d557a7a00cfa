package ai.llmd.wva.declaration;

import ai.llmd.wva.config.Spelling;
import ai.llmd.wva.declaration.resource.VariantAutoscalingSpec.AcceleratorProfile;
import ai.llmd.wva.declaration.resource.VariantAutoscalingSpec.ModelProfile;
import ai.llmd.wva.model.PerformanceProfile;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.regex.Pattern;

/** Reads the performance profiles of a resource, in both forms; adds a problem for each value that cannot be used. */
final class ProfileConversion {
    /** Decimal strings of the resource, as its schema has them. */
    static final Pattern DECIMAL = Pattern.compile("\\d+(\\.\\d+)?");

    private static final String PATH = "modelProfile.accelerators";

    private final String path;
    private final AcceleratorProfile declared;
    private final FieldProblems problems;

    private ProfileConversion(String path, AcceleratorProfile declared, FieldProblems problems) {
        this.path = path;
        this.declared = declared;
        this.problems = problems;
    }

    /** None where none are declared: then they have to be learned. */
    static List<PerformanceProfile> profiles(ModelProfile declared, FieldProblems problems) {
        if (declared == null) {
            return List.of();
        }
        if (declared.accelerators() == null || declared.accelerators().isEmpty()) {
            problems.add(PATH + " is empty");
            return List.of();
        }
        var profiles = new ArrayList<PerformanceProfile>();
        var names = new HashSet<String>();
        for (int i = 0; i < declared.accelerators().size(); i++) {
            var path = PATH + "[" + i + "]";
            var one = declared.accelerators().get(i);
            if (one == null) {
                problems.add(path + " is empty");
            } else if (one.acc() != null && !names.add(one.acc())) {
                problems.add(path + ".acc \"" + one.acc() + "\" is there more than once");
            } else {
                new ProfileConversion(path, one, problems).read().ifPresent(profiles::add);
            }
        }
        return profiles;
    }

    private Optional<PerformanceProfile> read() {
        int before = problems.count();
        var accelerator = VariantConversion.text(declared.acc());
        if (accelerator.isEmpty()) {
            problems.add(path + ".acc is empty");
        }
        var count = whole(declared.accCount(), ProfileLimits.MOST_ACCELERATORS, ".accCount");
        var batch = whole(declared.maxBatchSize(), ProfileLimits.LARGEST_BATCH, ".maxBatchSize");
        var decode = decode();
        var prefill = prefill();
        if (problems.count() > before) {
            return Optional.empty();
        }
        double alpha = decode.first().getAsDouble();
        double beta = decode.second().getAsDouble();
        if (alpha + beta <= 0) {
            problems.add(path + ": alpha and beta must not both be 0");
            return Optional.empty();
        }
        if (alpha + beta < ProfileLimits.LEAST_MILLIS) {
            problems.add(path + ": alpha and beta together are below 0.000001 (ms)");
            return Optional.empty();
        }
        return Optional.of(new PerformanceProfile(
                accelerator.orElseThrow(),
                count.getAsInt(),
                batch.getAsInt(),
                alpha,
                beta,
                prefill.map(pair -> new PerformanceProfile.Prefill(
                        pair.first().getAsDouble(), pair.second().getAsDouble()))));
    }

    private Pair decode() {
        var parms = declared.perfParms() == null ? null : declared.perfParms().decodeParms();
        return parms == null || parms.isEmpty()
                ? new Pair(decimal(declared.alpha(), ".alpha"), decimal(declared.beta(), ".beta"))
                : pair(parms, ".perfParms.decodeParms", "alpha", "beta");
    }

    private Optional<Pair> prefill() {
        var parms = declared.perfParms() == null ? null : declared.perfParms().prefillParms();
        return parms == null || parms.isEmpty()
                ? Optional.empty()
                : Optional.of(pair(parms, ".perfParms.prefillParms", "gamma", "delta"));
    }

    private Pair pair(Map<String, String> parms, String field, String first, String second) {
        return new Pair(
                decimal(parms.get(first), field + "." + first), decimal(parms.get(second), field + "." + second));
    }

    private OptionalInt whole(Integer value, int most, String field) {
        if (value == null) {
            problems.add(path + field + " is missing");
        } else if (value < 1) {
            problems.add(path + field + " " + value + " is below 1");
        } else if (value > most) {
            problems.add(path + field + " " + value + " is above " + most);
        } else {
            return OptionalInt.of(value);
        }
        return OptionalInt.empty();
    }

    private OptionalDouble decimal(String value, String field) {
        if (value == null || value.isBlank()) {
            problems.add(path + field + " is missing");
        } else if (!DECIMAL.matcher(value).matches()) {
            problems.add(path + field + " " + Spelling.quote(value) + " is not a number such as 20.58");
        } else if (Double.parseDouble(value) > ProfileLimits.LARGEST_MILLIS) {
            problems.add(path + field + " " + Spelling.quote(value) + " is above 1000000 (ms)");
        } else {
            return OptionalDouble.of(Double.parseDouble(value));
        }
        return OptionalDouble.empty();
    }

    private record Pair(OptionalDouble first, OptionalDouble second) {}
}
