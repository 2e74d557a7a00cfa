package ai.llmd.wva.model;

/** The latency targets of one model in a service class; 0 is no limit. */
public record ServiceTarget(double ttftMillis, double itlMillis, double tokensPerSecond) {
    public ServiceTarget {
        Checks.notNegative(ttftMillis, "slo-ttft");
        Checks.notNegative(itlMillis, "slo-tpot");
        Checks.notNegative(tokensPerSecond, "slo-tps");
    }
}
