package ai.llmd.wva.explain;

import ai.llmd.wva.model.Effect;
import ai.llmd.wva.model.Problem;
import ai.llmd.wva.model.Subject;
import ai.llmd.wva.model.Subject.Entry;
import ai.llmd.wva.model.Subject.EntryField;
import ai.llmd.wva.model.Subject.EnvironmentVariable;
import ai.llmd.wva.model.Subject.Nodes;
import ai.llmd.wva.model.Subject.Place;
import ai.llmd.wva.model.Subject.Resource;
import ai.llmd.wva.model.Subject.Row;
import ai.llmd.wva.model.Subject.SettingKey;
import ai.llmd.wva.model.Subject.WholeConfigMap;
import java.util.List;
import java.util.stream.Collectors;

/** A problem in words: the only place that makes them. */
public final class ProblemText {
    private ProblemText() {}

    /** For instance {@code ConfigMap wva/accelerator-unit-costs key A100: has no cost; the entry is left out ...}. */
    public static String full(Problem problem) {
        var subject = subject(problem.subject());
        return subject.isEmpty() ? withEffect(problem) : subject + ": " + withEffect(problem);
    }

    /** Why, and what becomes of it; without the subject. */
    public static String withEffect(Problem problem) {
        var effect = effect(problem.subject(), problem.effect());
        return effect.isEmpty() ? problem.message() : problem.message() + "; " + effect;
    }

    /** As in the Event of a ConfigMap, which names the ConfigMap itself. */
    public static String withinConfigMap(Problem problem) {
        var place = placeWithin(problem.subject());
        return place.isEmpty() ? withEffect(problem) : place + ": " + withEffect(problem);
    }

    /**
     * What of a variant's problems is not in force though the variant is planned all the same; empty where nothing
     * is.
     */
    public static String losses(List<Problem> problems) {
        return problems.stream()
                .filter(problem -> problem.effect().isLoss() && problem.effect() != Effect.NOT_PLANNED)
                .map(ProblemText::full)
                .collect(Collectors.joining("; "));
    }

    /** What is wrong, whether the variant could be planned with it or not; empty where nothing is in the way. */
    public static String all(List<Problem> problems) {
        return problems.stream()
                .filter(problem -> problem.effect().isLoss())
                .map(problem -> problem.effect() == Effect.NOT_PLANNED ? problem.message() : full(problem))
                .collect(Collectors.joining("; "));
    }

    /** For instance {@code ConfigMap wva/accelerator-unit-costs key A100}. */
    public static String subject(Subject subject) {
        if (subject instanceof EnvironmentVariable variable) {
            return "environment variable " + variable.name();
        }
        if (subject instanceof Place place) {
            return place.path();
        }
        if (subject instanceof Nodes) {
            return "nodes";
        }
        if (subject instanceof Resource resource) {
            return "VariantAutoscaling " + resource.variant();
        }
        var place = placeWithin(subject);
        return "ConfigMap " + subject.configMap().orElseThrow() + (place.isEmpty() ? "" : " " + place);
    }

    /** Where it is within its ConfigMap, e.g. {@code key A100}; empty for a ConfigMap as a whole. */
    public static String placeWithin(Subject subject) {
        if (subject instanceof Entry entry) {
            return "key " + entry.key();
        }
        if (subject instanceof SettingKey setting) {
            return "key " + setting.key();
        }
        if (subject instanceof EntryField field) {
            return placeWithin(field.entry()) + ": " + field.field();
        }
        if (subject instanceof Row row) {
            var model = row.model().map(name -> " (" + name + ")").orElse("");
            return placeWithin(row.entry()) + ": data row " + row.number() + model;
        }
        return "";
    }

    private static String effect(Subject subject, Effect effect) {
        return switch (effect) {
            case LEFT_OUT -> leftOut(subject);
            case LAST_GOOD -> lastGood(subject);
            case DEFAULT_VALUE -> "the default is in force";
            case FILE_VALUE -> "the value of the configuration file is in force";
            case NOTHING_ACTS -> "every variant is advisory until it is fixed";
            case PASSED_OVER -> "the variable is ignored";
            case NOT_PLANNED, REFUSED, REMARK -> "";
        };
    }

    private static String leftOut(Subject subject) {
        if (subject instanceof WholeConfigMap) {
            return "nothing can be planned without it";
        }
        if (subject instanceof Nodes) {
            return "accelerators without a key in accelerator-capacity are not limited";
        }
        return (subject instanceof Row ? "the row" : "the entry") + " is ignored until it is fixed";
    }

    private static String lastGood(Subject subject) {
        if (subject instanceof Nodes) {
            return "the accelerators last seen there still count";
        }
        if (subject instanceof Row) {
            return "the last good values of the model stay in force";
        }
        return (subject instanceof Entry ? "the last good entry" : "the last good value") + " stays in force";
    }
}
