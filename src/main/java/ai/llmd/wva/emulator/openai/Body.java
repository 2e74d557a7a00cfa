package ai.llmd.wva.emulator.openai;

import io.vertx.core.json.JsonObject;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;

/**
 * Typed reading of a request's JSON; a value of another type is a 400 that names the parameter. JSON null counts as
 * absent.
 */
final class Body {
    private final JsonObject json;

    Body(JsonObject json) {
        this.json = json;
    }

    Optional<Object> value(String name) {
        return Optional.ofNullable(json.getValue(name));
    }

    Optional<String> text(String name) {
        return value(name).map(value -> {
            if (value instanceof String text) {
                return text;
            }
            throw ApiException.badParameter(name, name + " must be a string");
        });
    }

    boolean flag(String name) {
        return value(name)
                .map(value -> {
                    if (value instanceof Boolean flag) {
                        return flag;
                    }
                    throw ApiException.badParameter(name, name + " must be true or false");
                })
                .orElse(false);
    }

    /** A whole number of at least {@code least}. */
    OptionalInt count(String name, int least) {
        var value = value(name);
        if (value.isEmpty()) {
            return OptionalInt.empty();
        }
        if (value.get() instanceof Number number
                && number.doubleValue() == Math.rint(number.doubleValue())
                && Math.abs(number.doubleValue()) <= Integer.MAX_VALUE) {
            if (number.intValue() < least) {
                throw ApiException.badParameter(name, name + " must be at least " + least + ", got " + number);
            }
            return OptionalInt.of(number.intValue());
        }
        throw ApiException.badParameter(name, name + " must be a whole number");
    }

    /** Any number; empty when it is not there. */
    OptionalDouble number(String name) {
        var value = value(name);
        if (value.isEmpty()) {
            return OptionalDouble.empty();
        }
        if (value.get() instanceof Number number) {
            return OptionalDouble.of(number.doubleValue());
        }
        throw ApiException.badParameter(name, name + " must be a number");
    }

    Body object(String name) {
        return value(name)
                .map(value -> {
                    if (value instanceof JsonObject object) {
                        return new Body(object);
                    }
                    throw ApiException.badParameter(name, name + " must be an object");
                })
                .orElseGet(() -> new Body(new JsonObject()));
    }
}
