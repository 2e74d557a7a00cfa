package ai.llmd.wva.journal;

import ai.llmd.wva.model.VariantId;
import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Set;
import java.util.SortedMap;
import java.util.SplittableRandom;
import java.util.TreeMap;

/** Records of any type, drawn from all that their constructors accept. */
final class RandomRecords {
    private static final int TRIES = 1000;
    private static final int RARE = 20;
    private static final double[] ODD = {
        0, -0.0, Double.MIN_VALUE, Double.MAX_VALUE, Double.NaN, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY
    };
    private static final String[] TEXTS = {
        "a", "name-0", "with \"quotes\" and \\", "größer ≥ 0 \uD83D\uDE80", "a/b", "x\ny"
    };

    private final SplittableRandom random;
    private final Set<Class<?>> drawn = new HashSet<>();

    RandomRecords(long seed) {
        random = new SplittableRandom(seed);
    }

    /** Types of all records that were drawn. */
    Set<Class<?>> drawn() {
        return drawn;
    }

    <T> T draw(Class<T> type) {
        return type.cast(of(type));
    }

    private Object of(Type type) {
        if (type instanceof ParameterizedType generic) {
            return generic(generic);
        }
        var plain = (Class<?>) type;
        if (plain == int.class || plain == Integer.class) {
            return random.nextInt(1, 9);
        } else if (plain == long.class || plain == Long.class) {
            return random.nextLong(1, Long.MAX_VALUE);
        } else if (plain == double.class || plain == Double.class) {
            return number();
        } else if (plain == boolean.class || plain == Boolean.class) {
            return random.nextBoolean();
        } else if (plain == String.class) {
            return TEXTS[random.nextInt(TEXTS.length)];
        } else if (plain == Instant.class) {
            return Instant.ofEpochSecond(random.nextLong(0, 1L << 32), random.nextLong(0, 1_000_000_000));
        } else if (plain == Duration.class) {
            return Duration.ofNanos(random.nextLong(1, 1L << 50));
        } else if (plain == OptionalInt.class) {
            return random.nextBoolean() ? OptionalInt.empty() : OptionalInt.of((int) of(int.class));
        } else if (plain == OptionalLong.class) {
            return random.nextBoolean() ? OptionalLong.empty() : OptionalLong.of((long) of(long.class));
        } else if (plain == OptionalDouble.class) {
            return random.nextBoolean() ? OptionalDouble.empty() : OptionalDouble.of(number());
        } else if (plain.isEnum()) {
            return plain.getEnumConstants()[random.nextInt(plain.getEnumConstants().length)];
        } else if (plain.isSealed()) {
            var alternatives = plain.getPermittedSubclasses();
            return of(alternatives[random.nextInt(alternatives.length)]);
        } else if (plain.isRecord()) {
            return record(plain);
        }
        throw new IllegalArgumentException("cannot draw a " + plain + ": teach this class, and RecordJson if need be");
    }

    /** Within the range of percentiles, for what is not odd. */
    private double number() {
        return random.nextInt(RARE) == 0 ? ODD[random.nextInt(ODD.length)] : random.nextDouble(50, 99);
    }

    private Object generic(ParameterizedType type) {
        var of = type.getActualTypeArguments();
        if (type.getRawType() == Optional.class) {
            return random.nextBoolean() ? Optional.empty() : Optional.of(of(of[0]));
        } else if (type.getRawType() == List.class) {
            var list = new ArrayList<>();
            for (int i = random.nextInt(3); i > 0; i--) {
                list.add(of(of[0]));
            }
            return list;
        } else if (type.getRawType() == SortedMap.class) {
            var map = new TreeMap<>();
            for (int i = random.nextInt(3); i > 0; i--) {
                map.put(of(of[0]), of(of[1]));
            }
            return map;
        }
        throw new IllegalArgumentException("cannot draw a " + type + ": teach this class, and RecordJson if need be");
    }

    private Object record(Class<?> type) {
        var components = type.getRecordComponents();
        var types = Arrays.stream(components).map(RecordComponent::getType).toArray(Class<?>[]::new);
        for (int i = 0; i < TRIES; i++) {
            try {
                Constructor<?> canonical = type.getDeclaredConstructor(types);
                canonical.setAccessible(true);
                var made = canonical.newInstance(Arrays.stream(components)
                        .map(component -> of(component.getGenericType()))
                        .toArray());
                // no namespace has a slash
                if (!(made instanceof VariantId id) || !id.namespace().contains("/")) {
                    drawn.add(type);
                    return made;
                }
            } catch (InvocationTargetException e) {
                if (!(e.getCause() instanceof IllegalArgumentException)) {
                    throw new IllegalStateException(e);
                }
            } catch (ReflectiveOperationException e) {
                throw new IllegalStateException(e);
            }
        }
        throw new IllegalStateException("nothing that was drawn suits " + type);
    }
}
