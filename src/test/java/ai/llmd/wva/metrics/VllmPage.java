package ai.llmd.wva.metrics;

import java.util.Locale;

/** A page of metrics as vLLM writes it, of requests with 20 + 100 tokens each. */
public final class VllmPage {
    private final String prefix;
    private final String labels;
    private final StringBuilder text = new StringBuilder();

    private VllmPage(String prefix, String labels) {
        this.prefix = prefix;
        this.labels = labels;
    }

    public static VllmPage of(String model) {
        return new VllmPage("vllm:", "model_name=\"" + model + "\"");
    }

    /** Of one of the engines (data-parallel ranks) of a server. */
    public static VllmPage ofEngine(String model, int engine) {
        return new VllmPage("vllm:", "engine=\"" + engine + "\",model_name=\"" + model + "\"");
    }

    /** With another prefix of all names. */
    public static VllmPage named(String prefix, String model) {
        return new VllmPage(prefix, "model_name=\"" + model + "\"");
    }

    public VllmPage requests(double running, double waiting) {
        return line("num_requests_running", "", running).line("num_requests_waiting", "", waiting);
    }

    /** So many have been finished, a quarter of them because of their length. */
    public VllmPage finished(double finished) {
        return line("request_success_total", ",finished_reason=\"stop\"", finished * 0.75)
                .line("request_success_total", ",finished_reason=\"length\"", finished * 0.25);
    }

    /** Lengths of those that finished. */
    public VllmPage lengths(double finished) {
        return mean("request_prompt_tokens", 20, finished).mean("request_generation_tokens", 100, finished);
    }

    /** Times of those that finished. */
    public VllmPage times(double finished) {
        return mean("time_to_first_token_seconds", 0.5, finished)
                .mean("inter_token_latency_seconds", 0.02, 99 * finished)
                .mean("request_queue_time_seconds", 0.1, finished);
    }

    /** Tokens of all that ever came. */
    public VllmPage tokens(double started) {
        return line("prompt_tokens_total", "", 20 * started).line("generation_tokens_total", "", 100 * started);
    }

    public VllmPage line(String name, String moreLabels, double value) {
        text.append(String.format(Locale.ROOT, "%s%s{%s%s} %s%n", prefix, name, labels, moreLabels, value));
        return this;
    }

    private VllmPage mean(String name, double mean, double count) {
        return line(name + "_sum", "", mean * count).line(name + "_count", "", count);
    }

    public String text() {
        return text.toString();
    }
}
