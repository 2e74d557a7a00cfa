package ai.llmd.wva.model;

import java.util.Locale;
import java.util.Optional;
import java.util.SortedMap;

/**
 * A class of service: a priority and, for each model in it, the latency targets.
 *
 * @param key the ConfigMap key it came from, e.g. {@code premium.yaml}
 * @param name e.g. {@code Premium}
 * @param priority 1 (highest) to 100
 * @param targets by model name
 */
public record ServiceClass(String key, String name, int priority, SortedMap<String, ServiceTarget> targets) {
    public static final int LOWEST_PRIORITY = 100;

    public ServiceClass {
        Checks.text(key, "key");
        Checks.text(name, "name");
        if (priority < 1 || priority > LOWEST_PRIORITY) {
            priority = LOWEST_PRIORITY;
        }
        targets = Checks.sorted(targets);
    }

    public Optional<ServiceTarget> targetFor(String model) {
        return Optional.ofNullable(targets.get(model));
    }

    /** Whether a reference means this class: its name or its ConfigMap key, case-insensitive, {@code .yaml} ignored. */
    public boolean matches(String reference) {
        var wanted = plain(reference);
        return wanted.equals(plain(name)) || wanted.equals(plain(key));
    }

    private static String plain(String text) {
        var lower = text.strip().toLowerCase(Locale.ROOT);
        return lower.endsWith(".yaml") ? lower.substring(0, lower.length() - ".yaml".length()) : lower;
    }
}
