package ai.llmd.wva.declaration;

import ai.llmd.wva.config.ConfigMapNames;
import ai.llmd.wva.config.Spelling;
import ai.llmd.wva.model.Accelerator;
import ai.llmd.wva.model.ConfigMapName;
import ai.llmd.wva.model.Effect;
import ai.llmd.wva.model.Problem;
import ai.llmd.wva.model.Subject.Entry;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.regex.Pattern;

/**
 * The ConfigMap {@link ConfigMapNames#ACCELERATOR_CAPACITY}: each key is a device type, as {@code device} in
 * {@link AcceleratorCosts} names it, each value how many of these devices all variants together may have. A type that
 * has no key is not limited here.
 */
public final class AcceleratorCapacity {
    private static final Pattern WHOLE = Pattern.compile("\\+?\\d+");
    private static final Pattern NEGATIVE = Pattern.compile("-\\d+");
    private static final long MOST_DEVICES = 1_000_000_000;
    private static final int SAFE_DIGITS = 18;

    private AcceleratorCapacity() {}

    /**
     * Devices by type. A type that no accelerator is of is told, for it is probably spelt wrong, and limits nothing.
     *
     * @param lastGood what came of the last reading
     * @param accelerators those that variants can be planned on
     */
    public static Parsed<SortedMap<String, Long>> parse(
            ConfigMapName source,
            Map<String, String> data,
            SortedMap<String, Long> lastGood,
            SortedMap<String, Accelerator> accelerators) {
        return Entries.parse(
                source, data, lastGood, (entry, text, before, problems) -> entry(entry, text, accelerators, problems));
    }

    private static long entry(
            Entry entry, String text, SortedMap<String, Accelerator> accelerators, Consumer<Problem> problems) {
        long devices = devices(text.strip());
        unknownType(entry.key(), accelerators)
                .ifPresent(message -> problems.accept(new Problem(entry, Effect.REMARK, message)));
        return devices;
    }

    private static long devices(String text) {
        if (NEGATIVE.matcher(text).matches()) {
            throw new IllegalArgumentException(Spelling.quote(text) + " is less than 0");
        }
        if (!WHOLE.matcher(text).matches()) {
            throw new IllegalArgumentException(
                    Spelling.quote(text) + " is not a whole number of devices, such as \"8\"");
        }
        long devices = text.length() > SAFE_DIGITS ? Long.MAX_VALUE : Long.parseLong(text);
        if (devices > MOST_DEVICES) {
            throw new IllegalArgumentException(Spelling.quote(text) + " is more than " + MOST_DEVICES);
        }
        return devices;
    }

    /** While nothing is known of accelerators, that is the problem to tell. */
    private static Optional<String> unknownType(String type, SortedMap<String, Accelerator> accelerators) {
        var types = new TreeSet<String>();
        accelerators.values().forEach(accelerator -> types.add(accelerator.device()));
        if (types.isEmpty() || types.contains(type)) {
            return Optional.empty();
        }
        var meant = Optional.ofNullable(accelerators.get(type))
                .map(Accelerator::device)
                .or(() -> Spelling.nearest(type, types))
                .map(name -> "; did you mean " + name + "?")
                .orElse("");
        return Optional.of("no accelerator of " + ConfigMapNames.ACCELERATOR_COSTS + " has this device" + meant);
    }
}
