package ai.llmd.wva.page.http;

import ai.llmd.wva.model.VariantId;
import io.vertx.core.MultiMap;
import io.vertx.ext.web.RoutingContext;
import java.util.List;
import java.util.Optional;

/** The query parameters of a request, read strictly. */
record ApiQuery(MultiMap given) {

    /** Those of a request that knows no others than these. */
    static ApiQuery of(RoutingContext request, String... known) throws ApiProblem {
        var names = List.of(known);
        MultiMap given;
        try {
            given = request.queryParams();
        } catch (RuntimeException e) {
            throw ApiProblem.badRequest("the query cannot be read");
        }
        for (var name : given.names()) {
            if (!names.contains(name)) {
                throw ApiProblem.badRequest("there is no parameter '" + name + "'"
                        + (names.isEmpty() ? "" : "; there are " + String.join(", ", names)));
            }
            if (given.getAll(name).size() > 1) {
                throw ApiProblem.badRequest(name + " is given more than once");
            }
        }
        return new ApiQuery(given);
    }

    long whole(String name, long absent, long lowest, long highest) throws ApiProblem {
        var text = given.get(name);
        if (text == null) {
            return absent;
        }
        try {
            long value = Long.parseLong(text);
            if (value >= lowest && value <= highest) {
                return value;
            }
        } catch (NumberFormatException e) {
            // as a number out of range
        }
        throw ApiProblem.badRequest(name + " must be a whole number from " + lowest + " to " + highest);
    }

    Optional<String> text(String name) throws ApiProblem {
        var text = given.get(name);
        if (text != null && text.isBlank()) {
            throw ApiProblem.badRequest(name + " must not be empty");
        }
        return Optional.ofNullable(text);
    }

    Optional<VariantId> variant(String name) throws ApiProblem {
        var text = text(name);
        if (text.isEmpty()) {
            return Optional.empty();
        }
        var parts = text.get().split("/", -1);
        if (parts.length != 2 || parts[0].isBlank() || parts[1].isBlank()) {
            throw ApiProblem.badRequest(name + " must be NAMESPACE/NAME");
        }
        return Optional.of(new VariantId(parts[0], parts[1]));
    }
}
