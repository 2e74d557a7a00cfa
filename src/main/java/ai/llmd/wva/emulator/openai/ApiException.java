package ai.llmd.wva.emulator.openai;

import io.vertx.core.json.JsonObject;

/** A request that cannot be served, and the answer that says so: a status and OpenAI's {@code {"error": {...}}}. */
public final class ApiException extends RuntimeException {
    private final int status;
    private final String type;
    private final transient JsonObject body;

    private ApiException(int status, String type, String message, String parameter) {
        // an answer, not a fault of ours: nobody wants its trace
        super(message, null, false, false);
        this.status = status;
        this.type = type;
        this.body = new JsonObject()
                .put(
                        "error",
                        new JsonObject()
                                .put("message", message)
                                .put("type", type)
                                .put("param", parameter)
                                .put("code", status));
    }

    /** 400: {@code parameter} of the body is wrong. */
    public static ApiException badParameter(String parameter, String message) {
        return new ApiException(400, "BadRequestError", message, parameter);
    }

    /** 400: the body as a whole is wrong. */
    public static ApiException badRequest(String message) {
        return new ApiException(400, "BadRequestError", message, null);
    }

    /** 404: no such model. */
    public static ApiException unknownModel(String model) {
        return new ApiException(404, "NotFoundError", "The model `" + model + "` does not exist.", "model");
    }

    /** Any other HTTP status, with the usual error name for it. */
    public static ApiException ofStatus(int status, String message) {
        var type = status == 404 ? "NotFoundError" : status < 500 ? "BadRequestError" : "InternalServerError";
        return new ApiException(status, type, message, null);
    }

    public int status() {
        return status;
    }

    public String type() {
        return type;
    }

    /** The answer's body. */
    public JsonObject body() {
        return body.copy();
    }
}
