package ai.llmd.wva.engine;

/** Why a request ended, under the names of vLLM's {@code finished_reason} label. */
public enum FinishReason {
    /** The model had said everything. */
    STOP("stop"),
    /** The token limit of the request or of the context was reached. */
    LENGTH("length"),
    /** The client went away; vLLM has the label value but counts no request under it. */
    ABORT("abort"),
    /** The server failed. */
    ERROR("error"),
    /** The model went round in circles; newer versions only. */
    REPETITION("repetition");

    private final String label;

    FinishReason(String label) {
        this.label = label;
    }

    /** The label value, also the {@code finish_reason} of an answer. */
    public String label() {
        return label;
    }
}
