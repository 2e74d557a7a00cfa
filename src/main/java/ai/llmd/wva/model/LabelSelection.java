package ai.llmd.wva.model;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A label selector, in the text form of Kubernetes: {@code a=b,c!=d,e in (f,g),h notin (i),j,!k}.
 *
 * @param requirements all of which must hold; none selects everything
 */
public record LabelSelection(List<Requirement> requirements) {
    private static final String NAME = "[A-Za-z0-9](?:[A-Za-z0-9_.-]{0,61}[A-Za-z0-9])?";
    private static final String PREFIX = "(?:[a-z0-9](?:[a-z0-9.-]{0,251}[a-z0-9])?/)?";
    private static final String KEY = "(" + PREFIX + NAME + ")";
    private static final String VALUE = "((?:" + NAME + ")?)";
    private static final String SET = "\\(([^()]*+)\\)";
    private static final Pattern EQUAL = Pattern.compile("\\s*" + KEY + "\\s*(==?|!=)\\s*" + VALUE + "\\s*");
    private static final Pattern IN = Pattern.compile("\\s*" + KEY + "\\s+(in|notin)\\s*" + SET + "\\s*");
    private static final Pattern PRESENT = Pattern.compile("\\s*(!?)\\s*" + KEY + "\\s*");
    private static final Pattern ONE_VALUE = Pattern.compile(VALUE);
    private static final List<Pattern> FORMS = List.of(IN, EQUAL, PRESENT);

    /**
     * What one label must be.
     *
     * @param values of which one is meant; empty = any
     * @param negated whether it must not be so, which an absent label never is
     */
    public record Requirement(String key, Set<String> values, boolean negated) {
        public Requirement {
            values = Set.copyOf(values);
        }

        boolean holds(Map<String, String> labels) {
            var value = labels.get(key);
            boolean has = value != null && (values.isEmpty() || values.contains(value));
            return has != negated;
        }
    }

    public LabelSelection {
        requirements = List.copyOf(requirements);
    }

    /**
     * Reads a selector; an empty text selects everything.
     *
     * @throws IllegalArgumentException when it is none
     */
    public static LabelSelection parse(String text) {
        var requirements = new ArrayList<Requirement>();
        if (text.isBlank()) {
            return new LabelSelection(requirements);
        }
        int at = 0;
        while (true) {
            var form = form(text, at);
            requirements.add(requirement(form));
            at = form.end();
            if (at == text.length()) {
                break;
            }
            if (text.charAt(at) != ',') {
                throw refused(text, at);
            }
            at++;
        }
        return new LabelSelection(requirements);
    }

    private static Matcher form(String text, int at) {
        return FORMS.stream()
                .map(pattern -> pattern.matcher(text).region(at, text.length()))
                .filter(matcher -> matcher.lookingAt()
                        && (matcher.end() == text.length() || text.charAt(matcher.end()) == ',')
                        && (matcher.pattern() != IN || values(matcher).allMatch(LabelSelection::isValue)))
                .findFirst()
                .orElseThrow(() -> refused(text, at));
    }

    private static Requirement requirement(Matcher form) {
        if (form.pattern() == PRESENT) {
            return new Requirement(form.group(2), Set.of(), !form.group(1).isEmpty());
        }
        boolean negated = List.of("!=", "notin").contains(form.group(2));
        return new Requirement(form.group(1), values(form).collect(Collectors.toSet()), negated);
    }

    private static Stream<String> values(Matcher form) {
        return Stream.of(form.group(3).split(",", -1)).map(String::strip);
    }

    private static boolean isValue(String text) {
        return ONE_VALUE.matcher(text).matches();
    }

    private static IllegalArgumentException refused(String text, int at) {
        return new IllegalArgumentException("unable to parse the label selector \"" + text + "\" from character "
                + (at + 1) + " on: a requirement is key=value, key!=value, key in (a,b), key notin (a,b), key or !key");
    }

    /** Whether what has these labels is meant. */
    public boolean selects(Map<String, String> labels) {
        return requirements.stream().allMatch(requirement -> requirement.holds(labels));
    }

    /** The only value that a label can have. */
    public Optional<String> only(String key) {
        return requirements.stream()
                .filter(one ->
                        one.key().equals(key) && !one.negated() && one.values().size() == 1)
                .map(one -> one.values().iterator().next())
                .findFirst();
    }
}
