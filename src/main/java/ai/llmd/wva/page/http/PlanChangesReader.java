package ai.llmd.wva.page.http;

import ai.llmd.wva.model.VariantId;
import ai.llmd.wva.page.whatif.PlanChange;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.DecodeException;
import io.vertx.core.json.Json;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.OptionalDouble;
import java.util.Set;

/** Reads what is to be different, strictly: each problem says where it is. */
final class PlanChangesReader {
    private static final String CHANGES = "changes";
    private static final int MOST_CHANGES = 100;
    private static final double LARGEST = 1e9;
    private static final String NAMESPACE = "namespace";
    private static final String NAME = "name";
    private static final String LOAD_FACTOR = "loadFactor";
    private static final String ARRIVALS = "arrivalPerSecond";
    private static final String TTFT = "ttftMillis";
    private static final String ITL = "itlMillis";
    private static final String COST = "costCentsPerHour";
    private static final List<String> NUMBERS = List.of(LOAD_FACTOR, ARRIVALS, TTFT, ITL, COST);

    private PlanChangesReader() {}

    static List<PlanChange> read(Buffer body) throws ApiProblem {
        var root = object("the body", parsed(body));
        known("the body", root, Set.of(CHANGES));
        if (!(root.getValue(CHANGES) instanceof JsonArray changes)
                || changes.isEmpty()
                || changes.size() > MOST_CHANGES) {
            throw ApiProblem.badRequest("changes must be a list of 1 to " + MOST_CHANGES + " changes");
        }
        var read = new ArrayList<PlanChange>();
        var seen = new HashSet<VariantId>();
        for (int i = 0; i < changes.size(); i++) {
            var place = CHANGES + "[" + i + "]";
            var change = change(place, object(place, changes.getValue(i)));
            if (!seen.add(change.id())) {
                throw ApiProblem.badRequest(place + " is of " + change.id() + " again");
            }
            read.add(change);
        }
        return read;
    }

    private static Object parsed(Buffer body) throws ApiProblem {
        try {
            return Json.decodeValue(body);
        } catch (DecodeException e) {
            throw ApiProblem.badRequest("the body is not JSON");
        }
    }

    private static JsonObject object(String place, Object value) throws ApiProblem {
        if (value instanceof JsonObject object) {
            return object;
        }
        throw ApiProblem.badRequest(place + " must be an object");
    }

    private static void known(String place, JsonObject object, Set<String> keys) throws ApiProblem {
        for (var key : object.fieldNames()) {
            if (!keys.contains(key)) {
                throw ApiProblem.badRequest(place + " has the unknown key '" + key + "'");
            }
        }
    }

    private static PlanChange change(String place, JsonObject object) throws ApiProblem {
        var keys = new HashSet<>(NUMBERS);
        keys.add(NAMESPACE);
        keys.add(NAME);
        known(place, object, keys);
        var change = new PlanChange(
                new VariantId(text(place, object, NAMESPACE), text(place, object, NAME)),
                number(place, object, LOAD_FACTOR),
                number(place, object, ARRIVALS),
                number(place, object, TTFT),
                number(place, object, ITL),
                number(place, object, COST));
        if (NUMBERS.stream().noneMatch(object::containsKey)) {
            throw ApiProblem.badRequest(place + " changes nothing: it has none of " + String.join(", ", NUMBERS));
        }
        if (change.loadFactor().isPresent() && change.arrivalPerSecond().isPresent()) {
            throw ApiProblem.badRequest(place + " has both loadFactor and arrivalPerSecond");
        }
        return change;
    }

    private static String text(String place, JsonObject object, String key) throws ApiProblem {
        if (object.getValue(key) instanceof String text && !text.isBlank()) {
            return text;
        }
        throw ApiProblem.badRequest(place + "." + key + " must be a text that is not empty");
    }

    private static OptionalDouble number(String place, JsonObject object, String key) throws ApiProblem {
        if (!object.containsKey(key)) {
            return OptionalDouble.empty();
        }
        if (object.getValue(key) instanceof Number number) {
            double value = number.doubleValue();
            if (value >= 0 && value <= LARGEST) {
                return OptionalDouble.of(value);
            }
        }
        throw ApiProblem.badRequest(place + "." + key + " must be a number from 0 to " + (long) LARGEST);
    }
}
