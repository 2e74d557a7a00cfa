package ai.llmd.wva.simulation;

import ai.llmd.wva.config.Spelling;
import ai.llmd.wva.simulation.baseline.AibrixApa;
import ai.llmd.wva.simulation.baseline.GaugeHpa;
import ai.llmd.wva.simulation.baseline.KedaSlo;
import ai.llmd.wva.simulation.baseline.KedaTokens;
import ai.llmd.wva.simulation.baseline.KnativeKpa;
import ai.llmd.wva.simulation.baseline.SaturationV1;
import ai.llmd.wva.simulation.baseline.SaturationV2;
import ai.llmd.wva.simulation.baseline.StaticInHindsight;
import ai.llmd.wva.simulation.baseline.StaticReplicas;
import ai.llmd.wva.simulation.baseline.StaticSized;
import ai.llmd.wva.simulation.contender.Contender;
import ai.llmd.wva.simulation.contender.Description;
import ai.llmd.wva.simulation.contender.OwnContenders;
import ai.llmd.wva.simulation.contender.SweptContender;
import ai.llmd.wva.simulation.oracle.Oracle;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Contenders by the names that users give them. */
public final class Contenders {
    private static final List<Contender> OTHERS = List.of(
            StaticSized.MEAN,
            StaticSized.PEAK,
            GaugeHpa.WAITING,
            GaugeHpa.RUNNING,
            GaugeHpa.KV_CACHE,
            SaturationV1.PUBLISHED,
            SaturationV2.PUBLISHED,
            KnativeKpa.PUBLISHED,
            AibrixApa.PUBLISHED,
            KedaSlo.PUBLISHED,
            KedaTokens.PUBLISHED,
            Oracle.USUAL);
    private static final List<Contender> ALL =
            Stream.of(OwnContenders.all(), OTHERS).flatMap(List::stream).toList();
    private static final String ANY_STATIC = "static-N";
    private static final Pattern STATIC = Pattern.compile("static-(\\d{1,6})");

    private Contenders() {}

    /** Every one that needs no number in its name, our default first, in the order in which they are compared. */
    public static List<Contender> all() {
        return List.copyOf(ALL);
    }

    /** All names; {@code static-N} stands for any number, and {@link StaticInHindsight} is not one of {@link #all}. */
    public static List<String> names() {
        return List.copyOf(descriptions().keySet());
    }

    /** What a reader should know about each, by its name, in the order in which they are compared. */
    public static Map<String, Description> descriptions() {
        var descriptions = new LinkedHashMap<String, Description>();
        for (var contender : ALL) {
            descriptions.put(contender.name(), contender.description());
        }
        descriptions.put(ANY_STATIC, StaticReplicas.DESCRIPTION);
        descriptions.put(StaticInHindsight.NAME, StaticInHindsight.DESCRIPTION);
        return descriptions;
    }

    /**
     * The one of that name: {@code keda-slo}, {@code static-5}, or with another value of its swept parameter
     * {@code keda-slo@0.7}.
     *
     * @throws IllegalArgumentException with the nearest name and all of them, if there is none
     */
    public static Contender named(String name) {
        var number = STATIC.matcher(name);
        if (number.matches()) {
            return new StaticReplicas(Integer.parseInt(number.group(1)));
        }
        int at = name.indexOf('@');
        var contender = fixed(at < 0 ? name : name.substring(0, at)).orElseThrow(() -> unknown(name));
        return at < 0 ? contender : varied(contender, name.substring(at + 1));
    }

    private static Optional<Contender> fixed(String name) {
        return ALL.stream().filter(contender -> contender.name().equals(name)).findFirst();
    }

    private static Contender varied(Contender contender, String value) {
        if (!(contender instanceof SweptContender swept)) {
            throw new IllegalArgumentException(contender.name() + " has no parameter to vary");
        }
        try {
            return swept.at(Double.parseDouble(value));
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException(
                    Spelling.quote(value) + " is no number: " + contender.name() + "@NUMBER sets its "
                            + contender.description().swept(),
                    e);
        }
    }

    private static IllegalArgumentException unknown(String name) {
        var nearest = Spelling.nearest(name, names()).map(near -> "; did you mean \"" + near + "\"?");
        return new IllegalArgumentException("there is no policy " + Spelling.quote(name) + nearest.orElse(".")
                + " There are " + String.join(", ", names()) + ".");
    }
}
