package ai.llmd.wva.signals;

/** What one series of a server tells, whatever the engine calls it. */
public enum Signal {
    /** Requests in the batch now. */
    RUNNING(false),
    /** Requests that wait now, for whatever reason. */
    WAITING(false),
    /** Of these, the ones that wait for room in the batch or the KV cache. */
    WAITING_FOR_CAPACITY(false),
    /** Share of the KV cache in use, 0..1; a value above that is a percentage. */
    KV_CACHE(false),
    /** Tokens that the KV cache holds. */
    KV_CAPACITY(false),
    /** When a process began to count, in seconds of the epoch: no two processes have the same. */
    CREATED(false),
    /** 1 while a pod's page can be read at all. */
    UP(false),
    /** Requests that ever arrived. */
    ARRIVED(true),
    /** Requests that ever got their first token, whether they were completed or not. */
    STARTED(true),
    /** Requests that ever were completed. */
    FINISHED(true),
    /** Prompt tokens of the requests that started. */
    PROMPT_TOKENS(true),
    /** Of these, the ones that were not computed, since a cache or another server had them. */
    CACHED_PROMPT_TOKENS(true),
    /** Prompt tokens that were looked up in the prefix cache, again each time that there was no room for a request. */
    PREFIX_QUERIES(true),
    /** Of these, the ones that were in it. */
    PREFIX_HITS(true),
    /** Tokens that speculative decoding got right, each of which saves a request a step. */
    ACCEPTED_TOKENS(true),
    /** Tokens generated so far. */
    GENERATED_TOKENS(true),
    PROMPT_TOKENS_SUM(true),
    PROMPT_TOKENS_COUNT(true),
    GENERATED_TOKENS_SUM(true),
    GENERATED_TOKENS_COUNT(true),
    FIRST_TOKEN_SUM(true),
    FIRST_TOKEN_COUNT(true),
    INTER_TOKEN_SUM(true),
    INTER_TOKEN_COUNT(true),
    PER_OUTPUT_TOKEN_SUM(true),
    PER_OUTPUT_TOKEN_COUNT(true),
    QUEUE_SUM(true),
    QUEUE_COUNT(true);

    private final boolean counter;

    Signal(boolean counter) {
        this.counter = counter;
    }

    /** It only grows, but for a restart of the process. */
    public boolean isCounter() {
        return counter;
    }
}
